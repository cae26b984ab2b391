import { describe, expect, test } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import { stagesOf } from '../../../src/domain/ticket/clocks/standing.ts'
import type { Command } from '../../../src/domain/ticket/decision.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { local, shown } from '../../support/calendars.ts'
import { actorOf, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import { done, fire, report } from '../../support/tickets.ts'

const policy = Policy.parse({
  deadlines: {
    noise: {
      resolve: '20wd',
      stages: [
        { name: '停止', within: '4wh' },
        { name: '处罚', within: '7wd' },
        { name: '拆除', within: '20wd' },
      ],
    },
  },
})
const town = sampleTown({ policy })
const chen = actorOf(town, 'chen')

const opened = () =>
  done(null, report({ category: 'noise', urgency: 'normal' }), chen, town, local('2026-07-01 10:00')).ticket
const armed = (ticket: Ticket) => {
  const at = ticket.timers.stage_due?.dueAt
  return at ? shown(new Date(at)) : null
}

test('the next stage is armed, one at a time', () => {
  const ticket = opened()
  expect(ticket.stages?.map(({ name, due }) => [name, shown(new Date(due))])).toEqual([
    ['停止', '2026-07-01 16:30'],
    ['处罚', '2026-07-10 18:00'],
    ['拆除', '2026-07-29 18:00'],
  ])
  expect(armed(ticket)).toBe('2026-07-01 16:30')
})

test('when its time is over whoever works on it hears so, with the next; after the last there is none', () => {
  const first = fire(opened(), 'stage_due', town)
  expect(first.notices).toMatchObject([
    {
      to: { kind: 'person', personId: 'ye' },
      template: 'stage_due',
      args: { stage: '停止', next: '处罚', nextDueAt: local('2026-07-10 18:00').toISOString() },
    },
  ])
  expect(first.events).toMatchObject([{ command: 'warned', note: 'stage_due' }])
  expect(armed(first.ticket)).toBe('2026-07-10 18:00')
  const second = fire(first.ticket, 'stage_due', town).ticket
  const third = fire(second, 'stage_due', town)
  expect(third.notices[0]?.args).toMatchObject({ stage: '拆除', next: '', nextDueAt: '' })
  expect(armed(third.ticket)).toBeNull()
  expect(stagesOf(third.ticket).map((s) => s.standing)).toEqual(['passed', 'passed', 'passed'])
})

test('a timer that comes so late that two are over tells of both at once', () => {
  const ticket = opened()
  const command: Command = {
    kind: 'timer',
    timer: 'stage_due',
    generation: ticket.timers.stage_due?.generation ?? 0,
  }
  const late = done(ticket, command, SYSTEM, town, local('2026-07-13 09:00'))
  expect(late.notices.map((n) => n.args['stage'])).toEqual(['停止、处罚'])
  expect(armed(late.ticket)).toBe('2026-07-29 18:00')
})

describe('how stages stand', () => {
  const result: Command = { kind: 'resolve', result: '拆了', photos: ['after'] }
  test('before it is resolved they are ahead or passed, then those still ahead are met', () => {
    const ticket = fire(opened(), 'stage_due', town).ticket
    expect(stagesOf(ticket).map((s) => s.standing)).toEqual(['passed', 'ahead', 'ahead'])
    const resolved = done(ticket, result, SYSTEM, town, local('2026-07-10 17:00')).ticket
    expect(stagesOf(resolved).map((s) => s.standing)).toEqual(['passed', 'met', 'met'])
    expect(armed(resolved)).toBeNull()
  })

  test('resolved in the time of the first, all are met', () => {
    const resolved = done(opened(), result, SYSTEM, town, local('2026-07-01 16:30')).ticket
    expect(stagesOf(resolved).map((s) => s.standing)).toEqual(['met', 'met', 'met'])
  })

  test('not fixed: they begin anew', () => {
    const ticket = fire(opened(), 'stage_due', town).ticket
    const resolved = done(ticket, result, SYSTEM, town, local('2026-07-02 09:00')).ticket
    const again = done(
      resolved,
      { kind: 'dispute', text: '还在' },
      chen,
      town,
      local('2026-07-03 09:00'),
    ).ticket
    expect(armed(again)).toBe('2026-07-03 15:30')
    expect(stagesOf(again).map((s) => s.standing)).toEqual(['ahead', 'ahead', 'ahead'])
  })
})

test('another category brings its own stages, or none', () => {
  const away: Command = { kind: 'correct', category: 'facility.street_light', byHand: true }
  const back: Command = { kind: 'correct', category: 'noise', byHand: true }
  const he = actorOf(town, 'he')
  const other = done(opened(), away, he, town, local('2026-07-01 10:30')).ticket
  expect(other.stages).toEqual([])
  expect(other.timers.stage_due).toBeUndefined()
  const again = done(other, back, he, town, local('2026-07-01 11:00')).ticket
  expect(armed(again)).toBe('2026-07-01 17:30')
})

test('another urgency does not tell a stage again that was told', () => {
  const told = fire(opened(), 'stage_due', town).ticket
  const accepted = done(told, { kind: 'accept' }, SYSTEM, town, local('2026-07-01 16:40')).ticket
  const raised = done(
    accepted,
    { kind: 'correct', urgency: 'urgent' },
    chen,
    town,
    local('2026-07-01 16:50'),
  ).ticket
  expect(armed(raised)).toBe('2026-07-10 18:00')
  expect(stagesOf(raised).map((s) => s.standing)).toEqual(['passed', 'ahead', 'ahead'])
})

test('a transfer does not begin them anew', () => {
  const moved: Command = { kind: 'transfer', department: 'urban', reason: '' }
  const ticket = done(opened(), moved, actorOf(town, 'he'), town, local('2026-07-01 15:00')).ticket
  expect(armed(ticket)).toBe('2026-07-01 16:30')
})
