import { describe, expect, test } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import type { Command } from '../../../src/domain/ticket/decision.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { local, shown } from '../../support/calendars.ts'
import { actorOf, residentOf, SAMPLE_TOWN, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import { done, fire, report, ticketIn } from '../../support/tickets.ts'

const policy = Policy.parse({
  deadlines: [
    { when: { category: 'facility' }, update: '1wd' },
    { when: { category: 'safety' }, update: '60m' },
  ],
})
const town = sampleTown({ policy })
const zheng = actorOf(town, 'zheng')
const supply: Command = { kind: 'supply', text: '在等配件', photos: [] }

function lamp(): Ticket {
  const open = report({ category: 'facility.street_light', urgency: 'normal' })
  const ticket = done(null, open, actorOf(town, 'chen'), town, local('2026-07-01 10:00')).ticket
  return done(ticket, { kind: 'accept' }, zheng, town, local('2026-07-01 11:00')).ticket
}

const due = (ticket: Ticket) => (ticket.updateDue ? shown(new Date(ticket.updateDue)) : null)

test('it starts with the acceptance, with a warning when four fifths of its working time are used', () => {
  const ticket = lamp()
  expect(due(ticket)).toBe('2026-07-02 18:00')
  expect(ticket.inHours).toEqual(['accept', 'resolve', 'update'])
  // 1 + 3.5 + 7 hours: 9.2 of them are used 15:42 of the next day.
  expect(shown(new Date(ticket.timers.update_warn?.dueAt ?? 0))).toBe('2026-07-02 15:42')
  expect(ticket.timers.update_due?.dueAt).toBe(ticket.updateDue)
})

describe('it starts anew with what the department says, and with nothing else', () => {
  const tomorrow = local('2026-07-02 09:00')
  test.each<[string, Parameters<typeof done>[2], Command, string]>([
    ['its handler', zheng, supply, '2026-07-03 18:00'],
    ['the reporter', actorOf(town, 'chen'), supply, '2026-07-02 18:00'],
    ['a passer-by', residentOf('mei'), supply, '2026-07-02 18:00'],
    ['one who urges', actorOf(town, 'lin'), { kind: 'urge' }, '2026-07-02 18:00'],
  ])('%s', (_, actor, command, expected) => {
    expect(due(done(lamp(), command, actor, town, tomorrow).ticket)).toBe(expected)
  })

  test('words that add nothing start nothing', () => {
    const silent: Command = { kind: 'supply', text: ' ', photos: [] }
    expect(due(done(lamp(), silent, zheng, town, tomorrow).ticket)).toBe('2026-07-02 18:00')
  })
})

test.each<[Command, string]>([
  [{ kind: 'return', reason: '不是我们的' }, 'new'],
  [{ kind: 'transfer', department: 'power', reason: '' }, 'dispatched'],
  [{ kind: 'resolve', result: '换了灯', photos: ['after'] }, 'resolved'],
])('%j ends it', (command, state) => {
  const { ticket, timers } = done(lamp(), command, zheng, town, local('2026-07-02 09:00'))
  expect(ticket).toMatchObject({ state, updateDue: null })
  expect(ticket.timers).not.toHaveProperty('update_due')
  expect(ticket.timers).not.toHaveProperty('update_warn')
  expect(timers).toContainEqual({ op: 'cancel', timer: 'update_due' })
})

test('read anew it falls under another rule, from its start on and never before now', () => {
  const he = actorOf(town, 'he')
  const sooner = sampleTown({
    policy: Policy.parse({
      deadlines: [
        { when: { category: 'facility' }, update: '1wd' },
        { when: { category: 'facility', urgency: 'urgent' }, update: '2wh' },
        { when: { category: 'facility', urgency: 'emergency' }, update: '30m' },
      ],
    }),
  })
  const raised = (urgency: 'low' | 'urgent' | 'emergency') =>
    due(done(lamp(), { kind: 'correct', urgency }, he, sooner, local('2026-07-01 11:40')).ticket)
  expect([raised('low'), raised('urgent'), raised('emergency')]).toEqual([
    '2026-07-02 18:00',
    '2026-07-01 15:30',
    '2026-07-01 11:40',
  ])
})

test('a warning goes to the handler and leaves the clock alone', () => {
  const { ticket, notices } = fire(lamp(), 'update_warn', town)
  expect(notices.map((n) => [n.to, n.template])).toEqual([
    [{ kind: 'person', personId: 'zheng', role: 'handler', area: null, department: 'urban' }, 'warn_update'],
  ])
  expect(ticket.timers.update_warn).toBeUndefined()
  expect(due(ticket)).toBe('2026-07-02 18:00')
})

test('when nothing was said in time the handler and the first level above hear it, and again after as long', () => {
  const { ticket, notices, events } = fire(lamp(), 'update_due', town)
  expect(notices.map((n) => [n.to, n.template])).toMatchObject([
    [{ personId: 'zheng' }, 'escalated_update'],
    [{ personId: 'lin', role: 'grid_chief' }, 'escalated_update'],
  ])
  expect(notices[0]?.args).toMatchObject({
    since: local('2026-07-01 11:00').toISOString(),
    personName: '林志强',
  })
  expect(events).toMatchObject([{ command: 'escalated', note: 'update_due' }])
  expect(ticket.escalation).toBe(0)
  expect(shown(new Date(ticket.timers.update_due?.dueAt ?? 0))).toBe('2026-07-03 18:00')
  const said = done(ticket, supply, zheng, town, local('2026-07-03 09:00')).ticket
  expect(shown(new Date(said.timers.update_due?.dueAt ?? 0))).toBe('2026-07-06 18:00')
})

test('who is handler and chief at once hears it once', () => {
  const posts = SAMPLE_TOWN.posts.map((p) => (p.role === 'grid_chief' ? { ...p, personId: 'zheng' } : p))
  const { notices } = fire(lamp(), 'update_due', sampleTown({ policy, posts }))
  expect(notices.map((n) => n.to)).toMatchObject([{ kind: 'person', personId: 'zheng', role: 'handler' }])
})

test('it does not nag faster than the ladder steps', () => {
  const fast = sampleTown({ policy: { ...policy, deadlines: { safety: { update: '5m' } } } })
  const open = done(null, report(), actorOf(fast, 'chen'), fast, local('2026-07-01 10:00')).ticket
  const ticket = done(open, { kind: 'accept' }, SYSTEM, fast, local('2026-07-01 10:01')).ticket
  const again = fire(ticket, 'update_due', fast).ticket
  expect(shown(new Date(again.timers.update_due?.dueAt ?? 0))).toBe('2026-07-01 10:36')
})

test('a town that takes the rule back is not asked again; one without it never was', () => {
  expect(fire(lamp(), 'update_due', sampleTown()).ticket.timers.update_due).toBeUndefined()
  const ticket = ticketIn('accepted', sampleTown())
  expect(ticket.timers.update_due).toBeUndefined()
  expect('updateDue' in ticket).toBe(false)
})
