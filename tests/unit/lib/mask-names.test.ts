import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskNames } from '../../../src/lib/mask-names.ts'

test.each([
  ['王小明家门口的灯坏了', '王**家门口的灯坏了'],
  ['联系人：李晓东，晚上在', '联系人：李**，晚上在'],
  ['我叫张伟。水管漏了', '我叫张*。水管漏了'],
  ['找陈淑华说', '找陈**说'],
  ['陈阿婆家门口的电线', '陈阿婆家门口的电线'],
  ['张师傅家的狗', '张师傅家的狗'],
  ['路灯坏了三天', '路灯坏了三天'],
])('%s', (text, masked) => {
  expect(maskNames(text, ['陈淑华'])).toBe(masked)
})

test('a known name is left nowhere', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(maskNames(`${a}陈淑华${b}`, ['陈淑华'])).not.toContain('陈淑华')
    }),
  )
})
