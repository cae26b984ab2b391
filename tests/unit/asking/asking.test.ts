import { test as property } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isQuietTime, quietEnds } from '../../../src/domain/area/quiet.ts'
import { doubtful } from '../../../src/domain/asking/doubt.ts'
import { lacksSpot, likelyPlaces, MOST_PLACES } from '../../../src/domain/asking/places.ts'
import { looksAfter, mayAnswer, type Question } from '../../../src/domain/asking/question.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import type { Incident, Reading } from '../../../src/domain/understanding/types.ts'
import { incidentOf } from '../../support/readings.ts'
import { actorOf, residentOf, SYSTEM, sampleTown } from '../../support/sample-town.ts'

const town = sampleTown()
const NIGHT = { from: '22:00', to: '07:00' }
const at = (clock: string): Date => new Date(`2026-11-27T${clock}:00`)

describe('quiet hours', () => {
  it.each([
    ['21:59', false],
    ['22:00', true],
    ['23:59', true],
    ['00:00', true],
    ['06:59', true],
    ['07:00', false],
    ['12:00', false],
  ])('%s: %s', (clock, quiet) => {
    expect(isQuietTime(at(clock), NIGHT)).toBe(quiet)
  })

  it('within one day, and none at all', () => {
    expect(
      ['12:30', '13:59', '14:00'].map((c) => isQuietTime(at(c), { from: '12:00', to: '14:00' })),
    ).toEqual([true, true, false])
    expect(isQuietTime(at('03:00'), { from: '00:00', to: '00:00' })).toBe(false)
  })

  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
  property.prop([clock, clock, clock])('end within a day, and are over then', (now, from, to) => {
    const end = quietEnds(at(now), { from, to })
    const hours = (end.getTime() - at(now).getTime()) / 3_600_000
    expect(hours).toBeGreaterThan(0)
    expect(hours).toBeLessThanOrEqual(24)
    if (from !== to) expect(isQuietTime(end, { from, to })).toBe(false)
  })
})

const incident = (more: Partial<Incident> = {}) => incidentOf({ confidence: 0.8, summary: '', ...more })

describe('a spot is missing', () => {
  it.each([
    [{}, true],
    [{ area: 'DZ' }, true],
    [{ place: '东沁村' }, true],
    [{ place: '秋菊阿婆家门口' }, false],
    [{ area: 'DQ3' }, false],
    [{ area: 'DQ3-1' }, false],
    [{ area: 'nowhere' }, false],
    [{ category: 'utility.power_cut' }, false],
    [{ category: 'dispute.neighbour' }, false],
    [{ category: 'governance.conduct' }, false],
    [{ category: 'service.elderly' }, false],
    [{ category: 'other' }, true],
  ] as const)('%j: %s', (change, missing) => {
    expect(lacksSpot(town, incident(change))).toBe(missing)
  })

  it('likely places: the own part, what is named, what was talked of; never the area itself', () => {
    const hints = { own: ['DQ3-1', 'XQ1-1'], text: '', lately: ['DQ1', 'DQ', 'DQ3-1'] }
    expect(likelyPlaces(town, 'DQ', hints)).toEqual(['DQ3-1', 'DQ1'])
    expect(likelyPlaces(town, 'DZ', { own: [], text: '西沁村 路灯', lately: [] })).toEqual(['XQ'])
    expect(likelyPlaces(town, 'DQ', { own: [], text: '', lately: [] })).toEqual(['DQ1', 'DQ3'])
    expect(likelyPlaces(town, 'DQ3-1', { own: ['DQ3'], text: '', lately: [] })).toEqual([])
  })

  property.prop([fc.array(fc.constantFrom(...town.areas.map((a) => a.code)))])(
    'few enough for a thumb, each once',
    (lately) => {
      const found = likelyPlaces(town, 'XY', { own: [], text: '', lately })
      expect(found.length).toBeLessThanOrEqual(MOST_PLACES)
      expect(new Set(found).size).toBe(found.length)
    },
  )
})

const plain: Reading = createReader(town).read(
  {
    text: '今天菜价又涨了',
    hasPhoto: false,
    at: at('12:00'),
    conversation: { kind: 'group', area: 'DQ' },
    sender: { role: 'resident', area: null },
  },
  { recent: [], open: [] },
)

function reading(change: Partial<Reading> = {}): Reading {
  return { ...plain, act: 'chatter', incidents: [], confidence: 0.5, about: null, corrects: false, ...change }
}

describe('is it a report at all', () => {
  const vague = incident({ category: 'other' })
  it.each<[string, Partial<Reading>, Incident[], boolean, boolean]>([
    ['unsure small talk that names a matter', {}, [incident()], false, true],
    ['sure small talk', { confidence: 0.6 }, [incident()], false, false],
    ['unsure small talk that names none', {}, [vague], false, false],
    ['unsure small talk of a matter that is a guess', {}, [incident({ confidence: 0.2 })], false, false],
    ['nothing at all', {}, [], false, false],
    ['an unsure question', { act: 'query' }, [incident()], false, true],
    ['an unsure word on something known', { act: 'update' }, [incident()], false, false],
    [
      'an unsure report of a matter that is a guess',
      { act: 'report' },
      [incident({ confidence: 0.2 })],
      false,
      true,
    ],
    ['an unsure notice', { act: 'notice' }, [incident()], false, false],
    ['an unsure report that names a matter', { act: 'report' }, [incident()], false, false],
    ['an unsure report that names none', { act: 'report' }, [vague], false, true],
    ['the same with a photo', { act: 'report' }, [vague], true, false],
    [
      'the same, and lives at stake',
      { act: 'report' },
      [incident({ category: 'other', urgency: 'emergency' })],
      false,
      false,
    ],
    ['words that take something back', { about: 'withdrawn' }, [incident()], false, false],
  ])('%s', (_, read, incidents, hasPhoto, asked) => {
    const asReport = reading({ act: 'report', incidents, confidence: 1 })
    expect(doubtful(reading(read), asReport, 0.6, hasPhoto) !== null).toBe(asked)
  })
})

describe('who may answer', () => {
  const question: Question = {
    id: 'q',
    kind: 'photo',
    about: { conversationId: 'c', messageId: '1' },
    author: 'identity-mei',
    ticketId: null,
    conversationId: 'c',
    cardId: null,
    choices: [],
    state: 'asked',
    dueAt: null,
    askedAt: null,
    expiresAt: at('12:00'),
    answeredBy: null,
    answer: null,
  }
  it.each([
    ['chen', 'DQ', true],
    ['chen', 'XQ', false],
    ['lin', 'DQ', true],
    ['xu', 'DQ', true],
    ['guo', 'DQ', true],
    ['he', 'DQ', true],
    ['wu', 'DQ', false],
    ['zhang', 'DQ', false],
    ['suspect', 'DQ', false],
  ])('%s about %s: %s', (id, area, may) => {
    expect(mayAnswer(question, actorOf(town, id), area, town)).toBe(may)
  })

  it('whoever wrote it, and nobody for a hidden sender but those of the place', () => {
    expect(mayAnswer(question, residentOf('mei'), 'DQ', town)).toBe(true)
    expect(mayAnswer({ ...question, author: null }, residentOf('mei'), 'DQ', town)).toBe(false)
    expect(mayAnswer(question, SYSTEM, 'DQ', town)).toBe(false)
  })

  it.each([
    ['chen', 'DQ', true],
    ['xu', 'DQ3', true],
    ['chen', 'XQ', false],
    ['zhang', 'DQ', false],
    ['ye', 'DQ', false],
    ['nobody', 'DQ', false],
  ])('%s looks after %s: %s', (id, area, does) => {
    expect(looksAfter(actorOf(town, id), area, town)).toBe(does)
  })
})
