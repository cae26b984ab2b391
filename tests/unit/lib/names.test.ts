import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FixedNames, JOINT } from '../../../src/lib/linear/names.ts'

const name = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'电线井盖0^$漏水 ab') })

describe('fixed names', () => {
  it('know where each of their own stands, and none else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 60 }), fc.array(name), (names, others) => {
        const fixed = new FixedNames(names.join(JOINT))
        expect(names.map((own) => fixed.of(own))).toEqual(names.map((_, at) => at))
        for (const other of others) expect(fixed.of(other)).toBe(names.indexOf(other))
        expect([fixed.size, fixed.names]).toEqual([names.length, names])
      }),
    )
  })

  it('hold a hundred thousand runs apart', () => {
    const chars = [...'电线井盖路灯漏水楼门村桥树墙火烟气味人车狗']
    const names = chars.flatMap((a) =>
      chars.flatMap((b) => chars.flatMap((c) => chars.slice(0, 10).map((d) => a + b + c + d))),
    )
    const fixed = new FixedNames(names.join(JOINT))
    expect(names.every((own, at) => fixed.of(own) === at)).toBe(true)
    expect(fixed.of('不在其中')).toBe(-1)
  })
})
