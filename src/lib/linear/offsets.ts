import { figuresFor } from './figures.ts'

const STEPS = [-0.15, -0.1, -0.05, 0.05, 0.1, 0.15]
const ROUNDS = 2
/** What an offset must gain before it is taken: less is chance. */
const WORTH = 0.0005

/**
 * Offsets to the scores of the labels that raise macro-F1 on held-out rows: one machine a label against all others
 * finds small labels too seldom.
 */
export function fitOffsets(
  scores: readonly Float64Array[],
  truth: ArrayLike<number>,
  labels: readonly string[],
): Float64Array {
  const offsets = new Float64Array(labels.length)
  let best = macroF1(scores, truth, labels, offsets)
  for (let round = 0; round < ROUNDS; round++)
    for (let label = 0; label < labels.length; label++) {
      const before = offsets[label] ?? 0
      let taken = before
      for (const step of STEPS) {
        offsets[label] = step
        const reached = macroF1(scores, truth, labels, offsets)
        if (reached < best + WORTH) continue
        best = reached
        taken = step
      }
      offsets[label] = taken
    }
  return offsets
}

function macroF1(
  scores: readonly Float64Array[],
  truth: ArrayLike<number>,
  labels: readonly string[],
  offsets: Float64Array,
): number {
  const guess = scores.map((row) => highest(row, offsets))
  return figuresFor(labels, truth, guess).macroF1
}

/** Where the highest score stands, the offsets added. */
export function highest(scores: Float64Array, offsets: Float64Array): number {
  let best = 0
  for (let l = 1; l < scores.length; l++)
    if ((scores[l] ?? 0) + (offsets[l] ?? 0) > (scores[best] ?? 0) + (offsets[best] ?? 0)) best = l
  return best
}
