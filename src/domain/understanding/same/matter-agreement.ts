import { CONCEPTS } from './concepts.ts'
import { gistLikenessOfWords } from './gist/gist.ts'
import type { Letter } from './letter.ts'
import { commonPart } from './side-by-side.ts'
import type { Entry, Vector } from './vector.ts'

/** Everyday words of less weight say nothing of the matter. */
const SAYS_NOTHING = 2.6
/** Who is disturbed by anything says so. */
const ANY_TROUBLE: ReadonlySet<string> = new Set(['扰民', '#夜间'])

/** What the matter in the titles says of two letters. */
export interface TitleMatter {
  /** How far the matter in a title is told by the other letter, of the letter that tells less; 0..1. */
  told: number
  /** How much the titles differ in what the other letter does not tell, 0..1; words that both titles have are left out. */
  apart: number
}

/** From so much weight on a word that the other letter lacks is another matter. */
const LACKING_ENOUGH = 6

export function titleMatter(a: Vector, b: Vector): TitleMatter {
  const [mine, theirs] = [toldOf(a, b), toldOf(b, a)]
  const lacking = Math.max(mine.lacking, theirs.lacking)
  return {
    told: Math.min(mine.told, theirs.told),
    apart: (Math.min(1, lacking / LACKING_ENOUGH) + 1 - Math.min(mine.toldOfRest, theirs.toldOfRest)) / 2,
  }
}

/**
 * Of the matter in the title of `a` the part that `b` tells, and of that which is in no title of `b`, with its weight.
 * A word for a known matter is told by the words for the same matter alone: smoke and noise keep the same company, but
 * they are two matters.
 */
function toldOf(a: Vector, b: Vector): { told: number; toldOfRest: number; lacking: number } {
  let [all, told, rest, toldOfRest] = [0, 0, 0, 0]
  for (const [term, entry] of a.titleEntries) {
    if (!tellsMatter(term, entry, b)) continue
    const part = entry.weight * howFarTold(term, b)
    all += entry.weight
    told += part
    if (isInTitle(term, b)) continue
    rest += entry.weight
    toldOfRest += part
  }
  return {
    told: all > 0 ? told / all : 0.5,
    toldOfRest: rest > 0 ? toldOfRest / rest : 1,
    lacking: rest - toldOfRest,
  }
}

/** Whether a word, or another for the same matter, stands in a letter's title. */
export const isInTitle = (term: string, { entries }: Vector) =>
  entries.get(term)?.inTitle === true || entries.get(CONCEPTS.get(term) ?? '')?.inTitle === true

/** Whether a word of a title tells of the matter. */
export function tellsMatter(term: string, entry: Entry, b: Vector): boolean {
  if (term.startsWith('#') || !entry.matter || entry.weight < SAYS_NOTHING || ANY_TROUBLE.has(term))
    return false
  return entry.behind === '' || entry.behind !== b.entries.get(term)?.behind
}

/** Whether both titles tell of known matters and neither letter tells anything of those in the other's title. */
export function areOtherMatters(a: Vector, b: Vector): boolean {
  const [mine, theirs] = [mattersOfTitle(a), mattersOfTitle(b)]
  return (
    mine.length > 0 &&
    theirs.length > 0 &&
    !mine.some((matter) => b.entries.has(matter)) &&
    !theirs.some((matter) => a.entries.has(matter))
  )
}

/** A matter of less weight is in every other letter. */
const MATTER_FROM = 1.5

const mattersOfTitle = ({ titleEntries }: Vector): string[] =>
  titleEntries.flatMap(([term, { matter, weight }]) =>
    term.startsWith('#') && matter && weight > MATTER_FROM ? [term] : [],
  )

/** A word that keeps much the same company as one of the other letter's tells part of the same. */
const COMPANY = 0.7

/** How far a letter tells what a word tells, 0..1. */
export function howFarTold(term: string, b: Vector): number {
  const matter = CONCEPTS.get(term)
  if (b.entries.has(term) || (matter !== undefined && b.entries.has(matter))) return 1
  if (matter !== undefined) return 0
  let nearest = 0
  for (const [word, { matter: own, weight }] of b.entries)
    if (own && weight > 2 && !word.startsWith('#'))
      nearest = Math.max(nearest, gistLikenessOfWords(term, word))
  return COMPANY * Math.max(0, Math.min(1, (nearest - 0.4) / 0.5))
}

/**
 * How far the wording is partly the same, 0..1: more than chance and less than a copy. Two people never write so by
 * chance: one letter was made from the other, and what it was made anew for stands in the words that differ.
 */
export function reworked(a: Letter, b: Letter): number {
  const common = commonPart(a.tokens, b.tokens)
  return (
    Math.max(0, Math.min(1, (common - BY_CHANCE) / 0.25)) * Math.max(0, Math.min(1, (0.95 - common) / 0.15))
  )
}

/** So much of the wording any two letters about one place have in common. */
const BY_CHANCE = 0.15
