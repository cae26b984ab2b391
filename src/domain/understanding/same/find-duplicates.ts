import { candidatePairs } from './candidates.ts'
import { type Edge, joinGroups } from './clusters.ts'
import { type Letter, type Message, readLetter } from './letter.ts'
import { isCopy, type PairScore, scorePair } from './pair-score.ts'
import { Rivals } from './rivals.ts'
import { vectorOf, type Weighed } from './vector.ts'
import { Weights } from './weights.ts'

/** Two letters of one incident. */
export interface Duplicate {
  a: string
  b: string
  /** 0..1 */
  score: number
}

/** From here on a pair is sure enough to start a group. */
const SURE = 0.5

/**
 * Finds the letters that tell of one incident: every pair of every group, in the order of the letters. Pure; the cost
 * grows with the number of letters, not with that of their pairs.
 */
export function findDuplicates(messages: readonly Message[]): Duplicate[] {
  const letters = messages.map(readLetter)
  const weights = new Weights(letters)
  const rivals = new Rivals()
  const alone = remembering(letters.map((letter) => ({ letter, vector: vectorOf(letter, weights) })))
  const edges: Edge[] = []
  for (const [a, b] of candidatePairs(letters, weights)) {
    const { score, conflict, features } = alone(a, b)
    if (score >= SURE) edges.push({ a, b, score })
    const [one, two] = [letters[a], letters[b]]
    if (conflict && one && two && isCopy(features)) rivals.learn(one, two)
  }
  const judge = (a: number, b: number): PairScore => {
    const found = alone(a, b)
    const [one, two] = [letters[a], letters[b]]
    const conflict = !found.conflict && one && two ? rivals.between(one, two) : null
    return conflict ? { ...found, score: 0, conflict } : found
  }
  const groups = joinGroups(
    letters.length,
    edges.filter(({ a, b }) => judge(a, b).conflict === null),
    (a, b) => {
      const { score, conflict, apart } = judge(a, b)
      return { score, conflict: conflict !== null, apart }
    },
  )
  return groups.flatMap((group) => pairsOf(group, letters, judge))
}

function pairsOf(
  group: readonly number[],
  letters: readonly Letter[],
  judge: (a: number, b: number) => PairScore,
): Duplicate[] {
  return group.flatMap((a, i) =>
    group.slice(i + 1).flatMap((b) => {
      const [one, two] = [letters[a], letters[b]]
      if (!one || !two || one.id === two.id) return []
      const { score, conflict } = judge(a, b)
      return conflict ? [] : [{ a: one.id, b: two.id, score: Math.round(score * 1000) / 1000 }]
    }),
  )
}

function remembering(letters: readonly Weighed[]): (a: number, b: number) => PairScore {
  const known = new Map<number, PairScore>()
  return (a, b) => {
    const [low, high] = a < b ? [a, b] : [b, a]
    const key = low * letters.length + high
    const before = known.get(key)
    if (before) return before
    const [one, two] = [letters[low], letters[high]]
    if (!one || !two) throw new RangeError(`No letter at ${low} or ${high}`)
    const score = scorePair(one, two)
    known.set(key, score)
    return score
  }
}
