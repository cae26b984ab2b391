import { test } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slipReader } from '../../../src/domain/understanding/confusion/read-past.ts'
import { createTypoReader } from '../../../src/domain/understanding/confusion/typos.ts'
import { normalise } from '../../../src/domain/understanding/normalise.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { coast, inGroup, NOBODY, quickest } from './support.ts'
import { CORRECT, type Slip, TUNING, UNSEEN } from './typos.ts'

const slips = slipReader()
const read = (text: string) => slips.correct(normalise(text))

function outcome(list: readonly Slip[]) {
  const wrongly = list.filter(([sent, meant]) => sent !== meant)
  const right = wrongly.filter(([sent, meant]) => read(sent).text === normalise(meant).text)
  const other = list.filter(([sent, meant]) => {
    const { text, changes } = read(sent)
    return changes.length > 0 && text !== normalise(meant).text
  })
  return { share: right.length / wrongly.length, other }
}

describe('slips', () => {
  it('are more than 150, half of them unseen', () => {
    expect(TUNING.length + UNSEEN.length).toBeGreaterThanOrEqual(150)
  })

  it.each([
    ['looked at', TUNING, 0.75],
    ['unseen', UNSEEN, 0.75],
  ] as const)('%s: most are read as what was meant, none as something else', (_, list, least) => {
    const { share, other } = outcome(list)
    expect(other).toEqual([])
    expect(share).toBeGreaterThanOrEqual(least)
  })

  it('what was meant stays', () => {
    for (const [, meant] of [...TUNING, ...UNSEEN]) expect(read(meant).changes, meant).toEqual([])
  })

  it.each(CORRECT)('%s stays', (text) => {
    expect(read(text).changes).toEqual([])
  })

  it('are told with their place', () => {
    expect(read('3号楼后面景盖不见了').changes).toMatchObject([
      { start: 5, end: 7, from: '景盖', to: '井盖' },
    ])
  })
})

describe('names', () => {
  it('of places that the caller spares stay', () => {
    const plain = normalise('电现亭旁边路灯坏了')
    expect(slips.correct(plain).text).toBe('电线亭旁边路灯坏了')
    expect(slips.correct(plain, [{ start: 0, end: 3 }]).changes).toEqual([])
  })

  it.each(['王景盖阿姨说路灯坏了', '路登峰书记在吗', '找景盖书记', '户主景盖家漏水', '老景盖师傅来修过了'])(
    'of people stay: %s',
    (text) => {
      expect(read(text).changes).toEqual([])
    },
  )

  it('of those who were called stay', () => {
    expect(read('在吗@路登不亮家门口那个水管又爆了呀').changes).toEqual([])
  })
})

describe('always', () => {
  const pieces = fc.constantFrom(
    ...'景盖 井盖 电现 路登 堵 坏了 王 阿姨 3号 垃极 @张三 下水到 的 了 现在 呃 a ,'.split(' '),
  )
  test.prop([
    fc.oneof(
      fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
      fc.string({ unit: 'binary' }),
    ),
  ])('the length stays, and the changes tell all that changed', (sent) => {
    const plain = normalise(sent)
    const { text, changes } = slips.correct(plain)
    let again = plain.text
    for (const { start, end, from, to } of changes) {
      expect(again.slice(start, end)).toBe(from)
      again = again.slice(0, start) + to + again.slice(end)
    }
    expect(again).toBe(text)
    expect(text).toHaveLength(plain.text.length)
    expect(slips.correct(plain)).toEqual({ text, changes })
  })

  it('costs little, however long', () => {
    for (const piece of ['路登', '景', '电', '下水到', '井盖', '路登坏了,']) {
      const plain = normalise(piece.repeat(4_096 / piece.length))
      expect(
        quickest(() => slips.correct(plain)),
        piece,
      ).toBeLessThan(30)
    }
  })

  it('is built in no time', () => {
    const start = process.cpuUsage().user
    createTypoReader(['井盖', '路灯', '电线', '下水道'])
    expect(process.cpuUsage().user - start).toBeLessThan(1_000_000)
  })
})

describe('in a reading', () => {
  const reader = createReader(coast)

  it('the slip is read past, the words shown are the own ones, and the reason is told', () => {
    const reading = reader.read(inGroup('东沁村第三网格景盖不见了', 'dq', 'dq3u1'), NOBODY)
    expect(reading.incidents[0]?.category).toBe('facility.manhole')
    expect(reading.incidents[0]?.summary).toContain('景盖')
    expect(reading.reasons).toContainEqual({ rule: '读作 井盖', words: '景盖', weight: 0 })
  })
})
