import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RATES } from '../../../src/domain/area/score-policy.ts'
import { type PastEvent, reckon } from '../../../src/domain/scores/reckon.ts'
import { type Scope, scoresOf } from '../../../src/domain/scores/scope.ts'
import { sampleTown } from '../../support/sample-town.ts'
import { livedArb } from '../../support/ticket-lives.ts'
import { minutesAfter, START } from '../../support/tickets.ts'

const town = sampleTown()
const DAY = 24 * 60

const lived = livedArb(town)

const periodArb = fc
  .record({ from: fc.integer({ min: 0, max: 20 }), days: fc.integer({ min: 1, max: 31 }), later: fc.nat(60) })
  .map(({ from, days, later }) => ({
    from: minutesAfter(from * DAY),
    to: minutesAfter((from + days) * DAY),
    asOf: minutesAfter((from + later) * DAY),
  }))

const WHOLE: Scope = { kind: 'area', code: town.top }
const DEPARTMENTS = town.departments.map(({ code }): Scope => ({ kind: 'department', code }))
const figures = (
  lives: readonly { events: readonly PastEvent[] }[],
  period: Parameters<typeof reckon>[1],
) => {
  const reckoned = lives.map(({ events }) => reckon(events, period))
  return [WHOLE, ...DEPARTMENTS].map((scope) => scoresOf(town, reckoned, scope))
}
const many = fc.array(lived, { minLength: 1, maxLength: 12 })

test('what happened after the moment looked at changes nothing, and the stored history tells the same', () => {
  let counted = 0
  fc.assert(
    fc.property(many, periodArb, (lives, period) => {
      const live = figures(lives, period)
      const known = lives.map(({ events }) => ({
        events: JSON.parse(JSON.stringify(events.filter((e) => e.at <= period.asOf.toISOString()))),
      }))
      expect(figures(known, period)).toEqual(live)
      counted += live.reduce((sum, all) => sum + all.resolution.items.length, 0)
    }),
    { numRuns: 150 },
  )
  expect(counted).toBeGreaterThan(60)
})

test('a figure is what its tickets tell: each once, worth between nothing and one', () => {
  fc.assert(
    fc.property(many, periodArb, (lives, period) => {
      for (const all of figures(lives, period))
        for (const rate of RATES) {
          const { value, items } = all[rate]
          expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
          expect(items.every(({ worth }) => worth >= 0 && worth <= 1)).toBe(true)
          const sum = items.reduce((total, { worth }) => total + worth, 0)
          if (items.length === 0) expect(value).toBeNull()
          else expect(value).toBeCloseTo(sum / items.length)
        }
    }),
    { numRuns: 100 },
  )
})

test('what counts goes on counting however much later it is looked at, but for appeals', () => {
  fc.assert(
    fc.property(lived, periodArb, fc.nat({ max: 60 * DAY }), ({ events }, period, more) => {
      const own = events.map((e) => ({ ...e, data: { ...e.data, excuses: [] } }))
      const later = { ...period, asOf: minutesAfter(more, period.asOf) }
      const marks = (p: typeof period) => reckon(own, p).marks.filter((mark) => mark.kind !== 'rating')
      const seen = marks(period)
      expect(
        marks(later)
          .slice(0, seen.length)
          .map(({ kind, at }) => `${kind} ${at}`),
      ).toEqual(seen.map(({ kind, at }) => `${kind} ${at}`))
    }),
    { numRuns: 300 },
  )
})

test('a granted appeal removes exactly that ticket from the figures of that department, and nothing else', () => {
  let removed = 0
  fc.assert(
    fc.property(many, fc.nat(), (lives, pick) => {
      const chosen = lives[pick % lives.length]
      const department = chosen?.ticket.department
      if (!chosen || !department || chosen.ticket.excuses?.some((e) => e.department === department)) return
      const end = new Date(Math.max(...lives.map(({ until }) => until.getTime())) + 60_000)
      const period = { from: START, to: end, asOf: end }
      const excuse = {
        department,
        reason: '台风封路',
        by: null,
        state: 'granted',
        askedAt: '',
        decidedAt: '',
      } as const
      const at = end.toISOString()
      const excuses = [...(chosen.ticket.excuses ?? []), { ...excuse, askedAt: at, decidedAt: at }]
      const grant: PastEvent = { at, command: 'grant_excuse', to: chosen.ticket.state, data: { excuses } }
      const after = lives.map((life) => (life === chosen ? { events: [...life.events, grant] } : life))
      const without = (list: ReturnType<typeof figures>, scope: Scope) => {
        const i = [WHOLE, ...DEPARTMENTS].indexOf(scope)
        return RATES.map((rate) => list[i]?.[rate].items ?? [])
      }
      const before = figures(lives, period)
      const now = figures(after, period)
      for (const scope of DEPARTMENTS) {
        const was = without(before, scope)
        const is = without(now, scope)
        if (scope.code !== department) expect(is).toEqual(was)
        else expect(is).toEqual(was.map((items) => items.filter(({ id }) => id !== chosen.ticket.id)))
        if (scope.code === department) removed += was.flat().length - is.flat().length
      }
    }),
    { numRuns: 150 },
  )
  expect(removed).toBeGreaterThan(50)
})
