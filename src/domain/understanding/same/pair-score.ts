import { saysAgain } from './again.ts'
import { type Conflict, findConflict } from './conflicts.ts'
import { type Features, features } from './features.ts'
import type { Letter } from './letter.ts'
import { OTHER_MATTER, sameMatter, sigmoid } from './same-matter.ts'
import { commonPart } from './side-by-side.ts'
import { spotDoubt } from './spot-doubts.ts'
import { areToldApart } from './told-apart.ts'
import type { Weighed } from './vector.ts'

/** What is thought of two letters. */
export interface PairScore {
  /** 0..1: how likely they tell of one incident; 0 on a conflict. */
  score: number
  conflict: Conflict | null
  /** Their titles tell of two matters of one place: few such pairs may be in a group. */
  apart: boolean
  features: Features
}

/** From so much shared matter on the wording counts as copied. */
const COPIED = 0.62
/** Shared names weigh 6 to 8 each; more than so much says no more. */
const ANCHORS_ENOUGH = 20
/** Without a shared name where one of them names something: it may be the same kind of matter, never the same one. */
const ELSEWHERE = 0.25

/** From here on the wording is the same; names are then compared word by word. */
const ALMOST_THE_SAME = 0.75

export function scorePair(a: Weighed, b: Weighed): PairScore {
  const found = features(a.vector, b.vector)
  const score = likelihood(found, circumstances(a.letter, b.letter))
  if (score < WORTH_A_LOOK) return { score, conflict: null, apart: false, features: found }
  const conflict = findConflict(a.letter, b.letter, isCopy(found))
  if (conflict) return { score: 0, conflict, apart: false, features: found }
  if (score < WORTH_WEIGHING || (!a.letter.titled && !b.letter.titled))
    return { score, conflict: null, apart: false, features: found }
  const { likely, remade } = sameMatter(a, b, score, found.concepts)
  if (remade)
    return {
      score: 0,
      conflict: { rule: '改了事情', a: a.letter.title, b: b.letter.title },
      apart: false,
      features: found,
    }
  const apart = ofOnePlace(a, b, found) && areToldApart(a, b) && !isRepeated(a.letter, b.letter)
  return {
    score: Math.min(score, likely, apart ? OTHER_MATTER : 1),
    conflict: null,
    apart,
    features: found,
  }
}

/** Whether the wording is almost the same. */
export const isCopy = ({ matter, all }: Features): boolean => Math.max(matter, all) >= COPIED

/** Whether one of the titles names a place, or both have a name or a word for a place (南站) in common. */
const ofOnePlace = ({ letter: a }: Weighed, { letter: b }: Weighed, { anchors }: Features) =>
  anchors > 0 ||
  namesPlace(a, b) ||
  [...a.titleTerms].some((term) => PLACE.test(term) && b.titleTerms.has(term))

const PLACE = /[站校院园厂场馆店路街村镇桥湖河]$/

/** Whether one is the other sent again, whatever the titles. */
const isRepeated = (a: Letter, b: Letter) => commonPart(a.tokens, b.tokens) >= REPEATED

const REPEATED = 0.9

/** Below this no group comes of a pair. */
const WORTH_WEIGHING = 0.1
/** Below this the names are not compared. */
const WORTH_A_LOOK = 0.02

/** What is not in the words' weights. */
interface Circumstances {
  /** Days between the letters, null when not known. */
  days: number | null
  /** One of the titles names a place or body. */
  named: boolean
  /** Both came without a title: lines of a chat rather than letters. */
  lines: boolean
  /** Lines of a chat that may be of two spots. */
  doubted: boolean
  /** One of them says that it happened again. */
  again: boolean
}

function circumstances(a: Letter, b: Letter): Circumstances {
  const lines = [a, b].every(({ titled }) => !titled)
  const named = namesPlace(a, b)
  return {
    days: a.day === null || b.day === null ? null : Math.abs(a.day - b.day),
    named,
    // A long letter tells of many things that happened again.
    lines,
    again: lines && [a, b].some(({ full }) => saysAgain(full) !== null),
    doubted: lines && spotDoubt(a, b) !== null,
  }
}

/** Whether one of the titles names a place or body. */
const namesPlace = (...letters: readonly Letter[]) =>
  letters.some(({ titleNames }) => titleNames.some(({ kind }) => kind !== 'city' && kind !== 'district'))

/** After so many days a second break is one of its own. */
const MENDED_BY_THEN = 30

/**
 * Weights fitted to pairs of letters judged by hand (of one incident; of others at the same place; of the same kind of
 * matter elsewhere), then rounded and set a little by hand so that what happened counts for more than where.
 */
function likelihood(f: Features, { days, named, lines, again, doubted }: Circumstances): number {
  const anchors = Math.min(1, (f.anchors + f.anchorsHalf / 2) / ANCHORS_ENOUGH)
  const nameless = f.anchors + f.anchorsHalf === 0
  const sum =
    -5.6 +
    2 * Math.min(0.5, f.matter) +
    1.2 * f.title +
    1.4 * anchors -
    1 * f.strange -
    0.9 * f.strangest +
    2.5 * f.all +
    2.3 * f.concepts * Math.min(1, f.shared / 3) +
    0.4 * Math.log1p(f.shared) +
    4.5 * Math.max(0, f.gist) -
    1.8 * Math.min(1, (days ?? 60) / 365) -
    (again && (days ?? 0) > MENDED_BY_THEN ? 3 : 0) -
    (lines ? 1.2 : 0) -
    (nameless ? (f.rare > 0 && f.words > 1 ? 0.5 : 1.5) : 0)
  const score = sigmoid(sum)
  if (doubted) return Math.min(ELSEWHERE, score)
  const elsewhere =
    (f.gist < 0.3 && f.title < 0.1 && (f.matter < 0.1 || f.shared < 3)) ||
    f.strange > 0.99 ||
    (f.strangest > 0.99 && nameless && (named || f.rare === 0)) ||
    (lines && nameless)
  return elsewhere && f.all < ALMOST_THE_SAME ? Math.min(ELSEWHERE, score) : score
}
