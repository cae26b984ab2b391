import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LADDER_CLOCKS, TARGETS } from '../../../src/domain/area/ladder-policy.ts'
import { Policy } from '../../../src/domain/area/policy.ts'
import {
  type Absence,
  type Duty,
  NO_DUTY,
  type Roster,
  type TownData,
} from '../../../src/domain/area/town.ts'
import type { Command, Decision, Notice } from '../../../src/domain/ticket/decision.ts'
import { replay } from '../../../src/domain/ticket/replay.ts'
import { type Ticket, type TimerKind, URGENCIES } from '../../../src/domain/ticket/types.ts'
import { actorOf, SAMPLE_TOWN, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import { amiss } from '../../support/ticket-invariants.ts'
import { done, fire, minutesAfter, report, SAMPLE_COMMANDS, START } from '../../support/tickets.ts'

type Ladders = NonNullable<Parameters<typeof Policy.parse>[0]>

function townWith(ladders: unknown[], more: object = {}, change: Partial<TownData> = {}) {
  const policy = Policy.parse({
    ladders,
    webhooks: { center: { url: 'https://hook.example/in' } },
    // Day and night, so that something comes due in the night.
    deadlines: { noise: { accept: '4h' } },
    ...more,
  } as Ladders)
  return sampleTown({ policy, ...change })
}
const open = (town: ReturnType<typeof townWith>, change = {}, at = START) =>
  done(null, report(change), actorOf(town, 'chen'), town, at).ticket

const whoOf = ({ to }: Notice) =>
  to.kind === 'person' ? to.personId : to.kind === 'webhook' ? `→${to.name}` : to.kind

/** Fires a timer again and again: minutes after the start, and who heard. */
function climb(town: ReturnType<typeof townWith>, ticket: Ticket, timer: TimerKind, times: number) {
  const told: [minute: number, who: string][] = []
  let current = ticket
  let last: ReturnType<typeof fire> | undefined
  for (let i = 0; i < times && current.timers[timer]; i += 1) {
    const due = new Date(current.timers[timer]?.dueAt ?? 0)
    last = fire(current, timer, town)
    const minute = (due.getTime() - START.getTime()) / 60_000
    told.push([minute, last.notices.map(whoOf).join('+')])
    current = last.ticket
  }
  return { told, ticket: current, last }
}

const STEPS = {
  name: '线路急修',
  clock: 'accept',
  category: ['safety'],
  steps: [
    { notify: ['handler'], repeat: 1, wait: '10m' },
    { notify: ['department_lead', 'grid_chief'], wait: '15m', webhook: 'center' },
    { notify: ['area_line'] },
  ],
}

describe('a ladder of the town', () => {
  test('goes step by step, then daily to the topmost and the dispatcher', () => {
    const town = townWith([STEPS])
    const { told } = climb(town, open(town), 'accept_due', 9)
    expect(told).toEqual([
      [30, 'zhang'],
      [40, 'zhang'],
      [50, 'su+lin+→center'],
      [65, 'lin'],
      [95, 'xu'],
      [125, 'fang'],
      [155, 'guo'],
      [155 + 1440, 'guo+dispatcher'],
      [155 + 2880, 'guo+dispatcher'],
    ])
  })

  test('says the rule, the step, how late it is, who is next and when', () => {
    const town = townWith([STEPS])
    const { last } = climb(town, open(town), 'accept_due', 2)
    expect(last?.notices[0]?.args).toMatchObject({
      ladder: '线路急修',
      step: 1,
      minutesLate: 10,
      role: 'handler',
      personName: '张工',
      nextRole: 'department_lead',
      nextInMinutes: 10,
    })
    expect(last?.events[0]).toMatchObject({ command: 'escalated', note: 'accept_due' })
  })

  test('a call tells figures and codes, nothing of people', () => {
    const town = townWith([STEPS])
    const { last } = climb(town, open(town), 'accept_due', 3)
    const call = last?.notices.find((n) => n.to.kind === 'webhook')
    expect(call).toEqual({
      to: { kind: 'webhook', name: 'center' },
      template: 'called_out',
      args: {
        number: 'DZ-2607-0031',
        clock: 'accept',
        dueAt: minutesAfter(30).toISOString(),
        minutesLate: 20,
        step: 2,
      },
    })
  })

  test.each<[string, object, boolean]>([
    ['its head', { category: ['safety'] }, true],
    ['its leaf', { category: ['safety.power_line'] }, true],
    ['another leaf', { category: ['safety.gas'] }, false],
    ['its urgency', { urgency: ['emergency'] }, true],
    ['another urgency', { urgency: ['low', 'normal'] }, false],
    ['an area above it', { area: ['DQ'] }, true],
    ['another area', { area: ['XQ'] }, false],
    ['another clock', { clock: 'resolve' }, false],
  ])('fits by %s', (_what, change, fits) => {
    const town = townWith([{ ...STEPS, category: [], ...change }])
    expect(climb(town, open(town), 'accept_due', 1).told[0]?.[1]).toBe(fits ? 'zhang' : 'lin')
  })

  test('the first that fits is climbed; a confidential matter has none', () => {
    const all = { name: '所有', clock: 'accept', steps: [{ notify: ['dispatcher'], webhook: 'center' }] }
    const town = townWith([STEPS, all])
    expect(climb(town, open(town), 'accept_due', 1).told[0]?.[1]).toBe('zhang')
    const secret = open(town, { category: 'governance.conduct', urgency: 'urgent' })
    expect(climb(town, secret, 'accept_due', 1).told[0]?.[1]).toBe('qiu')
  })

  test('a vacant post falls to the next step, which says so; at the end the dispatcher hears it', () => {
    const steps = [{ notify: ['grid_chief'] }, { notify: ['village_lead'] }]
    const town = townWith([{ name: '逐级', clock: 'accept', steps }])
    const { last, told } = climb(town, open(town, { area: 'XQ1-1' }), 'accept_due', 1)
    expect(told).toEqual([[30, 'wu']])
    expect(last?.notices[0]?.args).toMatchObject({ vacant: 'grid_chief', step: 2, nextRole: '' })
    const posts = SAMPLE_TOWN.posts.filter((p) => p.personId !== 'wu')
    const bare = townWith([{ name: '逐级', clock: 'accept', steps }], {}, { posts })
    const none = climb(bare, open(bare, { area: 'XQ1-1' }), 'accept_due', 1)
    expect(none.told).toEqual([[30, 'dispatcher']])
    expect(none.last?.notices[0]?.args['vacant']).toBe('grid_chief,village_lead')
  })

  test('climbs the line of the department', () => {
    const district = { code: 'power-xy', name: '区供电公司', aliases: [], area: 'XY', kind: 'power' }
    const lead = {
      id: 'post-x',
      personId: 'guo',
      role: 'department_lead' as const,
      area: null,
      department: 'power-xy',
    }
    const town = townWith(
      [{ name: '条线', clock: 'accept', steps: [{ notify: ['department_line'] }] }],
      {},
      {
        departments: [...SAMPLE_TOWN.departments, district],
        posts: [...SAMPLE_TOWN.posts, lead],
      },
    )
    expect(climb(town, open(town), 'accept_due', 2).told.map(([, who]) => who)).toEqual(['su', 'guo'])
  })

  test('only for what is urgent: left out for the rest', () => {
    const steps = [{ notify: ['town_lead'], only: ['urgent'] }, { notify: ['grid_chief'] }]
    const town = townWith([{ name: '急', clock: 'accept', steps }])
    expect(climb(town, open(town), 'accept_due', 1).told[0]?.[1]).toBe('fang')
    const calm = open(town, { category: 'noise', urgency: 'normal' })
    expect(climb(town, calm, 'accept_due', 1).told[0]?.[1]).toBe('lin')
  })

  test('ends with the acceptance; the ladder for the result begins from below', () => {
    const resolve = {
      ...STEPS,
      name: '办结',
      clock: 'resolve',
      steps: [{ notify: ['handler'] }, { notify: ['district_lead'] }],
    }
    const town = townWith([STEPS, resolve])
    const { ticket } = climb(town, open(town), 'accept_due', 3)
    const taken = done(ticket, { kind: 'accept' }, actorOf(town, 'zhang'), town, minutesAfter(51)).ticket
    expect(Object.keys(taken.timers).sort()).toEqual(['resolve_due', 'resolve_warn'])
    expect(climb(town, taken, 'resolve_due', 2).told).toEqual([
      [720, 'zhang'],
      [750, 'guo'],
    ])
  })

  test('past the time to resolve a ladder of its own is begun from below, and alone goes on', () => {
    const resolve = { ...STEPS, name: '办结', clock: 'resolve', steps: [{ notify: ['village_lead'] }] }
    const town = townWith([STEPS, resolve])
    const { ticket } = climb(town, open(town), 'accept_due', 3)
    const late = fire(ticket, 'resolve_due', town)
    expect(late.notices.map(whoOf)).toEqual(['xu'])
    expect(Object.keys(late.ticket.timers)).toEqual(['resolve_due'])
  })

  test('not fixed tells one level above those the ladder has told', () => {
    const steps = [{ notify: ['handler'] }, { notify: ['grid_chief'] }]
    const town = townWith([{ name: '逐级', clock: 'resolve', steps }])
    const taken = done(open(town), { kind: 'accept' }, actorOf(town, 'zhang'), town, minutesAfter(1)).ticket
    const { ticket } = climb(town, taken, 'resolve_due', 2)
    const resolved = done(
      ticket,
      SAMPLE_COMMANDS.resolve,
      actorOf(town, 'zhang'),
      town,
      minutesAfter(800),
    ).ticket
    const again = done(resolved, SAMPLE_COMMANDS.dispute, actorOf(town, 'chen'), town, minutesAfter(810))
    const informed = again.notices.filter((n) => n.template === 'not_fixed_informed').map(whoOf)
    expect(informed).toEqual(['xu'])
    expect(again.ticket.ladder).toBeNull()
  })
})

describe('the night', () => {
  /** 21:50 in the town. */
  const EVENING = new Date('2026-07-01T13:50:00Z')
  const calm = { category: 'noise', urgency: 'normal' as const }
  const late = (town: ReturnType<typeof townWith>, change: object) =>
    open(town, change, minutesAfter(-230, EVENING))

  test('what can wait is put off until the morning, and the words say when', () => {
    const town = townWith([])
    const ticket = late(town, calm)
    const first = fire(ticket, 'accept_due', town)
    // Accepted until 22:00 (four hours): that is the beginning of the night.
    expect(first.notices).toEqual([])
    expect(first.events).toMatchObject([{ command: 'warned', note: 'quiet:accept_due' }])
    expect(first.ticket.timers.accept_due?.dueAt).toBe('2026-07-01T23:00:00.000Z')
    const morning = fire(first.ticket, 'accept_due', town)
    expect(morning.notices.map(whoOf)).toEqual(['lin'])
    expect(morning.notices[0]?.args).toMatchObject({ minutesLate: 540, nextInMinutes: 30 })
  })

  test('the next step that would fall into the night is promised for the morning', () => {
    const town = townWith([])
    const ticket = open(town, calm, minutesAfter(-245, EVENING))
    const { notices } = fire(ticket, 'accept_due', town)
    expect(notices[0]?.args).toMatchObject({ nextRole: 'village_lead', nextInMinutes: 555 })
  })

  test('emergencies and urgent matters never wait', () => {
    const town = townWith([])
    for (const urgency of ['urgent', 'emergency'] as const) {
      const ticket = open(town, { urgency }, EVENING)
      expect(fire(ticket, 'accept_due', town).notices.map(whoOf)).toEqual(['lin'])
    }
  })

  test('a matter that becomes an emergency at night is not left until the morning', () => {
    const town = townWith([])
    const told = fire(open(town, calm, minutesAfter(-245, EVENING)), 'accept_due', town).ticket
    const asleep = fire(told, 'accept_due', town).ticket
    expect(asleep.timers.accept_due?.dueAt).toBe('2026-07-01T23:00:00.000Z')
    const raise: Command = { kind: 'supply', text: '有人受伤', photos: [], urgency: 'emergency' }
    const now = minutesAfter(120, EVENING)
    const raised = done(asleep, raise, actorOf(town, 'chen'), town, now).ticket
    expect(raised.timers.accept_due?.dueAt).toBe(minutesAfter(30, now).toISOString())
  })

  test('a step only for working hours waits for them, unless it is an emergency', () => {
    const steps = [{ notify: ['district_lead'], only: ['working_hours'] }]
    const town = townWith([{ name: '白天', clock: 'accept', steps }])
    const urgent = open(town, { urgency: 'urgent' }, minutesAfter(60, EVENING))
    const put = fire(urgent, 'accept_due', town)
    expect(put.events).toMatchObject([{ note: 'hours:accept_due' }])
    expect(climb(town, put.ticket, 'accept_due', 1).told[0]?.[1]).toBe('guo')
    expect(fire(open(town, {}, EVENING), 'accept_due', town).notices.map(whoOf)).toEqual(['guo'])
  })
})

describe('nothing happens after the acceptance', () => {
  const IDLE = {
    name: '接单没动静',
    clock: 'idle',
    after: '2h',
    steps: [
      { notify: ['handler'], repeat: 1, wait: '1h' },
      { notify: ['grid_chief'], wait: '1h' },
    ],
  }
  const town = townWith([IDLE])
  const taken = () =>
    done(open(town), { kind: 'accept' }, actorOf(town, 'zhang'), town, minutesAfter(10)).ticket

  test('reminds the handler, then the ladder goes on, and ends', () => {
    const { told, ticket, last } = climb(town, taken(), 'idle_due', 9)
    expect(told).toEqual([
      [130, 'zhang'],
      [190, 'zhang'],
      [250, 'lin'],
    ])
    expect(last?.notices[0]?.args).toMatchObject({ ladder: '接单没动静', step: 2, minutesLate: 240 })
    expect(Object.keys(ticket.timers).sort()).toEqual(['resolve_due', 'resolve_warn'])
  })

  test('a word of the department begins it anew; one of the reporter does not', () => {
    const reminded = fire(taken(), 'idle_due', town).ticket
    const word: Command = { kind: 'supply', text: '零件在路上', photos: [] }
    const own = done(reminded, word, actorOf(town, 'zhang'), town, minutesAfter(140)).ticket
    expect(own.timers.idle_due?.dueAt).toBe(minutesAfter(260).toISOString())
    expect(own.idle).toEqual({ since: minutesAfter(140).toISOString(), step: 0 })
    const others = done(reminded, word, actorOf(town, 'chen'), town, minutesAfter(140)).ticket
    expect(others.timers.idle_due).toEqual(reminded.timers.idle_due)
  })

  test('stops with the result, a return, and when the time to resolve is over', () => {
    const zhang = actorOf(town, 'zhang')
    for (const command of [SAMPLE_COMMANDS.resolve, SAMPLE_COMMANDS.return])
      expect(done(taken(), command, zhang, town, minutesAfter(20)).ticket.timers.idle_due).toBeUndefined()
    expect(fire(taken(), 'resolve_due', town).ticket.timers.idle_due).toBeUndefined()
  })

  test('a town without such a ladder arms nothing', () => {
    const plain = sampleTown()
    const ticket = done(
      open(plain),
      { kind: 'accept' },
      actorOf(plain, 'zhang'),
      plain,
      minutesAfter(10),
    ).ticket
    expect(ticket.timers.idle_due).toBeUndefined()
  })
})

describe('absent people', () => {
  const away = (personId: string, deputy: string | null): Absence => ({
    id: `a-${personId}`,
    personId,
    from: '2026-07-01T00:00',
    to: '2026-07-03T00:00',
    deputy,
  })
  const duty = (...absences: Absence[]): Duty => ({ ...NO_DUTY, absences })

  test('the deputy gets the ticket, and it is told for whom', () => {
    const town = sampleTown({ duty: duty(away('zhang', 'cai')) })
    const ticket = open(town)
    expect([ticket.handler, ticket.standsFor]).toEqual(['cai', 'zhang'])
    const taken = done(ticket, { kind: 'accept' }, actorOf(town, 'cai'), town, minutesAfter(5)).ticket
    expect(taken.standsFor).toBe('zhang')
    const other = done(ticket, { kind: 'accept' }, actorOf(town, 'su'), town, minutesAfter(5)).ticket
    expect(other.standsFor).toBeNull()
  })

  test('a handler who left after the dispatch is not warned: the deputy is', () => {
    const ticket = open(sampleTown())
    const town = sampleTown({ duty: duty(away('zhang', 'cai')) })
    const { notices } = fire(ticket, 'accept_warn', town)
    expect(notices.map((n) => [whoOf(n), n.args['standsFor']])).toEqual([['cai', '张工']])
  })

  test('named by hand, the deputy gets it all the same', () => {
    const town = sampleTown({ duty: duty(away('zhang', 'cai')) })
    const there = open(sampleTown())
    const sent = done(
      there,
      { kind: 'dispatch', department: 'power', handler: 'zhang' },
      SYSTEM,
      town,
      minutesAfter(5),
    )
    expect([sent.ticket.handler, sent.ticket.standsFor]).toEqual(['cai', 'zhang'])
  })

  test('not fixed goes to the deputy of who did it', () => {
    const plain = sampleTown()
    const resolved = done(
      open(plain),
      SAMPLE_COMMANDS.resolve,
      actorOf(plain, 'zhang'),
      plain,
      minutesAfter(5),
    ).ticket
    const town = sampleTown({ duty: duty(away('zhang', 'su')) })
    const back = done(resolved, SAMPLE_COMMANDS.dispute, actorOf(town, 'chen'), town, minutesAfter(9)).ticket
    expect([back.handler, back.standsFor]).toEqual(['su', 'zhang'])
  })

  test('a chief who is away is stood in for; without a deputy the next level is told and why', () => {
    const with_ = sampleTown({ duty: duty(away('lin', 'zhou')) })
    const first = fire(open(with_), 'accept_due', with_).notices[0]
    expect([first && whoOf(first), first?.args['standsFor']]).toEqual(['zhou', '林志强'])
    const without = sampleTown({ duty: duty(away('lin', null)) })
    const second = fire(open(without), 'accept_due', without).notices[0]
    expect([second && whoOf(second), second?.args['away'], second?.args['vacant']]).toEqual([
      'xu',
      'grid_chief',
      '',
    ])
  })

  test('who is on duty is told by a step that says so', () => {
    const roster: Roster = {
      id: 'r',
      department: 'power',
      area: null,
      role: null,
      personId: 'su',
      days: [1, 2, 3, 4, 5, 6, 7],
      from: '18:00',
      to: '08:00',
    }
    const ladders = [
      { name: '值班', clock: 'accept', steps: [{ notify: ['on_call'] }, { notify: ['grid_chief'] }] },
    ]
    const town = townWith(ladders, {}, { duty: { ...NO_DUTY, rosters: [roster] } })
    const night = new Date('2026-07-01T12:00:00Z')
    expect(
      fire(open(town, {}, night), 'accept_due', town).notices.map((n) => [whoOf(n), n.args['role']]),
    ).toEqual([['su', 'on_call']])
    const day = fire(open(town), 'accept_due', town).notices
    expect(day.map((n) => [whoOf(n), n.args['vacant']])).toEqual([['lin', 'on_call']])
  })
})

const step = fc.record({
  notify: fc.uniqueArray(fc.constantFrom(...TARGETS), { maxLength: 4 }),
  wait: fc.constantFrom('5m', '30m', '2h'),
  repeat: fc.integer({ min: 0, max: 5 }),
  only: fc.uniqueArray(fc.constantFrom('working_hours', 'urgent'), { maxLength: 2 }),
})
const ladderArb = fc.record({
  name: fc.constantFrom('甲', '乙'),
  clock: fc.constantFrom(...LADDER_CLOCKS),
  after: fc.constantFrom('30m', '3h'),
  urgency: fc.uniqueArray(fc.constantFrom(...URGENCIES), { maxLength: 2 }),
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
})
const people = SAMPLE_TOWN.people.map((p) => p.id)
const absenceArb: fc.Arbitrary<Absence> = fc
  .tuple(fc.constantFrom(...people), fc.option(fc.constantFrom(...people)), fc.integer({ min: 0, max: 3 }))
  .map(([personId, deputy, day]) => ({
    id: `a-${personId}-${day}`,
    personId,
    from: `2026-07-0${day + 1}T00:00`,
    to: `2026-07-0${day + 2}T00:00`,
    deputy,
  }))

describe('any ladder of any town', () => {
  test('tells nobody twice at once, goes on in time, keeps a timer, and can be replayed', () => {
    fc.assert(
      fc.property(
        fc.array(ladderArb, { maxLength: 3 }),
        fc.array(absenceArb, { maxLength: 4 }),
        fc.constantFrom(...URGENCIES),
        fc.constantFrom('DQ3-1', 'XQ1-1', 'DZ', 'XY'),
        fc.integer({ min: 0, max: 1439 }),
        fc.boolean(),
        (ladders, absences, urgency, area, minute, accepts) => {
          const town = townWith(ladders, {}, { duty: { ...NO_DUTY, absences } })
          const opened = done(null, report({ urgency, area }), SYSTEM, town, minutesAfter(minute))
          const events = [...opened.events]
          let ticket = opened.ticket
          let last = ticket.updatedAt
          const take = (before: Ticket | null, decision: Extract<Decision, { ok: true }>) => {
            expect(amiss(before, decision, SYSTEM, town)).toEqual([])
            const told = decision.notices.map((n) => `${whoOf(n)} ${n.template}`)
            expect(new Set(told).size).toBe(told.length)
            events.push(...decision.events)
            ticket = decision.ticket
          }
          if (accepts) take(ticket, done(ticket, { kind: 'accept' }, SYSTEM, town, minutesAfter(minute + 3)))
          for (let i = 0; i < 40; i += 1) {
            const timers = Object.entries(ticket.timers).sort(([, a], [, b]) => (a.dueAt < b.dueAt ? -1 : 1))
            const next = timers[0]
            if (!next) break
            const [kind, armed] = next
            expect(armed.dueAt >= last).toBe(true)
            last = armed.dueAt
            take(ticket, fire(ticket, kind as TimerKind, town))
          }
          expect(replay(events)).toEqual({ ...ticket, idle: ticket.idle, ladder: ticket.ladder })
        },
      ),
      { numRuns: 80 },
    )
  })

  test('comes to its end: after a while only the daily reminder is left', () => {
    fc.assert(
      fc.property(ladderArb, fc.constantFrom(...URGENCIES), (one, urgency) => {
        const town = townWith([{ ...one, clock: 'accept' }])
        let ticket = open(town, { urgency })
        for (let i = 0; i < 4 * 6 * 8 + 2; i += 1) ticket = fire(ticket, 'accept_due', town).ticket
        const before = new Date(ticket.timers.accept_due?.dueAt ?? 0)
        const after = new Date(fire(ticket, 'accept_due', town).ticket.timers.accept_due?.dueAt ?? 0)
        expect(after.getTime() - before.getTime()).toBeGreaterThanOrEqual(9 * 3_600_000)
      }),
      { numRuns: 15 },
    )
  })
})
