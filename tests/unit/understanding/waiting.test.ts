import { describe, expect, it } from 'vitest'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { toldBefore, waitingBefore } from '../../../src/domain/understanding/waiting.ts'
import { city, coast, said } from './support.ts'

const NOW = new Date('2026-07-12T10:00:00+08:00')
const photo = {
  at: new Date('2026-07-12T09:55:00+08:00'),
  sameSender: true,
  text: '',
  hasPhoto: true,
  ticketId: null as string | null,
}
const waits = (change: Partial<typeof photo>): boolean =>
  waitingBefore([{ ...photo, ...change }], NOW, coast.policy).length === 1

describe('a photo that waits for its words', () => {
  it.each<[string, boolean, Partial<typeof photo>]>([
    ['alone', true, {}],
    ['with a word or two', true, { text: '你们看看' }],
    ['as old as it may be', true, { at: new Date('2026-07-12T09:50:00+08:00') }],
    ['too old', false, { at: new Date('2026-07-12T09:49:00+08:00') }],
    ['of somebody else', false, { sameSender: false }],
    ['that has its ticket', false, { ticketId: 't' }],
    ['that was told of in its own words', false, { text: '今天蒸的包子谁来尝尝' }],
    ['words long ago without a photo', false, { hasPhoto: false, text: '你们看看' }],
  ])('%s: %s', (_what, expected, change) => {
    expect(waits(change)).toBe(expected)
  })
})

describe('words that told too little wait for the next ones', () => {
  const line = (minutesAgo: number, change: Partial<typeof photo> = {}) => ({
    ...photo,
    hasPhoto: false,
    at: new Date(NOW.getTime() - minutesAgo * 60_000),
    text: '出事了',
    ...change,
  })
  const other = (minutesAgo: number) => line(minutesAgo, { sameSender: false, text: '怎么了' })
  const waiting = (...recent: (typeof photo)[]) =>
    waitingBefore(recent, NOW, coast.policy).map(({ text }) => text)

  it.each<[string, string[], (typeof photo)[]]>([
    ['said just before', ['出事了'], [line(1)]],
    ['two lines', ['那个', '你们快来'], [line(2, { text: '那个' }), line(1, { text: '你们快来' })]],
    ['others between', ['出事了'], [line(2), other(1.5), other(1)]],
    ['too much between', [], [line(2.5), other(2), other(1.5), other(1)]],
    ['too long ago', [], [line(3.5)]],
    ['a greeting', [], [line(1, { text: '您好，在吗' })]],
    ['who speaks', [], [line(1, { text: '我是菜场卖鱼的' })]],
    ['that something comes', [], [line(1, { text: '反映个事' })]],
    ['thanks', [], [line(1, { text: '好的谢谢' })]],
    ['before words of a ticket', [], [line(2), line(1, { ticketId: 't', text: '路灯坏了' })]],
  ])('%s', (_what, expected, recent) => {
    expect(waiting(...recent)).toEqual(expected)
  })

  it('as long as the town says', () => {
    const policy = { ...coast.policy, gather: { ...coast.policy.gather, leadInMinutes: 6 } }
    expect(waitingBefore([line(5)], NOW, policy)).toHaveLength(1)
    expect(waitingBefore([line(5)], NOW, coast.policy)).toHaveLength(0)
  })

  it('and tell the place of what comes', () => {
    const reader = createReader(city)
    const at = new Date('2026-07-12T10:00:00+08:00')
    const context = (text: string) => ({
      recent: [
        { at: new Date(at.getTime() - 60_000), sameSender: true, text, hasPhoto: false, ticketId: null },
      ],
      open: [],
    })
    const input = said('水管爆了，水喷了一地')
    const alone = reader.read({ ...input, at }, { recent: [], open: [] })
    const named = reader.read({ ...input, at }, context('我在金桂苑12号楼'))
    expect(alone.place.source).not.toBe('text')
    expect(named.incidents[0]).toMatchObject({ area: 'ghy12', placeSource: 'text' })
    expect(reader.read({ ...input, at }, context('今天好热')).place.source).not.toBe('text')
  })
})

describe('what was told of a matter before it was told plainly', () => {
  const earlier = (minutesAgo: number, text: string, change: Partial<typeof photo> = {}) => ({
    ...photo,
    hasPhoto: false,
    at: new Date(NOW.getTime() - minutesAgo * 60_000),
    text,
    ...change,
  })
  const judged = (gate: number, leaf: number) => ({
    acts: { report: gate, request: 0, query: 0, update: 0, notice: 0, chatter: 1 - gate },
    leaves: new Map([['utility.power_cut', leaf]]),
    gate,
  })
  const told = (recent: (typeof photo)[], [gate, leaf]: [number, number], minutes = 20) => {
    const policy = { ...coast.policy, gather: { ...coast.policy.gather, earlierMinutes: minutes } }
    return toldBefore(recent, NOW, 'utility.power_cut', () => judged(gate, leaf), policy).length
  }
  const asked = earlier(5, '哪家停电了？')

  it.each<[string, number, (typeof photo)[], [number, number]]>([
    ['words for the same matter', 1, [asked], [0.05, 0.6]],
    ['words that nearly opened', 1, [asked], [0.4, 0]],
    ['words for another matter', 0, [asked], [0.05, 0.02]],
    ['somebody else', 0, [{ ...asked, sameSender: false }], [0.05, 0.6]],
    ['words that have their ticket', 0, [{ ...asked, ticketId: 't' }], [0.05, 0.6]],
    ['a greeting', 0, [earlier(1, '您好，在吗')], [0.4, 0.6]],
    ['thanks', 0, [earlier(1, '好的谢谢')], [0.4, 0.6]],
    ['too long ago', 0, [earlier(21, '哪家停电了？')], [0.05, 0.6]],
  ])('%s', (_what, expected, recent, shares) => {
    expect(told(recent, shares)).toBe(expected)
  })

  it('as long ago as the town says', () => {
    expect(told([earlier(21, '哪家停电了？')], [0.05, 0.6], 30)).toBe(1)
  })
})
