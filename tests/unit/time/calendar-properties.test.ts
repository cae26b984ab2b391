import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { TZDate } from '@date-fns/tz'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WorkingCalendar } from '../../../src/domain/time/working-calendar.ts'
import { calendarOf, local } from '../../support/calendars.ts'

const CALENDARS: [name: string, calendar: WorkingCalendar][] = [
  ['the usual one', calendarOf()],
  [
    'odd hours, dates of its own',
    calendarOf({
      hours: { mon: ['00:00-01:00', '23:00-23:59'], wed: [], sat: ['10:07-10:08', '11:00-19:59'] },
      offDays: ['2025-06-03', '2026-12-31'],
      workDays: ['2026-02-17', '2027-01-01'],
    }),
  ],
  ['a zone that changes its clock', calendarOf({ hours: { sun: ['00:30-03:30'] } }, 'Europe/Berlin')],
]

const instant = fc
  .integer({ min: local('2024-01-01 00:00').getTime(), max: local('2032-12-31 00:00').getTime() })
  .map((ms) => new Date(ms))
const minutes = fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 200_000 }))
const days = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 900 }))

/** Just before a moment: a slot's end is the last moment of it. */
const justBefore = (at: Date) => new Date(at.getTime() - 1)

describe.each(CALENDARS)('%s', (_, calendar) => {
  const { zone } = calendar

  test('what is added can be measured, forwards and back', () => {
    fc.assert(
      fc.property(instant, minutes, (from, n) => {
        expect(calendar.minutesBetween(from, calendar.addMinutes(from, n))).toBe(n)
        expect(calendar.minutesBetween(from, calendar.addMinutes(from, -n))).toBe(-n)
        expect(calendar.minutesBetween(calendar.addMinutes(from, n), from)).toBe(-n)
      }),
      { numRuns: 1000 },
    )
  })

  test('nothing lands outside of working time', () => {
    fc.assert(
      fc.property(instant, minutes, days, (from, n, d) => {
        expect(calendar.isOpen(justBefore(calendar.addMinutes(from, n)))).toBe(true)
        expect(calendar.isOpen(calendar.addMinutes(from, -n))).toBe(true)
        expect(calendar.isOpen(calendar.nextOpen(from))).toBe(true)
        const due = calendar.addDays(from, d)
        expect([calendar.isOpen(justBefore(due)), calendar.isOpen(due)]).toEqual([true, false])
      }),
      { numRuns: 1000 },
    )
  })

  test('two parts are as long as the whole', () => {
    fc.assert(
      fc.property(instant, minutes, minutes, days, days, instant, instant, (from, n, m, d, e, a, b) => {
        expect(calendar.addMinutes(calendar.addMinutes(from, n), m)).toEqual(calendar.addMinutes(from, n + m))
        expect(calendar.addDays(calendar.addDays(from, d), e)).toEqual(calendar.addDays(from, d + e))
        const parts = calendar.minutesBetween(from, a) + calendar.minutesBetween(a, b)
        expect(parts).toBeCloseTo(calendar.minutesBetween(from, b), 6)
      }),
      { numRuns: 1000 },
    )
  })

  test('who starts later or has longer is not due earlier', () => {
    fc.assert(
      fc.property(instant, instant, minutes, days, (a, b, n, d) => {
        const [first, second] = a <= b ? [a, b] : [b, a]
        expect(calendar.addMinutes(first, n) <= calendar.addMinutes(second, n)).toBe(true)
        expect(calendar.addMinutes(first, n) < calendar.addMinutes(first, n + 1)).toBe(true)
        expect(calendar.addDays(first, d) <= calendar.addDays(second, d)).toBe(true)
        expect(calendar.addDays(first, d) < calendar.addDays(first, d + 1)).toBe(true)
        expect(calendar.minutesBetween(first, second)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 1000 },
    )
  })

  test('it says what a clerk would who looks at the clock every minute', () => {
    const fromMinute = instant.map((at) => new Date(Math.floor(at.getTime() / 60_000) * 60_000))
    fc.assert(
      fc.property(fromMinute, fc.integer({ min: 1, max: 900 }), (from, n) => {
        let at = from.getTime()
        for (let left = n; left > 0; at += 60_000) if (calendar.isOpen(new Date(at))) left--
        expect(calendar.addMinutes(from, n)).toEqual(new Date(at))
      }),
      { numRuns: 60 },
    )
    fc.assert(
      fc.property(fromMinute, fc.integer({ min: 1, max: 12 }), (from, d) => {
        const date = (ms: number) => new TZDate(ms, zone).toISOString().slice(0, 10)
        let [at, last, count] = [from.getTime(), from.getTime(), 0]
        const counted = new Set([date(at)])
        for (; count <= d; at += 60_000) {
          if (!calendar.isOpen(new Date(at)) || date(at) === date(from.getTime())) continue
          if (!counted.has(date(at))) {
            counted.add(date(at))
            count++
          }
          if (count <= d) last = at + 60_000
        }
        expect(calendar.addDays(from, d)).toEqual(new Date(last))
      }),
      { numRuns: 15 },
    )
  })
})

test('it is open when the town clock and the notice of the year say so', () => {
  const usual = calendarOf()
  const file = createRequire(import.meta.url)
    .resolve('chinese-days')
    .replace('index.min.js', 'chinese-days.json')
  const notices: Record<'holidays' | 'workdays', Record<string, string>> = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  const known = fc
    .integer({ min: local('2024-01-01 00:00').getTime(), max: local('2026-12-31 23:59').getTime() })
    .map((ms) => new Date(ms))
  fc.assert(
    fc.property(known, (at) => {
      const clock = new TZDate(at.getTime(), 'Asia/Shanghai')
      const date = clock.toISOString().slice(0, 10)
      const weekday = clock.getDay() >= 1 && clock.getDay() <= 5
      const worked = notices.workdays[date] ? true : weekday && !notices.holidays[date]
      const minute = clock.getHours() * 60 + clock.getMinutes()
      const inSlot = (minute >= 510 && minute < 720) || (minute >= 870 && minute < 1080)
      expect(usual.isWorkday(at)).toBe(worked)
      expect(usual.isOpen(at)).toBe(worked && inSlot)
    }),
    { numRuns: 5000 },
  )
})
