/** One place where a phrase stands in a text; `end` is exclusive. */
export interface PhraseHit<T> {
  start: number
  end: number
  value: T
}

/**
 * Finds all phrases of a fixed set in a text. Looks phrases up by length, so the cost is the length of the
 * text times the number of lengths that begin with the same two characters (a handful), whatever the size of the set.
 */
export class PhraseIndex<T> {
  readonly #values = new Map<string, T[]>()
  /** First two characters (or a lone character) → lengths of the phrases that begin so, longest first. */
  readonly #lengths = new Map<string, number[]>()
  /** By first character: 1 when it is a phrase alone, 2 when longer ones begin with it. Most of a text begins none. */
  readonly #begins = new Uint8Array(0x10000)

  add(phrase: string, value: T): void {
    if (phrase === '') return
    const values = this.#values.get(phrase)
    if (values) {
      values.push(value)
      return
    }
    this.#values.set(phrase, [value])
    const head = phrase.slice(0, 2)
    const first = phrase.charCodeAt(0)
    this.#begins[first] = (this.#begins[first] ?? 0) | (phrase.length === 1 ? ALONE : LONGER)
    const lengths = this.#lengths.get(head)
    if (!lengths) this.#lengths.set(head, [phrase.length])
    else if (!lengths.includes(phrase.length)) {
      lengths.push(phrase.length)
      lengths.sort((a, b) => b - a)
    }
  }

  get size(): number {
    return this.#values.size
  }

  /** Every occurrence, overlapping ones too, in order of start, longest first. */
  all(text: string): PhraseHit<T>[] {
    const hits: PhraseHit<T>[] = []
    for (let start = 0; start < text.length; start++) this.#at(text, start, hits)
    return hits
  }

  /** Every occurrence with all values of its phrase; the lists are the index's own. */
  grouped(text: string): PhraseHit<readonly T[]>[] {
    const hits: PhraseHit<readonly T[]>[] = []
    for (let start = 0; start < text.length; start++)
      this.#lists(text, start, (end, value) => hits.push({ start, end, value }))
    return hits
  }

  /** All values of this very phrase. */
  valuesOf(phrase: string): readonly T[] {
    return this.#values.get(phrase) ?? []
  }

  /** From left to right the longest phrase at each place; what it covers is not looked at again. */
  longest(text: string): PhraseHit<T[]>[] {
    const hits: PhraseHit<T[]>[] = []
    let start = 0
    while (start < text.length) {
      const found: PhraseHit<T>[] = []
      this.#at(text, start, found)
      const first = found[0]
      if (!first) {
        start++
        continue
      }
      const values = found.filter((hit) => hit.end === first.end).map((hit) => hit.value)
      hits.push({ start, end: first.end, value: values })
      start = first.end
    }
    return hits
  }

  #at(text: string, start: number, hits: PhraseHit<T>[]): void {
    this.#lists(text, start, (end, values) => {
      for (const value of values) hits.push({ start, end, value })
    })
  }

  #lists(text: string, start: number, found: (end: number, values: readonly T[]) => void): void {
    const begins = this.#begins[text.charCodeAt(start)] ?? 0
    if (begins & LONGER && start + 1 < text.length) {
      for (const length of this.#lengths.get(text.slice(start, start + 2)) ?? NONE) {
        if (start + length > text.length) continue
        const values = this.#values.get(text.slice(start, start + length))
        if (values) found(start + length, values)
      }
    }
    if (begins & ALONE) {
      const values = this.#values.get(text.charAt(start))
      if (values) found(start + 1, values)
    }
  }
}

const ALONE = 1
const LONGER = 2
const NONE: readonly number[] = []
