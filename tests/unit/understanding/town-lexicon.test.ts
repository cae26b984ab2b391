import { describe, expect, test } from 'vitest'
import type { Category } from '../../../src/domain/area/taxonomy.ts'
import { indexTown, type TownData } from '../../../src/domain/area/town.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { coast, inGroup, NOBODY } from './support.ts'

const town = (change: Partial<TownData>) => indexTown({ ...coast, ...change })
const read = (change: Partial<TownData>, text: string) =>
  createReader(town(change)).read(inGroup(text, 'dq'), NOBODY)
const leaf = (code: string, zh: string): Category => ({
  code,
  parent: 'rural',
  zh,
  en: zh,
  urgency: 'normal',
  acceptWithin: '1wd',
  resolveWithin: '5wd',
  lead: 'agriculture',
})

describe("the town's own words", () => {
  test('are evidence for a built-in category, which the built-in lexicon does not know', () => {
    const said = '我家门口的铁饼子坏了,三天没人来修'
    const lexicon = [
      { category: 'facility.manhole', words: ['铁饼子坏了', '铁饼子'], kind: 'strong' as const },
    ]
    const before = read({}, said).judged.leaves.get('facility.manhole') ?? 0
    const after = read({ lexicon }, said).judged.leaves.get('facility.manhole') ?? 0
    expect(after).toBeGreaterThan(before + 0.2)
    expect(read({ lexicon }, said).incidents).toMatchObject([{ category: 'facility.manhole' }])
  })

  test('make a category readable that only this town has', () => {
    const taxonomy = [...coast.taxonomy, leaf('rural.seaweed', '海带养殖')]
    const lexicon = [{ category: 'rural.seaweed', words: ['海带架', '筏架'], kind: 'strong' as const }]
    const said = '海带架散了堵着航道,没人管,要翻船的'
    expect(read({ taxonomy }, said).incidents.map((i) => i.category)).not.toContain('rural.seaweed')
    expect(read({ taxonomy, lexicon }, said).incidents.map((i) => i.category)).toContain('rural.seaweed')
  })

  test('count in every spelling; of a category that the town does not have, not at all', () => {
    const lexicon = [{ category: 'facility.manhole', words: ['鐵餅子'], kind: 'strong' as const }]
    const share = (change: Partial<TownData>) =>
      read(change, '门口铁饼子坏了,派人来修').judged.leaves.get('facility.manhole') ?? 0
    expect(share({ lexicon })).toBeGreaterThan(share({}))
    const other = [{ category: 'no.such', words: ['铁饼子'], kind: 'strong' as const }]
    expect(read({ lexicon: other }, '门口铁饼子坏了,派人来修')).toEqual(read({}, '门口铁饼子坏了,派人来修'))
  })
})
