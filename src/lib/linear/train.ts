import { seeded, shuffle } from './random.ts'
import type { Sparse } from './sparse.ts'

export interface TrainingOptions {
  /** Cost of a mistake; larger fits closer. */
  c: number
  epochs: number
  seed: number
  /** Cost of a mistake on one example, times `c`. */
  costs?: Float32Array
  /** How much more a missed example of a label costs than a false one; by label, 1 when absent. */
  positive?: readonly number[]
  /** What another model says already for each example, by label: only what is missing to it is learned. */
  offsets?: readonly Float64Array[]
}

/**
 * One linear machine a label against all others: squared hinge loss with L2 penalty, by dual coordinate descent
 * (Hsieh et al. 2008, as in LIBLINEAR). Returns the weights by label, each `dimension` long, without a bias: let
 * a feature be always on for one. Deterministic.
 */
export function trainOneVsRest(
  examples: readonly Sparse[],
  labels: Int32Array,
  count: number,
  dimension: number,
  options: TrainingOptions,
): Float32Array[] {
  const norms = Float64Array.from(examples, ({ value }) => value.reduce((sum, v) => sum + v * v, 0))
  return Array.from({ length: count }, (_, label) =>
    machine(examples, labels, label, dimension, norms, options),
  )
}

function machine(
  examples: readonly Sparse[],
  labels: Int32Array,
  label: number,
  dimension: number,
  norms: Float64Array,
  { c, epochs, seed, costs, positive, offsets }: TrainingOptions,
): Float32Array {
  const weights = new Float32Array(dimension)
  const alpha = new Float64Array(examples.length)
  const order = Int32Array.from(examples, (_, i) => i)
  const random = seeded(seed + label)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    let largest = 0
    for (const i of order) {
      const example = examples[i]
      if (!example) continue
      const sign = labels[i] === label ? 1 : -1
      const cost = c * (costs?.[i] ?? 1) * (sign > 0 ? (positive?.[label] ?? 1) : 1)
      const damp = 0.5 / cost
      const old = alpha[i] ?? 0
      const gradient = sign * (dot(weights, example) + (offsets?.[i]?.[label] ?? 0)) - 1 + old * damp
      if (old === 0 && gradient >= 0) continue
      largest = Math.max(largest, Math.abs(gradient))
      const next = Math.max(0, old - gradient / ((norms[i] ?? 0) + damp))
      alpha[i] = next
      addScaled(weights, example, (next - old) * sign)
    }
    if (largest < 0.01) break
  }
  return weights
}

function dot(weights: Float32Array, { at, value }: Sparse): number {
  let sum = 0
  for (let k = 0; k < at.length; k++) sum += (weights[at[k] as number] as number) * (value[k] as number)
  return sum
}

function addScaled(weights: Float32Array, { at, value }: Sparse, scale: number): void {
  if (scale === 0) return
  for (let k = 0; k < at.length; k++) {
    const position = at[k] as number
    weights[position] = (weights[position] as number) + scale * (value[k] as number)
  }
}
