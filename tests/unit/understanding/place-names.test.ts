import { describe, expect, it } from 'vitest'
import { buildGazetteer } from '../../../src/domain/area/gazetteer.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { inGroup, makeTown, NOBODY } from './support.ts'

const town = makeTown([
  ['t', null, 'town', '云上镇'],
  ['a', 't', 'village', '羊圈坪村', '羊圈坪'],
  ['a3', 'a', 'grid', '3网格'],
  ['a3u2', 'a3', 'unit', '2单元'],
  ['b', 't', 'village', '水井坝村', '水井坝'],
  ['b3', 'b', 'grid', '3网格'],
  ['b3u2', 'b3', 'unit', '2单元'],
])

describe('a name of the town', () => {
  const reader = createReader(town)
  it('tells no matter: nobody keeps sheep in 羊圈坪', () => {
    const { judged } = reader.read(inGroup('羊圈坪这里有点情况，来看一下', 't'), NOBODY)
    expect(judged.leaves.get('order.livestock') ?? 0).toBeLessThan(0.1)
    const elsewhere = reader.read(inGroup('羊圈边上这里有点情况，来看一下', 't'), NOBODY)
    expect(elsewhere.judged.leaves.get('order.livestock')).toBeGreaterThan(0.3)
  })
})

describe('numbers that several areas bear', () => {
  const { numbered } = buildGazetteer(town, (name) => name)
  const steps = [
    { kind: 'grid', n: '3' },
    { kind: 'unit', n: '2' },
  ] as const

  it.each([
    ['t', { area: 't', exact: false }],
    ['a', { area: 'a3u2', exact: true }],
    ['b', { area: 'b3u2', exact: true }],
    ['b3u2', { area: 'b3u2', exact: true }],
  ])('below %s', (base, found) => {
    expect(numbered(steps, base)).toEqual(found)
  })

  it('are none where no area bears them', () => {
    expect(numbered([{ kind: 'grid', n: '9' }], 't')).toBeNull()
    expect(numbered(steps, 'nowhere')).toBeNull()
  })
})
