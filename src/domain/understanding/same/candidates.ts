import type { Letter } from './letter.ts'
import type { Weights } from './weights.ts'

/** A letter is looked for under so many of its heaviest terms. */
const TERMS = 24
/** A term in more letters than this share (and this many at least) leads nowhere. */
const COMMON_SHARE = 0.03
const COMMON_LEAST = 120
/** So many nearest letters are compared with each letter. */
const NEAREST = 45

/** Pairs of positions worth comparing, found through an inverted index of the heaviest terms. */
export function candidatePairs(letters: readonly Letter[], weights: Weights): [number, number][] {
  const common = Math.max(COMMON_LEAST, letters.length * COMMON_SHARE)
  const index = new Map<string, { at: number; weight: number }[]>()
  const heavy = letters.map((letter) => heaviest(letter, weights, common))
  const pairs: [number, number][] = []
  letters.forEach((_, at) => {
    const sums = new Map<number, number>()
    for (const [term, weight] of heavy[at] ?? []) {
      const list = index.get(term) ?? []
      // What many letters have in one row (a flood of copies) is met again through its neighbours.
      for (let i = Math.max(0, list.length - common); i < list.length; i++) {
        const entry = list[i]
        if (entry) sums.set(entry.at, (sums.get(entry.at) ?? 0) + weight * entry.weight)
      }
      list.push({ at, weight })
      index.set(term, list)
    }
    const nearest = [...sums].sort((one, two) => two[1] - one[1] || one[0] - two[0]).slice(0, NEAREST)
    for (const [other] of nearest) pairs.push([other, at])
  })
  return pairs
}

function heaviest(letter: Letter, weights: Weights, common: number): [string, number][] {
  const rated: [string, number][] = []
  for (const [term, count] of letter.terms) {
    const inAll = weights.count(term)
    if (inAll < 2 || inAll > common) continue
    const title = letter.titleTerms.has(term) ? 1.6 : 1
    rated.push([term, (1 + Math.log(count)) * weights.of(term) * title])
  }
  return rated.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, TERMS)
}
