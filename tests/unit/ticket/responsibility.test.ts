import { expect, test } from 'vitest'
import { candidates } from '../../../src/domain/area/posts.ts'
import { responsible } from '../../../src/domain/area/responsibility.ts'
import type { Responsibility } from '../../../src/domain/area/town.ts'
import { SAMPLE_TOWN, sampleTown } from '../../support/sample-town.ts'

function row(category: string, area: string, lead: string): Responsibility {
  return { category, area, lead, assist: [] }
}

test.each([
  [
    'leaf before head, even from further up',
    [row('facility', 'DQ', 'urban'), row('facility.drain', 'XY', 'water')],
    'water',
    'list:facility.drain@XY',
  ],
  [
    'head before star',
    [row('*', 'DQ3-1', 'urban'), row('facility', 'XY', 'water')],
    'water',
    'list:facility@XY',
  ],
  [
    'nearest area among equals',
    [row('facility', 'XY', 'water'), row('facility', 'DQ', 'urban'), row('facility', 'DZ', 'power')],
    'urban',
    'list:facility@DQ',
  ],
  [
    'areas elsewhere do not count',
    [row('facility', 'XQ', 'urban'), row('facility', 'DQ1', 'urban')],
    'water',
    'kind:water@DZ',
  ],
  [
    'a row of an unknown department does not count',
    [row('facility', 'DQ', 'gone')],
    'water',
    'kind:water@DZ',
  ],
  ['a star answers before the kind', [row('*', 'XY', 'police')], 'police', 'list:*@XY'],
] as const)('%s', (_what, responsibilities, department, why) => {
  const town = sampleTown({ responsibilities: [...responsibilities] })
  expect(responsible(town, 'facility.drain', 'DQ3-1')).toMatchObject({ department, why })
})

test('without a row: a department of the kind whose area covers the place, the nearest', () => {
  const near = { code: 'water-dq', name: '东沁水站', aliases: [], area: 'DQ', kind: 'water' }
  const far = { code: 'a-water', name: '区水务', aliases: [], area: 'XY', kind: 'water' }
  const town = sampleTown({
    responsibilities: [],
    departments: [far, ...SAMPLE_TOWN.departments, near],
  })
  expect(responsible(town, 'facility.drain', 'DQ3-1')?.department).toBe('water-dq')
  expect(responsible(town, 'facility.drain', 'XQ1')?.department).toBe('water')
  expect(responsible(town, 'facility.drain', 'XY')?.department).toBe('a-water')
  // A leaf that the taxonomy does not list is led as its head is.
  expect(responsible(town, 'facility.bench', 'XQ1')?.department).toBe('urban')
})

test('nobody: no department of the kind, an unknown category, an unknown area', () => {
  const town = sampleTown({ responsibilities: [] })
  expect(responsible(town, 'service.other', 'DQ3-1')).toBeNull()
  expect(responsible(town, 'nothing.such', 'DQ3-1')).toBeNull()
  expect(responsible(town, 'facility.drain', 'nowhere')).toBeNull()
})

test('helpers come with the row', () => {
  expect(responsible(sampleTown(), 'safety.power_line', 'DQ3-1')?.assist).toEqual(['urban'])
})

test.each<[string, string, string | null, string]>([
  ['power', 'DQ3-1', 'zhang', 'the handler whose area covers it'],
  ['power', 'XQ1-1', 'cai', 'the handler whose area covers it'],
  ['power', 'DZ', 'cai', 'none covers it and both are as near: the first by post'],
  ['water', 'DQ3-1', 'weng', 'no handler: the lead'],
  ['police', 'DQ3-1', 'ye', 'an officer with a post in the department'],
  ['justice', 'DQ3-1', null, 'nobody'],
  ['gone', 'DQ3-1', null, 'no such department'],
])('%s at %s: %s (%s)', (department, area, person) => {
  expect(candidates(sampleTown(), department, area)[0] ?? null).toBe(person)
})

test('confidential matters go to the lead first', () => {
  expect(candidates(sampleTown(), 'power', 'DQ3-1', true)[0] ?? null).toBe('su')
  expect(candidates(sampleTown(), 'urban', 'DQ3-1', true)[0] ?? null).toBe('zheng')
})

test('a handler nearby goes before one far away when none covers the place', () => {
  const town = sampleTown()
  const moved = sampleTown({
    posts: SAMPLE_TOWN.posts.map((p) => (p.personId === 'zhang' ? { ...p, area: 'DQ1' } : p)),
  })
  expect(candidates(moved, 'power', 'DQ3-1')[0] ?? null).toBe('zhang')
  expect(candidates(moved, 'power', 'XQ1')[0] ?? null).toBe('cai')
  expect(candidates(town, 'power', 'nowhere')[0] ?? null).toBe('cai')
})
