import { describe, expect, test } from 'vitest'
import { calendarOf, local, shown } from '../../support/calendars.ts'

const usual = calendarOf()

describe('working days: the end of the last slot of the n-th after the day it starts', () => {
  test.each([
    ['in the middle of a day', '2026-07-01 10:00', 1, '2026-07-02 18:00'],
    ['before the day begins', '2026-07-01 06:00', 1, '2026-07-02 18:00'],
    ['after hours: the day counts all the same', '2026-07-01 20:00', 1, '2026-07-02 18:00'],
    ['a minute before midnight', '2026-07-01 23:59', 1, '2026-07-02 18:00'],
    ['on Friday', '2026-07-03 17:00', 1, '2026-07-06 18:00'],
    ['on a Saturday off', '2026-07-04 10:00', 1, '2026-07-06 18:00'],
    ['over a weekend', '2026-07-02 10:00', 3, '2026-07-07 18:00'],
    ['before Spring Festival: the Saturday before is worked', '2026-02-13 10:00', 1, '2026-02-14 18:00'],
    ['over Spring Festival', '2026-02-13 10:00', 2, '2026-02-24 18:00'],
    ['in the middle of Spring Festival', '2026-02-18 10:00', 1, '2026-02-24 18:00'],
    ['the Saturday after is worked too', '2026-02-27 10:00', 1, '2026-02-28 18:00'],
    ['a make-up Sunday in September', '2026-09-18 10:00', 2, '2026-09-21 18:00'],
    ['over National Day to a make-up Saturday', '2026-09-30 10:00', 3, '2026-10-10 18:00'],
    ['across the new year', '2025-12-31 10:00', 1, '2026-01-04 18:00'],
    ['a leap day', '2028-02-28 10:00', 1, '2028-02-29 18:00'],
    ['twenty of them', '2026-07-01 10:00', 20, '2026-07-29 18:00'],
    ['in a year without a notice, over the lunar new year', '2027-02-04 10:00', 1, '2027-02-09 18:00'],
  ])('%s', (_, from, days, due) => {
    expect(shown(usual.addDays(local(from), days))).toBe(due)
  })
})

describe('working hours run in the slots only', () => {
  test.each([
    ['within a slot', '2026-07-01 09:00', 60, '2026-07-01 10:00'],
    ['up to its very end', '2026-07-01 09:00', 180, '2026-07-01 12:00'],
    ['over noon', '2026-07-01 11:00', 120, '2026-07-01 15:30'],
    ['from noon', '2026-07-01 13:00', 60, '2026-07-01 15:30'],
    ['from before the day', '2026-07-01 08:05', 240, '2026-07-01 15:00'],
    ['overnight', '2026-07-01 17:00', 240, '2026-07-02 11:30'],
    ['at night', '2026-07-01 22:00', 240, '2026-07-02 15:00'],
    ['over a weekend', '2026-07-03 17:30', 60, '2026-07-06 09:00'],
    ['over National Day', '2026-09-30 17:30', 60, '2026-10-08 09:00'],
    ['back over noon', '2026-07-01 15:30', -120, '2026-07-01 11:00'],
    ['back to the very begin of a slot', '2026-07-01 15:30', -60, '2026-07-01 14:30'],
    ['back over a weekend', '2026-07-06 09:00', -60, '2026-07-03 17:30'],
    ['back to the begin of a day', '2026-07-02 08:30', -420, '2026-07-01 08:30'],
  ])('%s', (_, from, minutes, expected) => {
    expect(shown(usual.addMinutes(local(from), minutes))).toBe(expected)
    expect(usual.minutesBetween(local(from), local(expected))).toBe(minutes)
  })

  test('nothing added is nothing moved, and seconds are kept', () => {
    expect(usual.addMinutes(local('2026-07-04 10:00'), 0)).toEqual(local('2026-07-04 10:00'))
    expect(usual.addMinutes(local('2026-07-01 09:00:17'), 1.5)).toEqual(local('2026-07-01 09:01:47'))
  })
})

describe('whether it is working time', () => {
  test.each([
    ['2026-07-01 08:29', false, '2026-07-01 08:30'],
    ['2026-07-01 08:30', true, '2026-07-01 08:30'],
    ['2026-07-01 11:59', true, '2026-07-01 11:59'],
    ['2026-07-01 12:00', false, '2026-07-01 14:30'],
    ['2026-07-01 18:00', false, '2026-07-02 08:30'],
    ['2026-07-04 10:00', false, '2026-07-06 08:30'],
    ['2026-10-01 10:00', false, '2026-10-08 08:30'],
    ['2026-10-10 10:00', true, '2026-10-10 10:00'],
  ])('%s: %s, next %s', (at, open, next) => {
    expect(usual.isOpen(local(at))).toBe(open)
    expect(shown(usual.nextOpen(local(at)))).toBe(next)
  })

  test('a day is a working day from its midnight to the next', () => {
    expect(
      ['2026-07-03 00:00', '2026-07-03 23:59', '2026-07-04 00:00'].map((at) => usual.isWorkday(local(at))),
    ).toEqual([true, true, false])
  })
})

describe('a town of its own', () => {
  test('holidays off: the weekday alone decides', () => {
    const none = calendarOf({ holidays: 'none' })
    expect(shown(none.addDays(local('2026-09-30 10:00'), 1))).toBe('2026-10-01 18:00')
    expect(none.isWorkday(local('2026-10-10 10:00'))).toBe(false)
  })

  test('its own dates go before the holidays', () => {
    const own = calendarOf({ offDays: ['2026-10-10', '2026-07-02'], workDays: ['2026-10-06', '2026-10-04'] })
    expect(own.isWorkday(local('2026-10-10 10:00'))).toBe(false)
    expect(shown(own.addDays(local('2026-07-01 10:00'), 1))).toBe('2026-07-03 18:00')
    expect(shown(own.addDays(local('2026-09-30 10:00'), 1))).toBe('2026-10-04 18:00')
    expect(shown(own.addDays(local('2026-09-30 10:00'), 2))).toBe('2026-10-06 18:00')
  })

  test('hours of each weekday; a make-up Saturday runs like Monday', () => {
    const own = calendarOf({
      hours: { mon: ['09:00-17:00'], fri: ['08:00-11:00'], sat: ['09:00-12:00'], sun: [] },
    })
    expect(shown(own.addDays(local('2026-07-02 10:00'), 1))).toBe('2026-07-03 11:00')
    expect(shown(own.addDays(local('2026-07-02 10:00'), 2))).toBe('2026-07-04 12:00')
    expect(shown(own.addDays(local('2026-10-09 10:00'), 1))).toBe('2026-10-10 17:00')
  })

  test('a slot may end at midnight, and three a day are fine', () => {
    const late = calendarOf({ hours: { wed: ['06:00-09:00', '12:00-13:00', '20:00-24:00'] } })
    expect(shown(late.addMinutes(local('2026-07-01 06:00'), 8 * 60))).toBe('2026-07-02 00:00')
  })

  test('where next to nothing is worked a clock ends all the same', () => {
    const hardly = calendarOf({ hours: { mon: [], tue: [], wed: [], thu: [], fri: ['09:00-09:01'] } })
    const due = hardly.addMinutes(local('2026-07-01 06:00'), 9999 * 60)
    expect(due.getTime()).toBeGreaterThan(local('2125-01-01 00:00').getTime())
    expect(due.getTime()).toBeLessThan(local('2128-01-01 00:00').getTime())
  })
})

describe('on a clock that is put forward and back', () => {
  const zone = 'America/New_York'
  const night = calendarOf({ hours: { sun: ['00:00-08:00'] }, holidays: 'none' }, zone)

  test('the night of spring has an hour less, that of autumn an hour more', () => {
    expect(night.minutesBetween(local('2026-03-08 00:00', zone), local('2026-03-09 00:00', zone))).toBe(420)
    expect(night.minutesBetween(local('2026-11-01 00:00', zone), local('2026-11-02 00:00', zone))).toBe(540)
    expect(shown(night.addMinutes(local('2026-03-08 00:00', zone), 180), zone)).toBe('2026-03-08 04:00')
  })

  test('days end by the clock', () => {
    expect(shown(night.addDays(local('2026-03-06 12:00', zone), 1), zone)).toBe('2026-03-08 08:00')
    expect(shown(night.addDays(local('2026-03-06 12:00', zone), 2), zone)).toBe('2026-03-09 18:00')
    expect(shown(night.addDays(local('2026-10-31 12:00', zone), 1), zone)).toBe('2026-11-01 08:00')
  })
})

test('three working days cost microseconds once the year was counted', () => {
  const from = local('2026-03-01 00:00').getTime()
  const run = () => {
    for (let i = 0; i < 20_000; i++) usual.addDays(new Date(from + i * 600_000), 3)
  }
  run()
  const start = performance.now()
  run()
  const each = ((performance.now() - start) / 20_000) * 1000
  expect(each).toBeLessThan(50)
})
