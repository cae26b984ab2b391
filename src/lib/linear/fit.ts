import { type Features, type LinearModel, weightOf } from './model.ts'
import { type Sparse, Vocabulary } from './sparse.ts'
import { trainOneVsRest } from './train.ts'

export interface Lesson {
  features: Features
  label: string
  /** How much a mistake on it costs; 1 when absent. */
  cost?: number
}

export interface FitOptions {
  /** Cost of a mistake; larger fits closer. */
  c: number
  epochs: number
  seed: number
  /** Runs in fewer lessons than this are left out. */
  atLeast: number
  /** Weights below this share of their label's largest are dropped. */
  prune: number
  temperature: number
  /** What another model says already for each lesson, by label. */
  offsets?: readonly Float64Array[]
}

/** Learns a model from lessons. Deterministic; labels in alphabetical order unless given. */
export function fitModel(
  lessons: readonly Lesson[],
  options: FitOptions,
  given?: readonly string[],
): LinearModel {
  const labels = given ?? [...new Set(lessons.map(({ label }) => label))].sort()
  const { vocabulary, rarity } = wordsOf(lessons, options.atLeast)
  const vectors = lessons.map(({ features }) => vectorOf(features, vocabulary, rarity))
  const weights = trainOneVsRest(
    vectors,
    Int32Array.from(lessons, ({ label }) => labels.indexOf(label)),
    labels.length,
    vocabulary.size,
    { ...options, costs: Float32Array.from(lessons, ({ cost }) => cost ?? 1) },
  )
  return {
    labels,
    vocabulary,
    rarity,
    temperature: options.temperature,
    ...rowsOf(weights, vocabulary.size, options.prune),
  }
}

/** The features of lessons and how rare each run is. */
export function wordsOf(
  lessons: readonly Lesson[],
  atLeast: number,
): { vocabulary: Vocabulary; rarity: Float32Array } {
  const found = new Map<string, number>()
  const signs = new Set<string>()
  for (const { features } of lessons) {
    for (const name of features.runs.keys()) found.set(name, (found.get(name) ?? 0) + 1)
    for (const name of features.signs.keys()) signs.add(name)
  }
  const kept = [...found].filter(([, count]) => count >= atLeast)
  const vocabulary = new Vocabulary(kept.map(([name]) => name))
  const runs = vocabulary.size
  for (const name of signs) vocabulary.add(name)
  const rarity = new Float32Array(vocabulary.size)
  for (let i = 0; i < runs; i++) rarity[i] = Math.log(lessons.length / (kept[i]?.[1] ?? 1)) + 1
  return { vocabulary, rarity }
}

/** Features as a sparse vector: the runs first, brought to length one together, then the signs. */
export function vectorOf({ runs, signs }: Features, vocabulary: Vocabulary, rarity: Float32Array): Sparse {
  const at: number[] = []
  const value: number[] = []
  let squares = 0
  for (const [name, count] of runs) {
    const position = vocabulary.of(name)
    if (position === -1) continue
    const amount = weightOf(count, rarity[position] ?? 0)
    squares += amount * amount
    at.push(position)
    value.push(amount)
  }
  const length = Math.sqrt(squares) || 1
  const vector = value.map((amount) => amount / length)
  for (const [name, amount] of signs) {
    const position = vocabulary.of(name)
    if (position === -1) continue
    at.push(position)
    vector.push(amount)
  }
  return { at: Int32Array.from(at), value: Float32Array.from(vector) }
}

/** Keeps the weights that matter, row by row. */
function rowsOf(
  weights: readonly Float32Array[],
  size: number,
  prune: number,
): Pick<LinearModel, 'row' | 'label' | 'weight'> {
  const floors = weights.map((column) => column.reduce((top, w) => Math.max(top, Math.abs(w)), 0) * prune)
  const row = new Uint32Array(size + 1)
  const label: number[] = []
  const weight: number[] = []
  for (let at = 0; at < size; at++) {
    weights.forEach((column, l) => {
      const value = column[at] ?? 0
      if (value === 0 || Math.abs(value) < (floors[l] ?? 0)) return
      label.push(l)
      weight.push(value)
    })
    row[at + 1] = label.length
  }
  return { row, label: Uint16Array.from(label), weight: Float32Array.from(weight) }
}
