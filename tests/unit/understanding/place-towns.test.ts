import { describe, expect, it } from 'vitest'
import { placeOf } from './place-support.ts'
import * as towns from './place-towns.ts'

const SETS = [
  ['northern county town', towns.north, towns.NORTH],
  ['village in a delta city', towns.pearl, towns.PEARL],
  ['university and market', towns.campus, towns.CAMPUS],
  ['lanes by the river port', towns.lanes, towns.LANES],
  ['tea hills', towns.tea, towns.TEA],
] as const

describe.each(SETS)('%s', (_, town, cases) => {
  it.each(cases)('%s (%s, %s) → %s', (text, group, sender, area) => {
    expect(placeOf(town, text, group, sender).area).toBe(area)
  })
})

it('the words of the place are mostly those a person would mark', () => {
  const wrong: string[] = []
  let judged = 0
  for (const [, town, cases] of SETS) {
    for (const [text, group, sender, , words] of cases) {
      if (words === '-') continue
      judged++
      const got = placeOf(town, text, group, sender).words ?? '~'
      if (got !== words) wrong.push(`${text} → ${got}, not ${words}`)
    }
  }
  expect(wrong.length / judged, wrong.join('\n')).toBeLessThan(0.1)
})
