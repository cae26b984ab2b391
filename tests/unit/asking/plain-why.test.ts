import { describe, expect, it } from 'vitest'
import { plainCommand } from '../../../src/app/commands/plain.ts'
import { signOf } from '../../../src/app/why/signs.ts'
import { ACT_RULES } from '../../../src/domain/understanding/act-rules.ts'

describe('why in plain words', () => {
  it.each([
    ['为什么是31号', '31'],
    ['31号为什么这么分', '31'],
    ['31号为啥派给供电所', '31'],
    ['请问为什么31号派给水务站?', '31'],
    ['31号怎么算紧急', '31'],
  ])('%s', (text, number) => {
    expect(plainCommand(text)).toEqual({ name: 'why', args: number })
  })

  it.each([
    '31号为什么还没修好',
    '为什么31号没人管',
    '31号怎么样了',
    '31号怎么处理不了',
    '为什么这么分',
    '3号楼为什么停电',
    '为什么3号楼又停电了',
    '31号什么时候处理',
  ])('%s is none', (text) => {
    expect(plainCommand(text)).toBeNull()
  })

  it('below a card the number is not needed', () => {
    expect(plainCommand('为什么这么派', 'DZ-2607-0031')).toEqual({ name: 'why', args: 'DZ-2607-0031' })
    expect(plainCommand('为什么还没好', 'DZ-2607-0031')).toBeNull()
  })
})

describe('signs', () => {
  it('every rule that speaks for a report has words in the texts', () => {
    const open = ACT_RULES.filter((rule) => rule.act === 'report' || rule.act === 'request')
    expect(open.filter((rule) => signOf(rule.name).sign === null).map((rule) => rule.name)).toEqual([])
  })

  it('are told apart by what they are of; what is not known falls to its words', () => {
    expect(signOf('紧急程度:有孩子')).toEqual({ of: 'urgency', sign: 'children' })
    expect(signOf('类别 safety.gas')).toEqual({ of: 'leaf', sign: null })
    expect(signOf('文字里的编号')).toEqual({ of: 'place', sign: 'number' })
    expect(signOf('模型')).toEqual({ of: 'act', sign: null })
  })
})
