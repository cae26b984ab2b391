import { CONCEPTS } from './concepts.ts'
import { WORDS_BY_RARITY } from './word-counts.ts'

/** A stretch of plain text: an everyday word, or characters that make none (mostly part of a name). */
export interface Piece {
  start: number
  end: number
  text: string
  /** How rare the word is: one letter in 2^level has it. Null for what is no everyday word. */
  level: number | null
}

const LONGEST = 4
/** The level of codes of cities and districts. */
export const CODE_LEVEL = 0
/** The level of words that were too rare to be counted. */
const UNCOUNTED = 10

const LEVELS: ReadonlyMap<string, number> = (() => {
  const levels = new Map<string, number>()
  for (const [level, words] of Object.entries(WORDS_BY_RARITY))
    for (const word of words.split(' ')) levels.set(word, Number(level))
  for (const word of CONCEPTS.keys()) if (!levels.has(word)) levels.set(word, UNCOUNTED)
  // A matter is told about as often as all its words together.
  const shares = new Map<string, number>()
  for (const [word, matter] of CONCEPTS)
    shares.set(matter, (shares.get(matter) ?? 0) + 2 ** -(levels.get(word) ?? UNCOUNTED))
  for (const [matter, share] of shares) levels.set(matter, -Math.log2(Math.min(0.5, share)))
  return levels
})()

/** How rare an everyday word is, null for what is none. */
export const rarityOf = (term: string): number | null => LEVELS.get(term) ?? null

/** Characters that hold sentences together and stand in no name. */
const GLUE = new Set(
  '的了着在是有和与及也都就又还才我你他她它们这那不被把给让向对从到为以于而且但并或若如将会能要想去来说看很太更最再没个些每各所此该请望求盼吗呢吧啊呀哦嘛么何谁几多少其因则却已曾后前时候等',
)

export const isGlue = (char: string): boolean => GLUE.has(char)

function isNamely(char: string): boolean {
  return /[一-龥a-z\d]/.test(char) && !GLUE.has(char)
}

/** A city or district written as a code: A市, A3区. */
const CODE = /[a-z]\d{0,2}[区县市]/g

/** Cuts plain text into everyday words (the longest first, from the left) and what lies between them. Linear. */
export function cut(text: string): Piece[] {
  const pieces: Piece[] = []
  let run = -1
  const close = (end: number) => {
    if (run >= 0) pieces.push({ start: run, end, text: text.slice(run, end), level: null })
    run = -1
  }
  const codes = new Set([...text.matchAll(CODE)].map((match) => match.index))
  for (let at = 0; at < text.length; ) {
    if (codes.has(at)) {
      close(at)
      const end = at + text.slice(at).search(/[区县市]/) + 1
      pieces.push({ start: at, end, text: text.slice(at, end), level: CODE_LEVEL })
      at = end
      continue
    }
    const word = wordAt(text, at)
    if (word) {
      close(at)
      pieces.push({ start: at, end: at + word.text.length, text: word.text, level: word.level })
      at += word.text.length
    } else {
      if (!isNamely(text.charAt(at))) close(at)
      else if (run < 0) run = at
      at++
    }
  }
  close(text.length)
  return pieces
}

function wordAt(text: string, at: number): { text: string; level: number } | null {
  for (let length = LONGEST; length >= 2; length--) {
    const slice = text.slice(at, at + length)
    const level = slice.length === length ? LEVELS.get(slice) : undefined
    if (level !== undefined) return { text: slice, level }
  }
  return null
}
