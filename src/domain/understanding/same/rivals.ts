import type { Conflict } from './conflicts.ts'
import { exchangedPlace } from './exchanged.ts'
import type { Letter } from './letter.ts'

/** What one letter speaks of, and what a copy of it has in the same place. */
interface Rival {
  own: string
  other: string
}

/**
 * Names that stand in each other's place in letters of the same wording. What two copies show to be two places is two
 * places for whoever writes in words of their own: then one letter has the one name and not the other.
 */
export class Rivals {
  readonly #of = new Map<Letter, Rival[]>()

  /** Remembers what was exchanged throughout between two copies. */
  learn(a: Letter, b: Letter): void {
    const names = exchangedPlace(a, b)
    if (!names?.throughout) return
    this.#add(a, { own: names.a, other: names.b })
    this.#add(b, { own: names.b, other: names.a })
  }

  /** Why two letters that are no copies tell of two places, or null. */
  between(a: Letter, b: Letter): Conflict | null {
    const [mine, theirs] = [this.#find(a, b), this.#find(b, a)]
    if (mine) return { rule: '改了地方', a: mine.own, b: mine.other }
    return theirs && { rule: '改了地方', a: theirs.other, b: theirs.own }
  }

  #find(a: Letter, b: Letter): Rival | null {
    return this.#of.get(a)?.find(({ own, other }) => b.full.includes(other) && !b.full.includes(own)) ?? null
  }

  #add(letter: Letter, rival: Rival): void {
    if (!isName(rival.own) || !isName(rival.other)) return
    // One whose title has both is no witness.
    if (letter.title.includes(rival.other)) return
    const known = this.#of.get(letter) ?? []
    if (known.length < MOST && !known.some(({ own, other }) => own === rival.own && other === rival.other))
      this.#of.set(letter, [...known, rival])
  }
}

/** One character is in too many words, and a longer row of them is no name. */
const isName = (words: string) => words.length >= 2 && words.length <= 6

/** So many namesakes of one letter are enough. */
const MOST = 24
