import { describe, expect, test } from 'vitest'
import { BUILT_IN_TAXONOMY } from '../../../src/domain/area/built-in-taxonomy.ts'
import { matchCategory } from '../../../src/domain/area/match-category.ts'

const town = {
  taxonomy: [...BUILT_IN_TAXONOMY],
  lexicon: [{ category: 'facility.manhole', words: ['马葫芦'], kind: 'strong' as const }],
}
const NONE: ReadonlyMap<string, number> = new Map()

describe('the category somebody means', () => {
  test.each([
    ['facility.street_light', 'facility.street_light'],
    ['火情', 'emergency.fire'],
    ['Fire or smoke', 'emergency.fire'],
  ])('by code or name: %s', (words, code) => {
    expect(matchCategory(words, town, NONE)).toEqual({ best: code, choices: [code], named: true })
  })

  test("by the town's own word with what the reader makes of it", () => {
    const match = matchCategory('马葫芦盖子', town, new Map([['facility.manhole', 0.3]]))
    expect(match).toMatchObject({ best: 'facility.manhole', named: true })
  })

  test('by what the reader makes of enough words, named by nothing', () => {
    const leaves = new Map([['facility.street_light', 0.9]])
    expect(matchCategory('晚上黑乎乎的', town, leaves)).toMatchObject({
      best: 'facility.street_light',
      named: false,
    })
    expect(matchCategory('黑的', town, leaves).best).toBeNull()
  })

  test('a head offers its leaves, a doubt those near it; never more than four', () => {
    const head = matchCategory('安全隐患', town, NONE)
    expect(head).toMatchObject({ best: null, named: true })
    expect(head.choices).toHaveLength(4)
    const doubt = matchCategory('噪音', town, new Map([['noise.industrial', 0.8]]))
    expect(doubt.best).toBeNull()
    expect(doubt.choices[0]).toBe('noise.industrial')
    expect(doubt.choices.every((code) => code.startsWith('noise.'))).toBe(true)
  })

  test('words that name nothing offer nothing', () => {
    expect(matchCategory('周五开会', town, new Map([['other', 0.9]]))).toEqual({
      best: null,
      choices: [],
      named: false,
    })
  })
})
