import { type Conflict, findConflict } from './conflicts.ts'
import { type Features, features } from './features.ts'
import type { Letter } from './letter.ts'
import type { Weights } from './weights.ts'

/** What is thought of two letters. */
export interface PairScore {
  /** 0..1: how likely they tell of one incident; 0 on a conflict. */
  score: number
  conflict: Conflict | null
  features: Features
}

/** From so much shared matter on the wording counts as copied. */
const COPIED = 0.62
/** Anchors weigh about 8 each; more than two say no more. */
const ANCHORS_ENOUGH = 18

export function scorePair(a: Letter, b: Letter, weights: Weights): PairScore {
  const found = features(a, b, weights)
  const copied = found.matter >= COPIED
  const conflict = findConflict(a, b, copied)
  return { score: conflict ? 0 : likelihood(found), conflict, features: found }
}

function likelihood(f: Features): number {
  const anchors = Math.min(ANCHORS_ENOUGH, f.anchors + f.anchorsHalf / 2) / ANCHORS_ENOUGH
  const time = f.days === null ? 0 : -Math.min(1, f.days / 365)
  const sum =
    -5.6 +
    9 * Math.min(0.6, f.matter) +
    3 * f.title +
    1 * f.titleBest +
    2.6 * anchors +
    3 * Math.max(0, f.matter - 0.4) +
    2.5 * f.all +
    0.8 * time
  return 1 / (1 + Math.exp(-sum))
}
