import { CONCEPTS } from './concepts.ts'
import { rarityOf } from './cut.ts'
import { type Gist, gistOf } from './gist/gist.ts'
import type { Letter } from './letter.ts'
import { isSuffix } from './names.ts'
import type { Weights } from './weights.ts'

/** A letter with its weights. */
export interface Weighed {
  letter: Letter
  vector: Vector
}

/** One term of a letter, weighed. */
export interface Entry {
  /** What the term tells in general. */
  weight: number
  /** What it tells here, by how often it stands here. */
  here: number
  inTitle: boolean
  /** An everyday word that stands in no name of this letter. */
  matter: boolean
  /** It stands in a name. */
  named: boolean
  /** What it stands beside, if it is no everyday word. */
  beside: ReadonlySet<string> | undefined
  /** A word that names of many places have: 驾校, 绿地. */
  general: boolean
  /** The characters of a name that it always stands right behind, or nothing. */
  behind: string
}

/** A letter as weights, made once, so that comparing two is a walk over the shorter one. */
export interface Vector {
  entries: ReadonlyMap<string, Entry>
  titleEntries: readonly (readonly [term: string, entry: Entry])[]
  norm: number
  matterNorm: number
  conceptsNorm: number
  /** What the words of the matter are about, be they the same ones or not. */
  gist: Gist
}

export function vectorOf(letter: Letter, weights: Weights): Vector {
  const entries = new Map<string, Entry>()
  let [norm, matterNorm, conceptsNorm] = [0, 0, 0]
  for (const [term, count] of letter.terms) {
    const weight = weights.of(term)
    if (weight === 0) continue
    const matter = rarityOf(term) !== null && !letter.nameTerms.has(term)
    const here = (1 + Math.log(count)) * weight * (term.startsWith('#') ? MATTER_COUNTS : 1)
    norm += here * here
    if (matter) matterNorm += here * here
    if (matter && term.startsWith('#')) conceptsNorm += here * here
    entries.set(term, {
      weight,
      here,
      inTitle: letter.titleTerms.has(term),
      matter,
      named: letter.nameTerms.has(term),
      beside: letter.beside.get(term),
      general: CONCEPTS.has(term) || isSuffix(term),
      behind: letter.behind.get(term) ?? '',
    })
  }
  return {
    entries,
    titleEntries: [...entries].filter(([, entry]) => entry.inTitle),
    norm: Math.sqrt(norm),
    matterNorm: Math.sqrt(matterNorm),
    conceptsNorm: Math.sqrt(conceptsNorm),
    gist: gistOf([...entries].flatMap(([word, { matter, here }]) => (matter ? [[word, here] as const] : []))),
  }
}

/** A matter named by whichever of its words tells more than one word. */
const MATTER_COUNTS = 1.5
