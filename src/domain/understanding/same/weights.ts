import { rarityOf } from './cut.ts'
import type { Letter } from './letter.ts'
import { MANNER } from './manner.ts'

/** Letters that the counts of everyday words were taken from. */
const BACKGROUND = 4_659
/** So many of them have a term that is no everyday word. */
const RARE = 1.5

/** How much a term tells: the rarer among everyday letters and among these, the more. */
export class Weights {
  readonly #df = new Map<string, number>()
  readonly #size: number

  constructor(letters: readonly Letter[]) {
    this.#size = letters.length
    for (const letter of letters)
      for (const term of letter.terms.keys()) this.#df.set(term, (this.#df.get(term) ?? 0) + 1)
  }

  /** In how many of these letters the term stands. */
  count(term: string): number {
    return this.#df.get(term) ?? 0
  }

  of(term: string): number {
    if (MANNER.has(term)) return 0
    const level = rarityOf(term)
    const background = level === null ? RARE : BACKGROUND / 2 ** level
    return Math.log((BACKGROUND + this.#size) / (background + this.count(term)))
  }
}
