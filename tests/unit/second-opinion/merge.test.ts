import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/app/second-opinion/answer.ts'
import { mergeAnswer } from '../../../src/app/second-opinion/merge.ts'
import { offered } from '../../../src/app/second-opinion/prompt.ts'
import { URGENCIES } from '../../../src/domain/ticket/types.ts'
import { ACTS } from '../../../src/domain/understanding/types.ts'
import { incidentOf, inputOf, readingOf } from '../../support/readings.ts'
import { sampleTown } from '../../support/sample-town.ts'

const town = sampleTown()
const input = inputOf('村口橋邊那盏灯一直响')
const told = { n: 1, category: 'facility.drain', urgency: 'low', place: '村口桥边' } as const
const says = (more: Partial<Answer> = {}): Answer => ({ act: 'report', incidents: [told], ...more })
const quiet: Answer = { act: 'chatter', incidents: [] }

describe('what was in doubt is filled', () => {
  it('category, urgency and place, and it is said so', () => {
    const merged = mergeAnswer(readingOf(), says(), input, town)
    expect(merged.incidents).toEqual([
      {
        ...incidentOf(),
        category: 'facility.drain',
        runnerUp: 'facility.street_light',
        urgency: 'low',
        place: '村口橋邊',
        confidence: 0.65,
      },
    ])
    expect(merged.reasons.map(({ rule }) => rule)).toEqual([
      '第二意见:同样 report',
      '第二意见:改为 地点',
      '第二意见:改为 facility.drain',
      '第二意见:改为 low',
      '说了地点',
    ])
  })

  it('two that agree are surer', () => {
    const same = says({ incidents: [{ ...told, category: 'facility.street_light', urgency: 'normal' }] })
    const merged = mergeAnswer(readingOf(), same, input, town)
    expect(merged).toMatchObject({ confidence: 0.8, incidents: [{ confidence: 0.8, urgency: 'normal' }] })
  })

  it('a report that was small talk', () => {
    const merged = mergeAnswer(readingOf(), quiet, input, town)
    expect(merged).toMatchObject({ act: 'chatter', incidents: [], confidence: 0.65 })
  })

  it('small talk that was a report: placed where it was said', () => {
    const reading = readingOf({ act: 'chatter', incidents: [] })
    const merged = mergeAnswer(reading, says(), input, town)
    expect(merged).toMatchObject({
      act: 'report',
      missing: null,
      incidents: [{ category: 'facility.drain', area: 'DQ', placeSource: 'group', summary: input.text }],
    })
  })

  it('in private without any place, the place is still asked for', () => {
    const nowhere = { area: 'XY', words: null, confidence: 0.1, source: 'town' } as const
    const reading = readingOf({ act: 'chatter', incidents: [], place: nowhere })
    const dm = inputOf('灯一直响', { conversation: { kind: 'dm', area: null } })
    const answer = says({ incidents: [{ ...told, place: null }] })
    expect(mergeAnswer(reading, answer, dm, town).missing).toBe('place')
  })
})

describe('what was not in doubt stays', () => {
  it('the act, where only the category was unsure', () => {
    const reading = readingOf({ confidence: 0.97 })
    expect(mergeAnswer(reading, quiet, input, town)).toEqual(reading)
    const asked = mergeAnswer(reading, says({ act: 'request' }), input, town)
    expect(asked).toMatchObject({
      act: 'report',
      confidence: 0.97,
      incidents: [{ category: 'facility.drain' }],
    })
  })

  it('a sure matter beside an unsure one', () => {
    const sure = incidentOf({ category: 'noise', confidence: 0.9, place: '村口' })
    const reading = readingOf({ incidents: [sure, incidentOf()], confidence: 0.97 })
    const answer = says({ incidents: [told, { ...told, n: 2 }] })
    const merged = mergeAnswer(reading, answer, input, town)
    expect(merged.incidents[0]).toEqual(sure)
    expect(merged.incidents[1]?.category).toBe('facility.drain')
  })

  it('words that name the place already', () => {
    const reading = readingOf({ incidents: [incidentOf({ place: '那盏灯' })] })
    expect(mergeAnswer(reading, says(), input, town).incidents[0]?.place).toBe('那盏灯')
  })
})

describe('whatever is answered', () => {
  const answers: fc.Arbitrary<Answer> = fc
    .tuple(
      fc.constantFrom(...ACTS),
      fc.constantFrom(...offered(town).map(({ code }) => code)),
      fc.constantFrom(...URGENCIES),
      fc.constantFrom(null, '村口', '那盏灯'),
      fc.integer({ min: 1, max: 2 }),
    )
    .map(([act, category, urgency, place, n]) => ({
      act,
      incidents: act === 'report' || act === 'request' ? [{ n, category, urgency, place }] : [],
    }))
  const confidence = fc.double({ min: 0, max: 1, noNaN: true })

  it('an emergency stays one, and of a kind that is', () => {
    const grave = incidentOf({ category: 'safety.power_line', urgency: 'emergency' })
    fc.assert(
      fc.property(answers, confidence, confidence, (answer, own, leaf) => {
        const incidents = [{ ...grave, confidence: leaf }, incidentOf()]
        const merged = mergeAnswer(readingOf({ confidence: own, incidents }), answer, input, town)
        expect(['report', 'request']).toContain(merged.act)
        expect(merged.incidents).toHaveLength(2)
        expect(merged.incidents[0]).toMatchObject({ urgency: 'emergency', category: 'safety.power_line' })
      }),
    )
  })

  it('area, place source, summary and what a message is about are never its business', () => {
    fc.assert(
      fc.property(answers, confidence, confidence, (answer, own, leaf) => {
        const reading = readingOf({ confidence: own, incidents: [incidentOf({ confidence: leaf })] })
        const merged = mergeAnswer(reading, answer, input, town)
        expect(merged.place).toEqual(reading.place)
        expect(merged.about).toBeNull()
        expect(merged.corrects).toBe(false)
        expect(merged.incidents.length).toBeLessThanOrEqual(1)
        for (const incident of merged.incidents) {
          const { area, placeSource, summary } = incidentOf()
          expect(incident).toMatchObject({ area, placeSource, summary })
          expect(town.categoryByCode.has(incident.category)).toBe(true)
        }
      }),
    )
  })
})
