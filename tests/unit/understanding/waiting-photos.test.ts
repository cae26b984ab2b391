import { describe, expect, it } from 'vitest'
import { waitingBefore } from '../../../src/domain/understanding/waiting.ts'
import { coast } from './support.ts'

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
    ['words without a photo', false, { hasPhoto: false }],
  ])('%s: %s', (_what, expected, change) => {
    expect(waits(change)).toBe(expected)
  })
})
