import { CONCEPTS } from './concepts.ts'
import { gistLikenessOfWords } from './gist/gist.ts'
import type { Letter } from './letter.ts'
import { sideBySide } from './side-by-side.ts'
import type { Entry, Vector } from './vector.ts'

/** Everyday words of less weight say nothing of the matter. */
const SAYS_NOTHING = 2.6
/** Who is disturbed by anything says so. */
const ANY_TROUBLE: ReadonlySet<string> = new Set(['扰民', '#夜间'])

/** How far the matter in each title is told by the other letter, of the letter that tells less; 0..1. */
export function toldOfTitles(a: Vector, b: Vector): number {
  return Math.min(toldOf(a, b), toldOf(b, a))
}

/**
 * Of the matter in the title of `a` the part that `b` tells. A word for a known matter is told by the words for the same
 * matter alone: smoke and noise keep the same company, but they are two matters.
 */
function toldOf(a: Vector, b: Vector): number {
  let [all, told] = [0, 0]
  for (const [term, entry] of a.titleEntries) {
    if (!tellsMatter(term, entry, b)) continue
    all += entry.weight
    told += entry.weight * howFarTold(term, b)
  }
  return all > 0 ? told / all : 0.5
}

function tellsMatter(term: string, entry: Entry, b: Vector): boolean {
  if (term.startsWith('#') || !entry.matter || entry.weight < SAYS_NOTHING || ANY_TROUBLE.has(term)) return false
  return entry.behind === '' || entry.behind !== b.entries.get(term)?.behind
}

/**
 * The known matters of both titles, where each letter tells nothing of those in the other's; null where one title has
 * none or they meet anywhere.
 */
export function otherMatter(a: Vector, b: Vector): { a: string; b: string } | null {
  const [mine, theirs] = [mattersOfTitle(a), mattersOfTitle(b)]
  if (mine.length === 0 || theirs.length === 0) return null
  if (mine.some((matter) => b.entries.has(matter)) || theirs.some((matter) => a.entries.has(matter)))
    return null
  return { a: mine.join(), b: theirs.join() }
}

/** A matter of less weight is in every other letter. */
const MATTER_FROM = 1.5

const mattersOfTitle = ({ titleEntries }: Vector): string[] =>
  titleEntries.flatMap(([term, { matter, weight }]) =>
    term.startsWith('#') && matter && weight > MATTER_FROM ? [term] : [],
  )

/** A word that keeps much the same company as one of the other letter's tells part of the same. */
const COMPANY = 0.7

function howFarTold(term: string, b: Vector): number {
  const matter = CONCEPTS.get(term)
  if (b.entries.has(term) || (matter !== undefined && b.entries.has(matter))) return 1
  if (matter !== undefined) return 0
  let nearest = 0
  for (const [word, { matter: own, weight }] of b.entries)
    if (own && weight > 2 && !word.startsWith('#')) nearest = Math.max(nearest, gistLikenessOfWords(term, word))
  return COMPANY * Math.max(0, Math.min(1, (nearest - 0.4) / 0.5))
}

/**
 * How far the wording is partly the same, 0..1: more than chance and less than a copy. Two people never write so by
 * chance: one letter was made from the other, and what it was made anew for stands in the words that differ.
 */
export function reworked(a: Letter, b: Letter): number {
  const { common } = sideBySide(a.tokens, b.tokens)
  return Math.max(0, Math.min(1, (common - 0.15) / 0.25)) * Math.max(0, Math.min(1, (0.95 - common) / 0.15))
}
