import { subMinutes } from 'date-fns'
import { describe, expect, test } from 'vitest'
import type { Role } from '../../../src/domain/area/town.ts'
import { runsOf } from '../../../src/domain/understanding/model/features.ts'
import { gateFeatures } from '../../../src/domain/understanding/model/gate.ts'
import type { Judged, ThreadContext } from '../../../src/domain/understanding/types.ts'
import { NOBODY, NOON } from './support.ts'

const judged: Pick<Judged, 'acts' | 'leaves'> = {
  acts: { report: 0.5, request: 0, query: 0, update: 0, notice: 0, chatter: 0.5 },
  leaves: new Map([['facility.street_light', 0.6]]),
}
const line = {
  at: subMinutes(NOON, 2),
  sameSender: false,
  text: '早上好',
  hasPhoto: false,
  ticketId: null,
}
const ticket: ThreadContext['open'][number] = {
  id: 't1',
  number: 'TT-2607-0001',
  category: 'facility.street_light',
  area: 'dq',
  place: null,
  summary: '路灯坏了',
  openedAt: NOON,
  reporterIsSender: false,
  state: 'dispatched',
}
const runs = (role: Role | 'resident', thread: ThreadContext) => [
  ...gateFeatures(
    judged,
    { text: '换锁', runs: runsOf('换锁') },
    { at: NOON, hasPhoto: false, role },
    thread,
  ).runs.keys(),
]

describe('the words that tell whether a message opens a ticket', () => {
  test('stand for themselves in a message by itself', () => {
    expect(runs('resident', NOBODY)).toContain('换锁')
    expect(runs('resident', NOBODY).every((run) => run.replace(/[\^$]/g, '').length <= 2)).toBe(true)
  })

  test.each<[string, Role | 'resident', ThreadContext, string]>([
    ['amid small talk', 'resident', { recent: [line], open: [] }, '闲换锁'],
    ['amid talk of a ticket', 'resident', { recent: [line], open: [ticket] }, '中换锁'],
    ['by an official amid talk of a ticket', 'handler', { recent: [line], open: [ticket] }, '官换锁'],
  ])('are told apart %s', (_where, role, thread, marked) => {
    const all = runs(role, thread)
    expect(all).toContain(marked)
    expect(all).toContain('换锁')
    expect(all.filter((run) => run.endsWith('换锁'))).toHaveLength(2)
  })
})
