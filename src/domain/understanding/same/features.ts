import { gistLikeness } from './gist/gist.ts'
import type { Entry, Vector } from './vector.ts'

/** What two letters have in common, as numbers. All are symmetrical. */
export interface Features {
  /** Cosine over everyday words that stand in no name: what happened. 0..1 */
  matter: number
  /** Cosine over the matters that those words belong to, whichever word names them. 0..1 */
  concepts: number
  /** How alike the company is that the words of the matter keep, be they the same words or not. -1..1 */
  gist: number
  /** How much of the matter in each title the other letter tells too, mean of both ways. 0..1 */
  title: number
  /** How much of the matter in one title the other title tells too, of the better way. 0..1 */
  titles: number
  /** How many words of the matter both letters have, and of the matters these belong to. */
  shared: number
  /** Weight of the rare words of the matter that stand in both titles. */
  rare: number
  /** How many words of the matter stand in both titles. */
  words: number
  /** Weight of the shared names and other rare characters that stand in both titles. */
  anchors: number
  /** The same, of those that stand in one title and in the other letter. */
  anchorsHalf: number
  /** The part of the names in each title that the other letter lacks, of the letter that lacks less. 0..1 */
  strange: number
  /** The same, of the letter that lacks more. */
  strangest: number
  /** Cosine over all terms. 0..1 */
  all: number
}

/** Everyday words of less weight say nothing of the matter. */
const SAYS_NOTHING = 2.6
/** Where a letter has no word of the known matters, so much of the matter at large stands for them. */
const UNNAMED = 2
/** Names of less weight are in too many letters. */
const NAMES_FROM = 4

/** A word of the matter of so much weight stands in one letter of eighty. */
const RARE_FROM = 4.4

export function features(a: Vector, b: Vector): Features {
  const [short, long] = a.entries.size <= b.entries.size ? [a, b] : [b, a]
  let [dot, dotMatter, dotConcepts, shared, words, rare, anchors, anchorsHalf] = [0, 0, 0, 0, 0, 0, 0, 0]
  const loose: number[] = []
  for (const [term, entry] of short.entries) {
    const other = long.entries.get(term)
    if (!other) continue
    const product = entry.here * other.here
    dot += product
    if (entry.behind !== '' && entry.behind === other.behind) continue
    if (entry.matter && other.matter) {
      if (term.startsWith('#')) dotConcepts += product
      dotMatter += product
      shared++
      if (!entry.inTitle || !other.inTitle) continue
      if (entry.weight >= RARE_FROM) rare += entry.weight
      if (entry.weight >= SAYS_NOTHING && !term.startsWith('#')) words++
    } else if (entry.weight > NAMES_FROM && !entry.general) {
      const named = entry.named || other.named || besideOne(entry, other)
      if (entry.inTitle && other.inTitle) {
        if (named) anchors += entry.weight
        else loose.push(entry.weight)
      } else if (entry.inTitle || other.inTitle) anchorsHalf += entry.weight
    }
  }
  // One rare pair of characters alone may be chance (拉线); a name of three has two (金穗贷).
  if (loose.length > 1) for (const weight of loose) anchors += weight
  const matter = ratio(dotMatter, a.matterNorm * b.matterNorm)
  const [oneWay, otherWay] = [titleIn(a, b), titleIn(b, a)]
  return {
    matter,
    concepts:
      a.conceptsNorm * b.conceptsNorm > 0
        ? ratio(dotConcepts, a.conceptsNorm * b.conceptsNorm)
        : Math.min(1, UNNAMED * matter),
    all: ratio(dot, a.norm * b.norm),
    gist: gistLikeness(a.gist, b.gist),
    title: (oneWay.told + otherWay.told) / 2,
    titles: Math.max(oneWay.inTitle, otherWay.inTitle),
    strange: Math.min(oneWay.strange, otherWay.strange),
    strangest: Math.max(oneWay.strange, otherWay.strange),
    shared,
    rare,
    words,
    anchors,
    anchorsHalf,
  }
}

/** 紫荆 before 中央 in both letters is no chance. */
const besideOne = ({ beside }: Entry, other: Entry) =>
  beside !== undefined && [...beside].some((words) => other.beside?.has(words))

const ratio = (part: number, whole: number) => (whole > 0 ? Math.min(1, part / whole) : 0)

/** Of what the title of `a` tells, the parts that `b` tells too, that its title tells, and of names those it lacks. */
function titleIn(a: Vector, b: Vector): { told: number; inTitle: number; strange: number } {
  let [matter, told, inTitle, names, lacking] = [0, 0, 0, 0, 0]
  for (const [term, entry] of a.titleEntries) {
    const other = b.entries.get(term)
    if (other && entry.behind !== '' && entry.behind === other.behind) continue
    if (entry.matter && (other?.matter ?? true)) {
      if (entry.weight < SAYS_NOTHING) continue
      const weight = entry.weight * (term.startsWith('#') ? 1.5 : 1)
      matter += weight
      if (other) told += weight
      if (other?.inTitle) inTitle += weight
    } else if (entry.weight > NAMES_FROM && !entry.general) {
      names += entry.weight
      if (!other) lacking += entry.weight
    }
  }
  return { told: ratio(told, matter), inTitle: ratio(inTitle, matter), strange: ratio(lacking, names) }
}
