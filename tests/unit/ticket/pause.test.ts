import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import { type Clock, ownMinutes } from '../../../src/domain/ticket/clocks/clock.ts'
import { frozen, progressOf } from '../../../src/domain/ticket/clocks/freeze.ts'
import { pause, unpause } from '../../../src/domain/ticket/clocks/pause.ts'
import { bucketOfTicket } from '../../../src/domain/ticket/clocks/standing.ts'
import type { Moment } from '../../../src/domain/ticket/outcome.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { calendarOf, local, shown } from '../../support/calendars.ts'
import { actorOf, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import { done, fire, report, ticketIn } from '../../support/tickets.ts'

const usual = calendarOf()

describe('a clock that stood still has left of its own time what it had', () => {
  test.each([
    [
      'day and night',
      false,
      '2026-07-01 10:00',
      '2026-07-01 22:00',
      '2026-07-01 12:00',
      '2026-07-03 12:00',
      '2026-07-03 22:00',
    ],
    [
      'working, over a weekend',
      true,
      '2026-07-03 16:00',
      '2026-07-06 10:00',
      '2026-07-03 17:00',
      '2026-07-08 15:00',
      '2026-07-08 17:30',
    ],
    [
      'working, stopped and taken up at night',
      true,
      '2026-07-01 10:00',
      '2026-07-02 18:00',
      '2026-07-01 20:00',
      '2026-07-06 21:00',
      '2026-07-07 18:00',
    ],
    [
      'late already',
      true,
      '2026-07-01 10:00',
      '2026-07-01 15:00',
      '2026-07-01 16:00',
      '2026-07-02 09:00',
      '2026-07-01 17:30',
    ],
  ])('%s', (_, working, from, due, at, until, expected) => {
    const clock: Clock = { from: local(from), due: local(due), working }
    expect(shown(frozen(usual, clock, local(at), local(until)).due)).toBe(expected)
  })

  test('whatever it is and however long', () => {
    const instant = fc
      .integer({ min: local('2025-01-01 00:00').getTime(), max: local('2028-12-31 00:00').getTime() })
      .map((ms) => new Date(ms))
    const length = fc.integer({ min: 1, max: 30 * 1440 })
    fc.assert(
      fc.property(instant, length, length, length, fc.boolean(), (from, long, run, stop, working) => {
        const due = working ? usual.addMinutes(from, long) : new Date(from.getTime() + long * 60_000)
        const clock: Clock = { from, due, working }
        const at = new Date(from.getTime() + run * 60_000)
        const until = new Date(at.getTime() + stop * 60_000)
        const after = frozen(usual, clock, at, until)
        const [was, is] = [progressOf(usual, clock, at), progressOf(usual, after, until)]
        expect(is.used).toBeCloseTo(was.used, 3)
        expect(is.left).toBeCloseTo(was.left, 3)
        expect(ownMinutes(usual, working, after.from, after.due)).toBeCloseTo(long, 3)
      }),
      { numRuns: 2000 },
    )
  })
})

const town = sampleTown({
  policy: Policy.parse({
    deadlines: {
      noise: {
        update: '2wh',
        resolve: '3wd',
        stages: [
          { name: '停止', within: '4wh' },
          { name: '处罚', within: '2wd' },
        ],
      },
    },
  }),
})

function momentAt(at: Date, ticket: Ticket): Moment {
  return { now: at, iso: at.toISOString(), town, actor: SYSTEM, generation: ticket.version + 1, askFrom: at }
}
const pausedAt = (ticket: Ticket, time: string): Ticket => ({
  ...ticket,
  ...pause(ticket, momentAt(local(time), ticket)),
  state: 'suspended',
})
const resumedAt = (ticket: Ticket, time: string, state: Ticket['state']): Ticket => ({
  ...ticket,
  ...unpause(ticket, momentAt(local(time), ticket)),
  state,
})
const opened = () =>
  done(null, report({ category: 'noise', urgency: 'normal' }), SYSTEM, town, local('2026-07-01 10:00')).ticket
const accepted = () =>
  done(opened(), { kind: 'accept' }, actorOf(town, 'ye'), town, local('2026-07-01 11:00')).ticket
const times = (ticket: Ticket) =>
  Object.fromEntries(Object.entries(ticket.timers).map(([kind, { dueAt }]) => [kind, shown(new Date(dueAt))]))

describe('the clocks of a ticket', () => {
  test('stop: no deadline, no timer, and what was left is kept', () => {
    const ticket = pausedAt(accepted(), '2026-07-01 12:00')
    expect(ticket.timers).toEqual({})
    expect(ticket).toMatchObject({ acceptDue: null, updateDue: null, resolveDue: null })
    expect(ticket.paused).toEqual({
      at: local('2026-07-01 12:00').toISOString(),
      clocks: { update: { used: 60, left: 60 }, resolve: { used: 120, left: 3.5 * 60 + 3 * 420 } },
      stages: [120, 3.5 * 60 + 2 * 420],
    })
    expect(bucketOfTicket(ticket, town, local('2026-08-01 12:00'))).toBeNull()
  })

  test('go on a week later with what was left, and their warnings with them', () => {
    const before = accepted()
    expect(times(before)).toMatchObject({ update_due: '2026-07-01 15:30' })
    const ticket = resumedAt(pausedAt(before, '2026-07-01 12:00'), '2026-07-08 12:00', 'accepted')
    expect(times(ticket)).toEqual({
      update_warn: '2026-07-08 15:06',
      update_due: '2026-07-08 15:30',
      resolve_warn: '2026-07-13 10:12',
      resolve_due: '2026-07-13 18:00',
      stage_due: '2026-07-08 16:30',
    })
    expect(ticket.paused).toBeNull()
    expect(shown(new Date(ticket.resolveDue ?? 0))).toBe('2026-07-13 18:00')
    expect(shown(new Date(ticket.stages?.[1]?.due ?? 0))).toBe('2026-07-10 18:00')
    expect(ticket.timers.resolve_due?.generation).toBe(ticket.version + 1)
  })

  test('accept too, while nobody has accepted', () => {
    const ticket = resumedAt(pausedAt(opened(), '2026-07-01 11:00'), '2026-07-01 14:30', 'dispatched')
    expect(times(ticket)).toMatchObject({ accept_due: '2026-07-01 17:30', resolve_due: '2026-07-07 09:30' })
  })

  test('stopping and going on in the same moment changes no deadline', () => {
    const before = accepted()
    const same = resumedAt(pausedAt(before, '2026-07-01 14:47'), '2026-07-01 14:47', 'accepted')
    expect(times(same)).toEqual(times(before))
    expect(same.resolveDue).toBe(before.resolveDue)
    expect(same.resolveFrom).toBe(before.resolveFrom)
  })

  test('what was late is late by as much, and its ladder goes on after a step', () => {
    const late = fire(accepted(), 'resolve_due', town).ticket
    const ticket = resumedAt(pausedAt(late, '2026-07-07 09:30'), '2026-07-14 09:30', 'accepted')
    expect(shown(new Date(ticket.resolveDue ?? 0))).toBe('2026-07-14 08:30')
    expect(bucketOfTicket(ticket, town, local('2026-07-14 09:30'))).toBe('overdue')
    expect(times(ticket)['resolve_due']).toBe('2026-07-14 10:00')
  })

  test('a stage that was told is not told again', () => {
    const told = fire(accepted(), 'stage_due', town).ticket
    const ticket = resumedAt(pausedAt(told, '2026-07-02 08:30'), '2026-07-03 08:30', 'accepted')
    expect(times(ticket)['stage_due']).toBe('2026-07-06 18:00')
    expect(ticket.stages?.[0]).toEqual(told.stages?.[0])
  })

  test('twice is once', () => {
    const once = pausedAt(accepted(), '2026-07-01 12:00')
    expect(pause(once, momentAt(local('2026-07-02 12:00'), once))).toEqual({})
    const running = accepted()
    expect(unpause(running, momentAt(local('2026-07-02 12:00'), running))).toEqual({})
  })

  test('what waits for its place has no clocks, only its reminder, which stops too', () => {
    const waiting = ticketIn('needs_info', town)
    const ticket = { ...waiting, ...pause(waiting, momentAt(local('2026-07-01 09:00'), waiting)) }
    expect(ticket.paused).toMatchObject({ clocks: {}, stages: [] })
    expect(ticket.timers).toEqual({})
  })
})

describe('waiting for a place does not eat the time to resolve', () => {
  test('it starts when the place is told', () => {
    const waiting = done(
      null,
      report({ category: 'noise', urgency: 'normal', missing: 'place' }),
      SYSTEM,
      town,
      local('2026-07-01 10:00'),
    ).ticket
    expect(waiting.resolveDue).toBeNull()
    const told = done(
      waiting,
      { kind: 'supply', text: '', photos: [], area: 'DQ3-1' },
      SYSTEM,
      town,
      local('2026-07-03 10:00'),
    ).ticket
    expect(told.state).toBe('dispatched')
    expect(shown(new Date(told.resolveDue ?? 0))).toBe('2026-07-08 18:00')
  })

  test('a ticket that is asked about again while it was paused goes on with what was left', () => {
    const asked: Ticket = { ...pausedAt(accepted(), '2026-07-01 12:00'), state: 'needs_info' }
    const told = done(
      asked,
      { kind: 'supply', text: '', photos: [], area: 'DQ3-2' },
      SYSTEM,
      town,
      local('2026-07-08 12:00'),
    ).ticket
    expect(told).toMatchObject({ state: 'dispatched', paused: null })
    expect(shown(new Date(told.resolveDue ?? 0))).toBe('2026-07-13 18:00')
    expect(shown(new Date(told.acceptDue ?? 0))).toBe('2026-07-09 09:00')
  })
})
