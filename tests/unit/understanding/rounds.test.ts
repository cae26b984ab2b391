import { describe, expect, it } from 'vitest'
import * as one from './round-1.ts'
import * as two from './round-2.ts'
import * as three from './round-3.ts'
import * as four from './round-4.ts'
import * as five from './round-5.ts'
import { type Figures, measure } from './rounds.ts'

/**
 * Floors a little below what stands, so that a change that costs quality is seen; single lines may move. The single
 * messages of these four are part of the corpus that the model learned from; their threads are not.
 */
const KNOWN: Partial<Figures> = {
  act: 0.96,
  opens: 0.95,
  count: 0.93,
  leaf: 0.92,
  urgency: 0.94,
  area: 0.95,
  words: 0.88,
  grouping: 0.84,
  areaOfThread: 0.82,
  state: 0.7,
}
/** Not learned from, but lines of the kinds that were read wrongly here were added to the corpus. */
const UNKNOWN: Partial<Figures> = { act: 0.85, opens: 0.92, leaf: 0.6, area: 0.93, grouping: 0.83 }

describe('figures of the labelled rounds stay above their floors', () => {
  it.each([
    ['hills and lake', one.SETS, KNOWN],
    ['shore and lanes', two.SETS, KNOWN],
    ['plain and new town', three.SETS, KNOWN],
    ['valley and delta', four.SETS, KNOWN],
    ['mine', five.SETS, UNKNOWN],
  ] as const)('%s', (_, sets, floors) => {
    const { figures, mistakes } = measure(sets)
    for (const [name, floor] of Object.entries(floors))
      expect(figures[name as keyof Figures], `${name}\n${mistakes.join('\n')}`).toBeGreaterThanOrEqual(floor)
  })
})
