import { describe, expect, test } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import { bucketOf, shareOf } from '../../../src/domain/ticket/clocks/clock.ts'
import { deadlines, parseDuration } from '../../../src/domain/ticket/clocks.ts'
import type { Urgency } from '../../../src/domain/ticket/types.ts'
import { calendarOf, local, shown } from '../../support/calendars.ts'
import { SAMPLE_TOWN, sampleTown } from '../../support/sample-town.ts'
import { minutesAfter, START } from '../../support/tickets.ts'

const usual = calendarOf()

test.each([
  ['30m', { amount: 30, unit: 'm' }],
  ['4h', { amount: 4, unit: 'h' }],
  ['4wh', { amount: 4, unit: 'wh' }],
  ['20wd', { amount: 20, unit: 'wd' }],
  ['9999m', { amount: 9999, unit: 'm' }],
  ['', null],
  ['0h', null],
  ['-1h', null],
  ['1.5h', null],
  ['4', null],
  ['h', null],
  ['4 h', null],
  ['4H', null],
  ['3d', null],
  ['10000m', null],
  ['4h4h', null],
])('reads %j', (text, expected) => {
  expect(parseDuration(text)).toEqual(expected)
})

type Case = [category: string, urgency: Urgency, accept: string, resolve: string]

/** START is Wednesday, 1 July 2026, 8:05; work begins at 8:30. */
function check(town: ReturnType<typeof sampleTown>, [category, urgency, accept, resolve]: Case): void {
  const due = deadlines(town, { category, urgency, area: 'DQ3-1', department: null }, START)
  expect([shown(due.accept.due), shown(due.resolve.due)]).toEqual([`2026-07-${accept}`, `2026-07-${resolve}`])
}

describe('deadlines of the taxonomy', () => {
  test.each<Case>([
    ['safety.power_line', 'emergency', '01 08:35', '01 20:05'],
    ['facility.drain', 'urgent', '01 15:00', '03 18:00'],
    ['facility.street_light', 'normal', '01 15:00', '06 18:00'],
    // Raised above what the category usually is: at most so long.
    ['facility.street_light', 'urgent', '01 10:05', '06 18:00'],
    ['facility.street_light', 'emergency', '01 08:35', '02 08:05'],
    ['facility.drain', 'emergency', '01 08:35', '02 08:05'],
    ['service.other', 'normal', '02 18:00', '08 18:00'],
    ['service.other', 'urgent', '01 10:05', '06 18:00'],
    // Lowered: the category's own time stays.
    ['safety.power_line', 'low', '01 08:35', '01 20:05'],
    // Unknown leaf: as its head; unknown altogether: four hours and three working days.
    ['facility.bench', 'normal', '02 18:00', '08 18:00'],
    ['nothing.such', 'normal', '01 12:05', '06 18:00'],
    ['__proto__', 'normal', '01 12:05', '06 18:00'],
  ])('%s, %s', (...expected) => check(sampleTown(), expected))

  test('an emergency does not wait for the office to open, at its start or at its end', () => {
    const [line] = SAMPLE_TOWN.taxonomy.filter((c) => c.code === 'safety.power_line')
    if (!line) throw new Error('no such category')
    const taxonomy = [{ ...line, acceptWithin: '1wh', resolveWithin: '1wd' }]
    const matter = { category: line.code, urgency: 'emergency', area: 'DQ3-1', department: null } as const
    const eve = local('2026-09-30 20:00')
    const due = deadlines(sampleTown({ taxonomy }), matter, eve)
    expect([shown(due.accept.due), shown(due.resolve.due)]).toEqual(['2026-09-30 21:00', '2026-10-01 20:00'])
    expect([due.accept.working, due.resolve.working]).toEqual([false, false])
    // What the town wrote itself is taken at its word.
    const policy = Policy.parse({ deadlines: { safety: { resolve: '1wd' } } })
    const own = deadlines(sampleTown({ taxonomy, policy }), matter, eve)
    expect(own.resolve).toEqual({ due: local('2026-10-08 18:00'), working: true })
  })
})

describe('deadlines of the town', () => {
  const policy = Policy.parse({
    deadlines: {
      facility: { accept: '3h', resolve: '4wd' },
      'facility.drain': { accept: '1h' },
      noise: { accept: 'soon', resolve: '6h' },
    },
  })
  const town = sampleTown({ policy })
  test.each<Case>([
    ['facility.drain', 'urgent', '01 09:05', '07 18:00'],
    ['facility.street_light', 'normal', '01 11:05', '07 18:00'],
    ['facility.street_light', 'emergency', '01 08:35', '02 08:05'],
    ['safety.power_line', 'emergency', '01 08:35', '01 20:05'],
    // What cannot be read is passed over.
    ['noise', 'normal', '01 15:00', '01 14:05'],
  ])('%s, %s', (...expected) => check(town, expected))
})

test('a taxonomy that cannot be read gives a time all the same', () => {
  const taxonomy = SAMPLE_TOWN.taxonomy.map((c) => ({ ...c, acceptWithin: '?', resolveWithin: '' }))
  check(sampleTown({ taxonomy }), ['noise', 'normal', '01 12:05', '06 18:00'])
})

test.each([
  [30, 0.8, 24],
  [240, 0.8, 192],
  [1, 0.8, 0],
  [30, 0.1, 3],
  [30, 1, null],
  [0, 0.5, null],
  [-5, 0.5, null],
])('of %d minutes the share %d is used after %s', (length, share, expected) => {
  const at = shareOf(usual, { from: START, due: minutesAfter(length), working: false }, share)
  expect(at).toEqual(expected === null ? null : minutesAfter(expected))
})

test.each([
  ['over noon', '2026-07-01 11:00', '2026-07-01 16:30', '2026-07-01 15:54'],
  ['over a weekend', '2026-07-03 17:00', '2026-07-06 18:00', '2026-07-06 16:24'],
  ['from a day off', '2026-07-04 10:00', '2026-07-06 18:00', '2026-07-06 16:36'],
])('four fifths of working time are used %s at %s', (_, from, due, expected) => {
  const at = shareOf(usual, { from: local(from), due: local(due), working: true }, 0.8)
  expect(at && shown(at)).toBe(expected)
})

describe('buckets', () => {
  const working = { from: local('2026-07-03 17:00'), due: local('2026-07-06 18:00'), working: true }
  test.each([
    ['at the start', '2026-07-03 17:00', 'on_time'],
    ['a weekend long nothing is used', '2026-07-05 23:00', 'on_time'],
    ['a minute before four fifths', '2026-07-06 16:23', 'on_time'],
    ['at four fifths', '2026-07-06 16:24', 'approaching'],
    ['at the very deadline', '2026-07-06 18:00', 'approaching'],
    ['a minute after, though nobody works', '2026-07-06 18:01', 'overdue'],
  ])('in working time, %s', (_, at, expected) => {
    expect(bucketOf(usual, working, local(at))).toBe(expected)
  })

  test('day and night a weekend counts', () => {
    const always = { ...working, working: false }
    expect(bucketOf(usual, always, local('2026-07-05 23:00'))).toBe('on_time')
    expect(bucketOf(usual, always, local('2026-07-06 04:00'))).toBe('approaching')
  })
})
