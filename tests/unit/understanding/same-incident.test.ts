import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Area } from '../../../src/domain/area/town.ts'
import { areaSteps } from '../../../src/domain/understanding/same/area-steps.ts'
import { sameIncident } from '../../../src/domain/understanding/same/same-incident.ts'
import type { Told } from '../../../src/domain/understanding/same/told.ts'
import { areSame, duplicatesSet, isChat, pairsOf, toldOf } from './duplicates-set.ts'

/** Wrongly sure pairs in each half. The half `test` is never tuned on: its figure says what stands. */
const REACHED = { tune: 0, test: 0 } as const

describe.each(['tune', 'test'] as const)('chat lines of the half %s', (half) => {
  const rows = duplicatesSet(half).filter(isChat)
  const judged = pairsOf(rows).map(([a, b]) => ({ a, b, ...sameIncident(toldOf(a), toldOf(b)) }))

  it('is hardly ever sure of what is another place or another thing', () => {
    const wrong = judged.filter(({ a, b, verdict }) => verdict === 'same' && !areSame(a, b))
    expect(wrong.length, wrong.map(({ a, b }) => `${a.id} ${b.id}`).join()).toBeLessThanOrEqual(REACHED[half])
  })

  it('joins most reports of one incident', () => {
    const same = judged.filter(({ a, b }) => areSame(a, b))
    const joined = same.filter(({ verdict }) => verdict === 'same')
    expect(joined.length / same.length).toBeGreaterThanOrEqual(0.8)
  })
})

const base: Told = {
  text: '妈祖宫门口的路灯不亮',
  category: 'facility.street_light',
  area: 'X1',
  place: '妈祖宫门口',
  at: new Date('2026-07-01T12:00:00Z'),
}
const later = (days: number) => new Date(base.at.getTime() + days * 86_400_000)

describe('one report and another', () => {
  it.each<[string, Partial<Told>, 'same' | 'unsure' | 'other']>([
    ['the same words', {}, 'same'],
    ['the next day', { at: later(1) }, 'same'],
    ['after ten days', { at: later(10) }, 'unsure'],
    ['after months', { at: later(120) }, 'other'],
    ['another area', { area: 'X2', areaFrom: 'text' }, 'unsure'],
    ['another thing', { text: '妈祖宫门口井盖没了', category: 'facility.manhole' }, 'other'],
    ['no place', { text: '路灯不亮', place: null, areaFrom: 'group' }, 'unsure'],
    ['a point far away', { point: { lng: 119.02, lat: 25.4 } }, 'other'],
  ])('%s', (_, change, verdict) => {
    const first = { ...base, ...('point' in change ? { point: { lng: 119, lat: 25.4 } } : {}) }
    expect(sameIncident(first, { ...base, ...change }).verdict).toBe(verdict)
  })

  it('keeps areas apart that the town knows to be apart', () => {
    expect(sameIncident(base, { ...base, area: 'X2' }, (a, b) => (a === b ? 0 : null)).verdict).toBe('other')
  })

  it('takes alike photos for a hint only', () => {
    const photo = { photoHashes: ['0123456789abcdef'] }
    const far = { ...base, text: '祠堂门口的路灯不亮', place: '祠堂门口', ...photo }
    expect(sameIncident({ ...base, ...photo }, far).verdict).toBe('other')
    const [bare, alike] = [
      sameIncident(base, base),
      sameIncident({ ...base, ...photo }, { ...base, ...photo }),
    ]
    expect(alike.score).toBeGreaterThanOrEqual(bare.score)
  })
})

it('counts the levels between areas', () => {
  const area = (code: string, parent: string | null): Area => ({
    code,
    parent,
    name: code,
    level: 'grid',
    aliases: [],
    kind: 'village',
    households: null,
    lng: null,
    lat: null,
  })
  const areas = [area('town', null), area('v1', 'town'), area('v2', 'town'), area('u1', 'v1')]
  const steps = areaSteps({ areaByCode: new Map(areas.map((item) => [item.code, item])) })
  expect([steps('u1', 'u1'), steps('u1', 'town'), steps('town', 'v1'), steps('u1', 'v2')]).toEqual([
    0,
    2,
    1,
    null,
  ])
})

const told = fc.record({
  text: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(...duplicatesSet('tune').map(({ text }) => text)),
  ),
  category: fc.constantFrom('facility.street_light', 'facility.manhole', 'noise.living', ''),
  area: fc.constantFrom('A', 'B', null),
  place: fc.constantFrom('村部旁边', null, ''),
  at: fc.date(),
})

describe('whatever is told', () => {
  test.prop([told, told], { numRuns: 150 })('the order does not matter', (a, b) => {
    const [there, back] = [sameIncident(a, b), sameIncident(b, a)]
    expect([back.verdict, back.score]).toEqual([there.verdict, there.score])
    expect(there.score >= 0 && there.score <= 1).toBe(true)
  })

  test.prop([told])('nothing is another thing than itself', (a) => {
    expect(sameIncident(a, a).verdict).not.toBe('other')
  })
})
