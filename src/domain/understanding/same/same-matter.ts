import { areOtherMatters, reworked, titleMatter } from './matter-agreement.ts'
import type { Weighed } from './vector.ts'

/** What letters are worth whose titles tell of two matters: only others can bring them into one group. */
export const OTHER_MATTER = 0.2
/** Below this nobody asks whether one was made from the other. */
const WORTH_LAYING_SIDE_BY_SIDE = 0.3
/** From so much on a letter was made anew of the other, and less likely than this it is of the same matter. */
const ANEW = 0.5
const REMADE = 0.1

/**
 * Letters about one place mostly tell of several matters: how likely it is that two tell of one, and whether one is
 * the other made anew for another matter. `score` is what is thought of them otherwise. Fitted to pairs about one
 * place, judged by hand, then rounded.
 */
export function sameMatter(
  a: Weighed,
  b: Weighed,
  score: number,
  concepts: number,
): { likely: number; remade: boolean } {
  if (areOtherMatters(a.vector, b.vector)) return { likely: OTHER_MATTER, remade: false }
  const { told, apart } = titleMatter(a.vector, b.vector)
  const sum = 0.56 * Math.log(score / (1 - score)) + 2.9 * concepts + 1.05 * told - 1.1
  if (apart === 0 || score < WORTH_LAYING_SIDE_BY_SIDE) return { likely: sigmoid(sum), remade: false }
  const anew = apart * reworked(a.letter, b.letter)
  const likely = sigmoid(sum - 6 * anew)
  return { likely, remade: anew >= ANEW && likely < REMADE }
}

export const sigmoid = (sum: number) => 1 / (1 + Math.exp(-sum))
