import { CIRCUMSTANCE } from './circumstance.ts'
import { CONCEPTS } from './concepts.ts'
import { isGlue } from './cut.ts'
import { commonnessOfWord } from './gist/gist.ts'
import type { Letter } from './letter.ts'
import { howFarTold, isInTitle, tellsMatter } from './matter-agreement.ts'
import { commonPart } from './side-by-side.ts'
import type { Token } from './tokens.ts'
import type { Weighed } from './vector.ts'

/** Titles with so many words in common are one sentence with something else put into it. */
const ONE_SENTENCE = 0.6
/** The same, where both have put something into it. */
const MUCH_THE_SAME = 0.5
/** Words of less weight are in too many letters. */
const TELLING = 2
/** The same of words for a known matter. */
const TELLING_MATTER = 1.5
/** So little of what a title tells counts as nothing told. */
const NOTHING = 0.2
/** A word that keeps company with everything tells of nothing. */
const COMMON = 0.3

/**
 * Whether two letters about one place say in their titles that they are about two matters: the titles are one sentence
 * into which something was put that the other letter does not tell, or each names a known matter that the other letter
 * does not tell anywhere, or what else than the place either title tells the other letter does not tell at all.
 */
export function areToldApart(a: Weighed, b: Weighed): boolean {
  const [mine, theirs] = [untold(a, b), untold(b, a)]
  if (!mine.any && !theirs.any) return false
  if (mine.matter && theirs.matter) return true
  if (mine.nothing && theirs.nothing) return true
  const common = commonPart(titleTokens(a.letter), titleTokens(b.letter))
  return common >= ONE_SENTENCE || (common >= MUCH_THE_SAME && mine.word && theirs.word)
}

const titleTokens = ({ tokens, title }: Letter) => tokens.filter(({ end }) => end <= title.length)

const isNamed = ({ start, end }: Token, { titleNames }: Letter) =>
  titleNames.some((name) => start >= name.start && end <= name.end)

/** What the title of `a` tells and `b` does not. */
interface Untold {
  /** A word for a known matter. */
  matter: boolean
  /** A word that tells of something. */
  word: boolean
  any: boolean
  /** Of all that is not in the other title either the other letter tells nothing. */
  nothing: boolean
}

function untold(a: Weighed, b: Weighed): Untold {
  let [matter, word, rest, told] = [false, false, 0, 0]
  for (const [term, entry] of a.vector.titleEntries) {
    if (CIRCUMSTANCE.has(term) || !tellsMatter(term, entry, b.vector)) continue
    const part = entry.weight * howFarTold(term, b.vector)
    const lacking = entry.weight - part
    const known = CONCEPTS.has(term)
    if (known && lacking >= TELLING_MATTER) matter = true
    if (lacking >= TELLING && (known || commonnessOfWord(term) < COMMON)) word = true
    if (isInTitle(term, b.vector)) continue
    rest += entry.weight
    told += part
  }
  const nothing = rest - told >= TELLING && told <= NOTHING * rest
  return { matter, word, nothing, any: matter || word || nothing || hasStrange(a.letter, b.letter) }
}

/** Characters of the title that make no word and stand in no name, of which the other letter has no two side by side. */
const hasStrange = (a: Letter, b: Letter) =>
  titleTokens(a).some(
    (token) =>
      token.level === null &&
      token.text.length > 1 &&
      ![...token.text].some(isGlue) &&
      !isNamed(token, a) &&
      !pairsOf(token.text).some((pair) => b.full.includes(pair)),
  )

const pairsOf = (text: string) => Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2))
