import { type FitOptions, type Lesson, vectorOf, wordsOf } from './fit.ts'
import type { LinearModel } from './model.ts'
import type { Sparse } from './sparse.ts'
import { trainOneVsRest } from './train.ts'

/** A lesson whose words may mean more or less in its contexts than elsewhere. */
export interface ContextLesson extends Lesson {
  contexts: readonly string[]
}

/** What is true of words wherever they stand. */
const ANYWHERE = '*'

/** Name of a label's scores in one context. */
const labelIn = (context: string, label: string) => `${context}|${label}`

/**
 * Learns what runs say for each label, anywhere and beside that in each context (after Daumé 2007, "Frustratingly
 * easy domain adaptation"). The model's labels are those of all contexts; `scoresIn` sums what bears on a case.
 */
export function fitInContexts(
  lessons: readonly ContextLesson[],
  options: FitOptions,
  labels: readonly string[],
): LinearModel {
  const { vocabulary, rarity } = wordsOf(lessons, options.atLeast)
  const plain = lessons.map(({ features }) => vectorOf(features, vocabulary, rarity))
  const contexts = [...new Set(lessons.flatMap((lesson) => lesson.contexts))].sort()
  const pairs = new PairIds(vocabulary.size, options.atLeast)
  const runs = (vector: Sparse) => vector.at.filter((at) => (rarity[at] ?? 0) > 0)
  lessons.forEach((lesson, i) => {
    for (const context of lesson.contexts)
      for (const at of runs(plain[i] ?? NOTHING)) pairs.see(contexts.indexOf(context), at)
  })
  pairs.number()
  const vectors = lessons.map((lesson, i) =>
    withPairs(
      plain[i] ?? NOTHING,
      lesson.contexts.map((context) => contexts.indexOf(context)),
      rarity,
      pairs,
    ),
  )
  const weights = trainOneVsRest(
    vectors,
    Int32Array.from(lessons, ({ label }) => labels.indexOf(label)),
    labels.length,
    pairs.size,
    { ...options, costs: Float32Array.from(lessons, ({ cost }) => cost ?? 1) },
  )
  const places = [ANYWHERE, ...contexts]
  const rows = pairs.rows()
  const floors = weights.map(
    (column) => column.reduce((top, w) => Math.max(top, Math.abs(w)), 0) * options.prune,
  )
  const row = new Uint32Array(vocabulary.size + 1)
  const label: number[] = []
  const weight: number[] = []
  rows.forEach((ids, at) => {
    for (const [place, id] of ids)
      weights.forEach((column, l) => {
        const value = column[id] ?? 0
        if (value === 0 || Math.abs(value) < (floors[l] ?? 0)) return
        label.push(place * labels.length + l)
        weight.push(value)
      })
    row[at + 1] = label.length
  })
  return {
    labels: places.flatMap((context) => labels.map((name) => labelIn(context, name))),
    vocabulary,
    rarity,
    row,
    label: Uint16Array.from(label),
    weight: Float32Array.from(weight),
    temperature: options.temperature,
  }
}

/** The score of each label in these contexts, out of the scores of a model of `fitInContexts`. */
export function scoresIn(
  model: Pick<LinearModel, 'labels'>,
  scores: Float64Array,
  contexts: readonly string[],
  labels: readonly string[],
): Float64Array {
  const begins = beginsOf(model.labels)
  const sums = new Float64Array(labels.length)
  for (const context of [ANYWHERE, ...contexts]) {
    const begin = begins.get(context)
    if (begin === undefined) continue
    for (let l = 0; l < sums.length; l++) sums[l] = (sums[l] ?? 0) + (scores[begin + l] ?? 0)
  }
  return sums
}

const known = new WeakMap<readonly string[], ReadonlyMap<string, number>>()

/** Where the labels of each context begin. */
function beginsOf(labels: readonly string[]): ReadonlyMap<string, number> {
  const before = known.get(labels)
  if (before) return before
  const begins = new Map<string, number>()
  labels.forEach((name, at) => {
    const context = name.slice(0, name.lastIndexOf('|'))
    if (!begins.has(context)) begins.set(context, at)
  })
  known.set(labels, begins)
  return begins
}

const NOTHING: Sparse = { at: new Int32Array(0), value: new Float32Array(0) }

/** The vector with its runs once more for each context. */
function withPairs(plain: Sparse, contexts: readonly number[], rarity: Float32Array, pairs: PairIds): Sparse {
  const at = [...plain.at]
  const value = [...plain.value]
  for (const context of contexts)
    plain.at.forEach((run, i) => {
      const id = (rarity[run] ?? 0) > 0 ? pairs.of(context, run) : -1
      if (id === -1) return
      at.push(id)
      value.push(plain.value[i] ?? 0)
    })
  return { at: Int32Array.from(at), value: Float32Array.from(value) }
}

/** Numbers of the pairs of context and run that are met often enough; the runs' own numbers come first. */
class PairIds {
  readonly #count = new Map<number, number>()
  readonly #ids = new Map<number, number>()
  readonly #runs: number
  readonly #atLeast: number

  constructor(runs: number, atLeast: number) {
    this.#runs = runs
    this.#atLeast = atLeast
  }

  see(context: number, run: number): void {
    const key = context * this.#runs + run
    this.#count.set(key, (this.#count.get(key) ?? 0) + 1)
  }

  number(): void {
    for (const [key, count] of this.#count)
      if (count >= this.#atLeast) this.#ids.set(key, this.#runs + this.#ids.size)
  }

  get size(): number {
    return this.#runs + this.#ids.size
  }

  of(context: number, run: number): number {
    return this.#ids.get(context * this.#runs + run) ?? -1
  }

  /** By run: its number anywhere and in each context, contexts in order. */
  rows(): [place: number, id: number][][] {
    const rows: [number, number][][] = Array.from({ length: this.#runs }, (_, run) => [[0, run]])
    for (const [key, id] of this.#ids) rows[key % this.#runs]?.push([Math.floor(key / this.#runs) + 1, id])
    for (const row of rows) row.sort((a, b) => a[0] - b[0])
    return rows
  }
}
