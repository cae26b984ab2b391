import type { Bag } from './bags.ts'
import { type LinearModel, weightOf } from './model.ts'
import { type Sparse, Vocabulary } from './sparse.ts'
import { tellingWeights } from './telling.ts'
import { trainOneVsRest } from './train.ts'

export interface Course {
  bags: readonly Bag[]
  labels: Int32Array
  labelCount: number
  /** Features in all. */
  size: number
}

export interface TeachOptions {
  /** Cost of a mistake; larger fits closer. */
  c: number
  epochs: number
  seed: number
  /** Features in fewer rows than this are not looked at. */
  atLeast: number
}

/** The name of the feature that is always on; no run of characters has it. */
const ALWAYS = 'is always'
const ALWAYS_AMOUNT = 0.3

/** Weights by label, and what each feature counts; the last place of the weights is the one that is always on. */
export interface Taught {
  amounts: Float32Array
  weights: Float32Array[]
}

/** Learns from some of the rows. Deterministic. */
export function teach(course: Course, rows: Int32Array, options: TeachOptions): Taught {
  const { bags, labels, labelCount, size } = course
  const amounts = tellingWeights(bags, labels, labelCount, size, rows, options.atLeast)
  const vectors = Array.from(rows, (row) => vectorOf(bags[row], amounts, size))
  const own = Int32Array.from(rows, (row) => labels[row] ?? 0)
  return { amounts, weights: trainOneVsRest(vectors, own, labelCount, size + 1, options) }
}

/** Scores of one row by label. */
export function scoresBy({ amounts, weights }: Taught, bag: Bag | undefined, size: number): Float64Array {
  const { at, value } = vectorOf(bag, amounts, size)
  return Float64Array.from(weights, (column) => {
    let sum = 0
    for (let k = 0; k < at.length; k++) sum += (column[at[k] ?? 0] ?? 0) * (value[k] ?? 0)
    return sum
  })
}

/** The same with something added to each label's scores: it goes to the feature that is always on. */
export function withOffsets({ amounts, weights }: Taught, offsets: Float64Array): Taught {
  return {
    amounts,
    weights: weights.map((column, label) => {
      const moved = Float32Array.from(column)
      const last = moved.length - 1
      moved[last] = (moved[last] ?? 0) + (offsets[label] ?? 0) / ALWAYS_AMOUNT
      return moved
    }),
  }
}

function vectorOf(bag: Bag | undefined, amounts: Float32Array, size: number): Sparse {
  const length = bag?.at.length ?? 0
  const at = new Int32Array(length + 1)
  const value = new Float32Array(length + 1)
  let kept = 0
  let squares = 0
  for (let k = 0; k < length; k++) {
    const feature = bag?.at[k] ?? 0
    const amount = amounts[feature] ?? 0
    if (amount === 0) continue
    const weight = weightOf(bag?.count[k] ?? 1, amount)
    squares += weight * weight
    at[kept] = feature
    value[kept++] = weight
  }
  const norm = Math.sqrt(squares) || 1
  for (let k = 0; k < kept; k++) value[k] = (value[k] ?? 0) / norm
  at[kept] = size
  value[kept++] = ALWAYS_AMOUNT
  return { at: at.subarray(0, kept), value: value.subarray(0, kept) }
}

/**
 * What was taught as a model that reads features by name. Keeps the `most` features that weigh most for any label;
 * the others are forgotten, and with them the little they said.
 */
export function taughtModel(
  { amounts, weights }: Taught,
  names: readonly string[],
  labels: readonly string[],
  most: number,
  temperature: number,
): LinearModel {
  const top = Float64Array.from(names, (_, at) =>
    weights.reduce((max, column) => Math.max(max, Math.abs(column[at] ?? 0) * (amounts[at] ?? 0)), 0),
  )
  const floor = Float64Array.from(top).sort()[Math.max(0, names.length - most)] ?? 0
  const kept = names.flatMap((_, at) => ((top[at] ?? 0) > 0 && (top[at] ?? 0) >= floor ? [at] : []))
  const places = [...kept, names.length]
  const count = labels.length
  return {
    labels,
    vocabulary: new Vocabulary([...kept.map((at) => names[at] ?? ''), ALWAYS]),
    rarity: Float32Array.from([...kept.map((at) => amounts[at] ?? 0), 0]),
    row: Uint32Array.from({ length: places.length + 1 }, (_, i) => i * count),
    label: Uint16Array.from({ length: places.length * count }, (_, i) => i % count),
    weight: Float32Array.from(
      { length: places.length * count },
      (_, i) => weights[i % count]?.[places[Math.floor(i / count)] ?? 0] ?? 0,
    ),
    temperature,
  }
}

/** The signs a model of `taughtModel` reads every text with. */
export const ALWAYS_SIGN: ReadonlyMap<string, number> = new Map([[ALWAYS, ALWAYS_AMOUNT]])
