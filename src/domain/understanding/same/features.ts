import { rarityOf } from './cut.ts'
import type { Letter } from './letter.ts'
import type { Weights } from './weights.ts'

/** What two letters have in common, as numbers. All are symmetrical. */
export interface Features {
  /** Cosine over everyday words that stand in no name: what happened. 0..1 */
  matter: number
  /** How much of the rarer title's matter the other letter tells too, mean of both ways. 0..1 */
  title: number
  /** The same, of the better way. */
  titleBest: number
  /** Weight of the shared names and other rare characters that stand in both titles. */
  anchors: number
  /** The same, of those that stand in one title and in the other letter. */
  anchorsHalf: number
  /** Cosine over all terms. 0..1 */
  all: number
  /** Days between them; null when not known. */
  days: number | null
}

/** Everyday words of a level so low say nothing of the matter. */
const SAYS_NOTHING = 3.2

export function features(a: Letter, b: Letter, weights: Weights): Features {
  let [dot, dotMatter, normA, normB, matterA, matterB] = [0, 0, 0, 0, 0, 0]
  let [anchors, anchorsHalf] = [0, 0]
  const isMatter = (term: string) => isMatterTerm(term) && !a.nameTerms.has(term) && !b.nameTerms.has(term)
  for (const [term, count] of a.terms) {
    const weight = weights.of(term)
    const matter = isMatter(term)
    const inA = (1 + Math.log(count)) * weight
    normA += inA * inA
    if (matter) matterA += inA * inA
    const other = b.terms.get(term)
    if (other === undefined) continue
    const inB = (1 + Math.log(other)) * weight
    dot += inA * inB
    if (matter) dotMatter += inA * inB
    else if (weight > 4) {
      const titles = Number(a.titleTerms.has(term)) + Number(b.titleTerms.has(term))
      if (titles === 2) anchors += weight
      else if (titles === 1) anchorsHalf += weight
    }
  }
  for (const [term, count] of b.terms) {
    const inB = (1 + Math.log(count)) * weights.of(term)
    normB += inB * inB
    if (isMatter(term)) matterB += inB * inB
  }
  const ways = [coverage(a, b, isMatter, weights), coverage(b, a, isMatter, weights)]
  return {
    matter: cosine(dotMatter, matterA, matterB),
    all: cosine(dot, normA, normB),
    title: ((ways[0] ?? 0) + (ways[1] ?? 0)) / 2,
    titleBest: Math.max(...ways),
    anchors,
    anchorsHalf,
    days: a.day === null || b.day === null ? null : Math.abs(a.day - b.day),
  }
}

const cosine = (dot: number, a: number, b: number) => (a > 0 && b > 0 ? dot / Math.sqrt(a * b) : 0)

const isMatterTerm = (term: string) => rarityOf(term) !== null

/** Of the weight of the matter in the title of `a` the part that `b` tells too. */
function coverage(a: Letter, b: Letter, isMatter: (term: string) => boolean, weights: Weights): number {
  let [all, told] = [0, 0]
  for (const term of a.titleTerms) {
    const weight = weights.of(term)
    if (weight < SAYS_NOTHING || !isMatter(term)) continue
    all += weight
    if (b.terms.has(term)) told += weight
  }
  return all > 0 ? told / all : 0
}
