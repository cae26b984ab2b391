import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixWords, urgencyOf } from '../../../src/app/intake/fix-words.ts'

test.each([
  ['31号是路灯坏了不是井盖', '31', 'category', '路灯坏了', '井盖'],
  ['31号不是井盖，是路灯坏了', '31', 'category', '路灯坏了', '井盖'],
  ['31号归路灯类', '31', 'category', '路灯', null],
  ['DZ-2607-0031 类别改成 路灯', 'DZ-2607-0031', 'category', '路灯', null],
  ['31号单改成紧急', '31', 'any', '紧急', null],
  ['31 紧急程度：不急', '31', 'urgency', '不急', null],
  ['31号地点是3网格2单元', '31', 'place', '3网格2单元', null],
  ['31号位置在妈祖宫后面', '31', 'place', '妈祖宫后面', null],
  ['归路灯', null, 'category', '路灯', null],
  ['其实是污水', null, 'any', '污水', null],
])('%s', (text, number, field, words, not) => {
  expect(fixWords(text)).toEqual({ number, field, words, not, plain: true })
})

test('31号是… may be talk', () => {
  expect(fixWords('31号是周五')).toMatchObject({ plain: false })
})

test.each([
  '31号处理得怎么样了',
  '31号是路灯吗',
  '路灯坏了',
  '3号楼归物业管',
  '31号接单',
  '31号转给水务站',
  '31',
])('%s is none', (text) => {
  expect(fixWords(text)).toBeNull()
})

test.each([
  ['紧急', 'emergency'],
  ['较急', 'urgent'],
  ['一般', 'normal'],
  ['不急', 'low'],
  ['周五开会', null],
])('urgency %s', (words, urgency) => {
  expect(urgencyOf(words)).toBe(urgency)
})

test('whatever is written is read at once, and the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(fixWords(text)).toEqual(fixWords(text))
    }),
  )
})
