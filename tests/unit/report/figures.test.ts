import { TZDate } from '@date-fns/tz'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { figuresOf, onTimeRate } from '../../../src/domain/report/figures.ts'
import { periodOf, SPANS } from '../../../src/domain/report/period.ts'
import { reportOf, worstParts } from '../../../src/domain/report/report.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { TICKET_STATES } from '../../../src/domain/ticket/types.ts'
import { sampleTown } from '../../support/sample-town.ts'
import { minutesAfter, ticketIn } from '../../support/tickets.ts'

const town = sampleTown()
const now = minutesAfter(24 * 60)
const period = { from: minutesAfter(0), to: now }
const base = ticketIn('dispatched', town)

let running = 0
function ticket(change: Partial<Ticket>): Ticket {
  running++
  return { ...base, id: `t${running}`, number: `DZ-2607-${running}`, acceptDue: null, ...change }
}
const at = (minutes: number): string => minutesAfter(minutes).toISOString()

const tickets = [
  // Open in time, and overdue.
  ticket({ area: 'DQ3-1', openedAt: at(10), resolveDue: at(25 * 60) }),
  ticket({ area: 'DQ3-1', openedAt: at(-900), resolveDue: at(60) }),
  // Resolved in time, late, without a deadline, before the period.
  ticket({ area: 'DQ3-2', state: 'resolved', openedAt: at(5), resolvedAt: at(30), resolveDue: at(30) }),
  ticket({ area: 'DQ1', state: 'resolved', openedAt: at(5), resolvedAt: at(31), resolveDue: at(30) }),
  ticket({ area: 'DQ1', state: 'resolved', openedAt: at(5), resolvedAt: at(31), resolveDue: null }),
  ticket({ area: 'DQ1', state: 'resolved', openedAt: at(-500), resolvedAt: at(-1), resolveDue: at(30) }),
  // Closed in the period, resolved before it.
  ticket({
    ...{ area: 'DQ', state: 'closed', openedAt: at(-900), resolvedAt: at(-60) },
    ...{ resolveDue: at(0), closedAt: at(1) },
  }),
  // No matters of their own.
  ticket({ area: 'DQ3-1', state: 'withdrawn', openedAt: at(20), closedAt: at(21) }),
  ticket({ area: 'DQ3-1', state: 'merged', openedAt: at(20), closedAt: at(21) }),
  // Of another village.
  ticket({ area: 'XQ1', openedAt: at(20), resolveDue: at(30), department: 'water' }),
]

describe('figures', () => {
  it('count what fell into the period, and what is overdue now whenever it was reported', () => {
    expect(figuresOf(tickets, period, now)).toEqual({
      opened: 5,
      resolved: 3,
      closed: 1,
      overdue: 2,
      rated: 2,
      onTime: 1,
    })
  })

  it('the rate is none without a deadline, and never rounded up to all', () => {
    expect(onTimeRate({ rated: 0, onTime: 0 })).toBeNull()
    expect(onTimeRate({ rated: 3, onTime: 2 })).toBe(66)
    expect(onTimeRate({ rated: 1000, onTime: 999 })).toBe(99)
    expect(onTimeRate({ rated: 2, onTime: 2 })).toBe(100)
  })
})

describe('a report', () => {
  const times = { period, days: [minutesAfter(0), minutesAfter(31)], now }

  it('is told by the areas directly below, the worst first, others left out', () => {
    const report = reportOf(town, { kind: 'area', area: 'DQ' }, tickets, times)
    expect(report).toMatchObject({ opened: 4, resolved: 3, overdue: 1, closed: 1 })
    expect(report.parts.map((p) => [p.of, p.resolved, p.overdue])).toEqual([
      [{ kind: 'area', area: 'DQ3' }, 1, 1],
      [{ kind: 'area', area: 'DQ1' }, 2, 0],
    ])
    expect(report.days).toEqual([1, 2])
    expect(worstParts(report, 3).map((p) => p.of)).toEqual([
      { kind: 'area', area: 'DQ3' },
      { kind: 'area', area: 'DQ1' },
    ])
    expect(worstParts(report, 1)).toHaveLength(1)
  })

  it('of the lowest areas is told by departments; of a department by the areas it serves', () => {
    const unit = reportOf(town, { kind: 'area', area: 'DQ3-1' }, tickets, times)
    expect(unit.parts.map((p) => p.of)).toEqual([{ kind: 'department', department: 'power' }])
    const power = reportOf(town, { kind: 'department', department: 'power' }, tickets, times)
    expect(power.parts.map((p) => p.of)).toEqual([{ kind: 'area', area: 'DQ' }])
    expect(power.overdue).toBe(1)
    const water = reportOf(town, { kind: 'department', department: 'water' }, tickets, times)
    expect(water).toMatchObject({ opened: 1, overdue: 1, resolved: 0 })
  })

  it('with nothing to tell has no parts', () => {
    const report = reportOf(town, { kind: 'area', area: 'XQ' }, [], times)
    expect(report).toMatchObject({ opened: 0, overdue: 0, parts: [], days: [0, 0] })
  })
})

const moment = fc.integer({ min: -3000, max: 3000 }).map(at)
const anyTicket = fc
  .record({
    state: fc.constantFrom(...TICKET_STATES),
    area: fc.constantFrom(...town.areas.map((a) => a.code)),
    department: fc.constantFrom('power', 'water', null),
    openedAt: moment,
    resolvedAt: fc.option(moment),
    closedAt: fc.option(moment),
    resolveDue: fc.option(moment),
  })
  .map(ticket)

test.prop([fc.array(anyTicket, { maxLength: 40 }), fc.constantFrom('XY', 'DZ', 'DQ', 'DQ3')])(
  'parts never hold more than the whole, and days hold all that was resolved',
  (all, area) => {
    const days = [minutesAfter(0), minutesAfter(500), minutesAfter(1000)]
    const report = reportOf(town, { kind: 'area', area }, all, { period, days, now })
    for (const key of ['opened', 'resolved', 'closed', 'overdue', 'rated', 'onTime'] as const) {
      const inParts = report.parts.reduce((sum, part) => sum + part[key], 0)
      expect(inParts).toBeLessThanOrEqual(report[key])
    }
    expect(report.days.reduce((sum, n) => sum + n, 0)).toBe(report.resolved)
    expect(report.onTime).toBeLessThanOrEqual(report.rated)
    expect(report.rated).toBeLessThanOrEqual(report.resolved)
  },
)

describe('periods', () => {
  const local = new TZDate('2026-11-29T23:30:00+08:00', 'Asia/Shanghai')

  it.each([
    ['day', false, '2026-11-28T16:00', '2026-11-29T15:30', 1],
    ['day', true, '2026-11-27T16:00', '2026-11-28T16:00', 1],
    // A Sunday still belongs to the week that began on Monday.
    ['week', false, '2026-11-22T16:00', '2026-11-29T15:30', 7],
    ['week', true, '2026-11-15T16:00', '2026-11-22T16:00', 7],
    ['month', false, '2026-10-31T16:00', '2026-11-29T15:30', 29],
    ['month', true, '2026-09-30T16:00', '2026-10-31T16:00', 31],
  ] as const)('%s, the one before: %s', (span, last, from, to, length) => {
    const { period: made, days } = periodOf({ span, last }, local)
    expect(made.from.toISOString().slice(0, 16)).toBe(from)
    expect(made.to.toISOString().slice(0, 16)).toBe(to)
    expect(days).toHaveLength(length)
    expect(days[0]).toEqual(made.from)
  })

  test.prop([
    fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
    fc.constantFrom(...SPANS),
    fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/Sao_Paulo'),
  ])('one ends where the next begins, and now lies in the running one', (date, span, zone) => {
    const here = new TZDate(date.getTime(), zone)
    const running = periodOf({ span, last: false }, here)
    const before = periodOf({ span, last: true }, here)
    expect(before.period.to).toEqual(running.period.from)
    expect(before.period.from < before.period.to).toBe(true)
    expect(running.period.from <= date && date < running.period.to).toBe(true)
    expect(new Set(before.days.map(Number)).size).toBe(before.days.length)
  })
})
