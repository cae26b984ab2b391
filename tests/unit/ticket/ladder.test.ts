import { describe, expect, test } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import type { Post, Role } from '../../../src/domain/area/town.ts'
import type { TicketEvent } from '../../../src/domain/ticket/decision.ts'
import { ladder } from '../../../src/domain/ticket/ladder.ts'
import type { Ticket, TimerKind } from '../../../src/domain/ticket/types.ts'
import { actorOf, SAMPLE_TOWN, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import {
  done,
  fire,
  minutesAfter,
  refused,
  report,
  SAMPLE_COMMANDS,
  START,
  ticketIn,
} from '../../support/tickets.ts'

const town = sampleTown()
const at = (minutes: number) => minutesAfter(minutes).toISOString()
const DAY = 24 * 60

function post(personId: string, role: Role, area: string): Post {
  return { id: `extra-${personId}-${area}`, personId, role, area, department: null }
}

function rungs(of: typeof town, area: string, category = 'noise') {
  const steps = ladder(of, { area, category, department: 'police' })
  return steps.map((r) => [r.role, r.holders.map((p) => p.personId).join('+'), r.vacant.join('+')])
}

describe('who is told, from below upwards', () => {
  test('grid chief, village, town, district', () => {
    expect(rungs(town, 'DQ3-1')).toEqual([
      ['grid_chief', 'lin', ''],
      ['village_lead', 'xu', ''],
      ['town_lead', 'fang', ''],
      ['district_lead', 'guo', ''],
    ])
  })

  test('a vacant post falls to the next level, which says so', () => {
    expect(rungs(town, 'XQ1-1')[0]).toEqual(['village_lead', 'wu', 'grid_chief'])
    const empty = sampleTown({
      posts: SAMPLE_TOWN.posts.filter((p) => !['lin', 'xu', 'guo'].includes(p.personId)),
    })
    expect(rungs(empty, 'DQ3-1')).toEqual([['town_lead', 'fang', 'grid_chief+village_lead']])
  })

  test('a place above the grid begins there; nothing is vacant that need not be', () => {
    expect(rungs(town, 'XQ')[0]).toEqual(['village_lead', 'wu', ''])
  })

  test('two chiefs of one grid share a rung; deeper grids have rungs of their own', () => {
    const dual = sampleTown({
      areas: [
        ...SAMPLE_TOWN.areas,
        {
          code: 'DQ3a',
          parent: 'DQ3',
          level: 'grid2',
          name: '3网格甲',
          aliases: [],
          kind: 'village',
          households: null,
          lng: null,
          lat: null,
        },
      ],
      posts: [
        ...SAMPLE_TOWN.posts,
        post('cai', 'grid_chief', 'DQ3'),
        post('chen', 'grid_chief', 'DQ3a'),
        post('lin', 'grid_chief', 'DQ3'),
      ],
    })
    expect(rungs(dual, 'DQ3a').slice(0, 2)).toEqual([
      ['grid_chief', 'chen', ''],
      ['grid_chief', 'lin+cai+lin', ''],
    ])
    const first = fire(done(null, report({ area: 'DQ3' }), SYSTEM, dual, START).ticket, 'accept_due', dual)
    expect(first.notices.map((n) => n.to)).toMatchObject([{ personId: 'lin' }, { personId: 'cai' }])
    expect(first.notices[0]?.args['personName']).toBe('林志强、蔡师傅')
  })

  test('levels with names of their own have a rung where somebody holds a post', () => {
    const levels = { county: 'district', township: 'town' }
    const areas = SAMPLE_TOWN.areas.map((a) => ({
      ...a,
      level: Object.entries(levels).find(([, was]) => was === a.level)?.[0] ?? a.level,
    }))
    const named = sampleTown({ areas, posts: SAMPLE_TOWN.posts.filter((p) => p.personId !== 'guo') })
    expect(rungs(named, 'DQ3-1').map(([role]) => role)).toEqual(['grid_chief', 'village_lead', 'town_lead'])
  })

  test('a confidential matter climbs to the leads of its department only', () => {
    const step = ladder(town, { area: 'DQ3-1', category: 'governance.conduct', department: 'discipline' })
    expect(step.map((r) => [r.role, r.area, r.holders.map((p) => p.personId)])).toEqual([
      ['department_lead', null, ['qiu']],
    ])
    const nobody = { area: 'DQ3-1', category: 'governance.conduct', department: null }
    expect(ladder(town, nobody)).toEqual([])
  })
})

/** Fires the same timer again and again; tells who heard, after how many minutes, and what was promised next. */
function climb(of: typeof town, ticket: Ticket, timer: TimerKind, times: number) {
  const heard: [minute: number, who: string, next: string][] = []
  const events: TicketEvent[] = []
  let current = ticket
  for (let i = 0; i < times; i += 1) {
    const due = current.timers[timer]
    const fired = fire(current, timer, of)
    const who = fired.notices.map((n) => (n.to.kind === 'person' ? n.to.personId : n.to.kind)).join('+')
    const minute = (new Date(due?.dueAt ?? 0).getTime() - START.getTime()) / 60_000
    const { nextInMinutes, nextRole } = fired.notices[0]?.args ?? {}
    heard.push([minute, who, `${nextInMinutes} ${nextRole}`])
    events.push(...fired.events)
    current = fired.ticket
  }
  return { heard, events, ticket: current }
}

describe('not accepted in time', () => {
  test('every step tells the next level; the top and the dispatcher are then reminded daily', () => {
    const { heard, ticket, events } = climb(town, ticketIn('dispatched', town), 'accept_due', 6)
    expect(heard).toEqual([
      [30, 'lin', '30 village_lead'],
      [60, 'xu', '30 town_lead'],
      [90, 'fang', '30 district_lead'],
      [120, 'guo', '0 '],
      [120 + DAY, 'guo+dispatcher', '0 '],
      [120 + 2 * DAY, 'guo+dispatcher', '0 '],
    ])
    expect(ticket).toMatchObject({ state: 'dispatched', escalation: 4 })
    expect(events.map((e) => e.command)).toEqual(Array(6).fill('escalated'))
    expect(events[0]?.note).toBe('accept_due')
  })

  test('says how late it is, who is told and what is vacant', () => {
    const ticket = done(null, report({ area: 'XQ1-1' }), SYSTEM, town, START).ticket
    const due: typeof SAMPLE_COMMANDS.timer = SAMPLE_COMMANDS.timer
    const { notices } = done(ticket, due, SYSTEM, town, minutesAfter(42))
    expect(notices).toEqual([
      {
        to: { kind: 'person', personId: 'wu', role: 'village_lead', area: 'XQ', department: null },
        template: 'escalated_accept',
        args: {
          number: 'DZ-2607-0031',
          dueAt: at(30),
          minutesLate: 12,
          nextInMinutes: 30,
          nextRole: 'town_lead',
          department: '供电所',
          handler: '蔡师傅',
          rung: 1,
          role: 'village_lead',
          level: '村',
          areaName: '西沁村',
          personName: '吴春生',
          vacant: 'grid_chief',
        },
      },
    ])
  })

  test('where no post is held at all, the dispatcher is told daily', () => {
    const bare = sampleTown({ posts: SAMPLE_TOWN.posts.filter((p) => p.department !== null) })
    const { heard, ticket } = climb(bare, ticketIn('dispatched', bare), 'accept_due', 2)
    expect(heard).toEqual([
      [30, 'dispatcher', '0 '],
      [30 + DAY, 'dispatcher', '0 '],
    ])
    expect(ticket.escalation).toBe(0)
  })

  test('a ticket nobody is responsible for climbs just the same', () => {
    const homeless = { category: 'service.other', urgency: 'low' as const }
    const { heard } = climb(town, done(null, report(homeless), SYSTEM, town, START).ticket, 'accept_due', 2)
    expect(heard.map(([, who]) => who)).toEqual(['lin', 'xu'])
  })

  test('the steps are the town’s', () => {
    const brisk = sampleTown({ policy: Policy.parse({ escalation: { stepMinutes: 5, warnAt: 0.5 } }) })
    const ticket = ticketIn('dispatched', brisk)
    expect(ticket.timers.accept_warn?.dueAt).toBe(at(15))
    expect(climb(brisk, ticket, 'accept_due', 2).heard.map(([minute]) => minute)).toEqual([30, 35])
  })

  test('acceptance ends the ladder; after a transfer the next level is told, not the same', () => {
    const late = fire(ticketIn('dispatched', town), 'accept_due', town).ticket
    expect(done(late, { kind: 'accept' }, SYSTEM, town, minutesAfter(31)).ticket.escalation).toBe(0)
    const moved = done(
      late,
      { kind: 'transfer', department: 'urban', reason: '' },
      SYSTEM,
      town,
      minutesAfter(31),
    )
    const { notices } = fire(moved.ticket, 'accept_due', town)
    expect(notices.map((n) => n.to)).toMatchObject([{ personId: 'xu' }])
  })
})

describe('not done in time', () => {
  test('the ladder starts anew after acceptance', () => {
    const late = fire(ticketIn('dispatched', town), 'accept_due', town).ticket
    const taken = done(late, { kind: 'accept' }, SYSTEM, town, minutesAfter(31)).ticket
    const { heard, events } = climb(town, taken, 'resolve_due', 2)
    expect(heard).toEqual([
      [720, 'lin', '30 village_lead'],
      [750, 'xu', '30 town_lead'],
    ])
    expect(events[0]?.note).toBe('resolve_due')
  })

  test('past the time to resolve, only that ladder climbs on', () => {
    const top = climb(town, ticketIn('dispatched', town), 'accept_due', 4).ticket
    expect(Object.keys(top.timers)).toContain('accept_due')
    const { ticket, notices } = fire(top, 'resolve_due', town)
    expect(Object.keys(ticket.timers)).toEqual(['resolve_due'])
    expect(ticket.escalation).toBe(4)
    expect(notices.map((n) => n.template)).toEqual(['escalated_resolve', 'escalated_resolve'])
  })
})

describe('warnings', () => {
  test.each([
    ['accept_warn', 'warn_accept', 24, 6, 'dispatched'],
    ['resolve_warn', 'warn_resolve', 576, 144, 'accepted'],
  ] as const)('%s goes to the handler once', (timer, template, minute, minutesLeft, state) => {
    const before = ticketIn(state, town)
    expect(before.timers[timer]?.dueAt).toBe(at(minute))
    const { ticket, notices, timers } = fire(before, timer, town)
    expect(notices).toEqual([
      {
        to: { kind: 'person', personId: 'zhang', role: 'handler', area: null, department: 'power' },
        template,
        args: { number: 'DZ-2607-0031', dueAt: at(minute + minutesLeft), minutesLeft, personName: '张工' },
      },
    ])
    expect(timers).toEqual([{ op: 'cancel', timer }])
    expect(ticket.timers[timer]).toBeUndefined()
  })

  test('to the department where there is no handler, to the dispatcher where there is no department', () => {
    const quarrel = report({ category: 'dispute.neighbour', urgency: 'normal' })
    const justice = done(null, quarrel, SYSTEM, town, START).ticket
    expect(fire(justice, 'accept_warn', town).notices[0]?.to).toEqual({
      kind: 'department',
      department: 'justice',
    })
    expect(fire(ticketIn('new', town), 'accept_warn', town).notices[0]?.to).toEqual({ kind: 'dispatcher' })
  })
})

test.each<[string, Ticket, TimerKind, number]>([
  ['an earlier generation', ticketIn('new', town), 'accept_due', 1],
  ['a generation to come', ticketIn('dispatched', town), 'accept_due', 2],
  ['a kind that is not armed', ticketIn('dispatched', town), 'auto_close', 1],
  ['a clock that was stopped', ticketIn('accepted', town), 'accept_due', 1],
  ['a ticket that is closed', ticketIn('closed', town), 'resolve_due', 1],
])('%s is stale', (_what, ticket, timer, generation) => {
  const command = { kind: 'timer' as const, timer, generation }
  expect(refused(ticket, command, SYSTEM, town, minutesAfter(60))).toBe('stale')
  expect(refused(ticket, command, actorOf(town, 'he'), town, minutesAfter(60))).toBe('not_allowed')
})
