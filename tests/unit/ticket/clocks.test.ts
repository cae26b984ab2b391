import { describe, expect, test } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import { deadlines, parseDuration, shareOf } from '../../../src/domain/ticket/clocks.ts'
import type { Urgency } from '../../../src/domain/ticket/types.ts'
import { SAMPLE_TOWN, sampleTown } from '../../support/sample-town.ts'
import { minutesAfter, START } from '../../support/tickets.ts'

const H = 60
const D = 24 * H

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

type Case = [category: string, urgency: Urgency, accept: number, resolve: number]

function check(town: ReturnType<typeof sampleTown>, [category, urgency, accept, resolve]: Case): void {
  const due = deadlines(town, category, urgency, START)
  expect(due).toEqual({ accept: minutesAfter(accept), resolve: minutesAfter(resolve) })
}

describe('deadlines of the taxonomy', () => {
  test.each<Case>([
    ['safety.power_line', 'emergency', 30, 12 * H],
    ['facility.drain', 'urgent', 4 * H, 2 * D],
    ['facility.street_light', 'normal', 4 * H, 3 * D],
    // Raised above what the category usually is: at most so long.
    ['facility.street_light', 'urgent', 2 * H, 3 * D],
    ['facility.street_light', 'emergency', 30, D],
    ['facility.drain', 'emergency', 30, D],
    ['service.other', 'normal', D, 5 * D],
    ['service.other', 'urgent', 2 * H, 3 * D],
    // Lowered: the category's own time stays.
    ['safety.power_line', 'low', 30, 12 * H],
    // Unknown leaf: as its head; unknown altogether: four hours and three days.
    ['facility.bench', 'normal', D, 5 * D],
    ['nothing.such', 'normal', 4 * H, 3 * D],
    ['__proto__', 'normal', 4 * H, 3 * D],
  ])('%s, %s', (...expected) => check(sampleTown(), expected))
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
    ['facility.drain', 'urgent', H, 4 * D],
    ['facility.street_light', 'normal', 3 * H, 4 * D],
    ['facility.street_light', 'emergency', 30, D],
    ['safety.power_line', 'emergency', 30, 12 * H],
    // What cannot be read is passed over.
    ['noise', 'normal', 4 * H, 6 * H],
  ])('%s, %s', (...expected) => check(town, expected))
})

test('a taxonomy that cannot be read gives a time all the same', () => {
  const taxonomy = SAMPLE_TOWN.taxonomy.map((c) => ({ ...c, acceptWithin: '?', resolveWithin: '' }))
  check(sampleTown({ taxonomy }), ['noise', 'normal', 4 * H, 3 * D])
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
  const at = shareOf(START, minutesAfter(length), share)
  expect(at).toEqual(expected === null ? null : minutesAfter(expected))
})
