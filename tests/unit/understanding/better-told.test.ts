import { expect, test } from 'vitest'
import { betterTold } from '../../../src/domain/understanding/follow-up.ts'
import { normalise } from '../../../src/domain/understanding/normalise.ts'
import type { PlaceContext } from '../../../src/domain/understanding/place.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { city, NOON, said } from './support.ts'

const ticket = {
  id: 't1',
  number: 'TT-2607-0001',
  category: 'facility.other',
  area: city.top,
  place: null,
  summary: '坡道扶手断了',
  openedAt: NOON,
  reporterIsSender: true,
  state: 'dispatched' as const,
}

test.each([
  [0.26, null],
  [0.9, 'order.illegal_build'],
])('later words tell what a vague matter is where they are clear: confidence %d', (confidence, category) => {
  const incident = {
    category: 'order.illegal_build',
    runnerUp: null,
    urgency: 'normal' as const,
    area: city.top,
    place: null,
    placeSource: 'sender' as const,
    confidence,
    summary: '就是这个',
    stakes: [],
  }
  const place = { area: city.top, words: null, confidence: 0.5, source: 'sender' as const }
  const marks = { names: [], chains: [], landmarks: [] } as unknown as Parameters<typeof betterTold>[3]
  const context: PlaceContext = {
    town: city,
    gazetteer: createReader(city).gazetteer,
    input: said('就是这个'),
    near: null,
  }
  const told = betterTold(ticket, [incident], place as never, marks, normalise('就是这个'), context)
  expect(told?.category ?? null).toBe(category)
})
