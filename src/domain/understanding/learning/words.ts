import { cutWords, type WordBook } from '../../../lib/word-book.ts'
import { simplify } from '../simplify.ts'
import { FUNCTION_WORDS } from './function-words.ts'

/** No letter is longer; what goes beyond is not read. */
const LIMIT = 20_000
/** From this share of known pieces on, what stands between blanks are words already. */
const KNOWN = 0.7
/** Pieces this short on average are words even where none is known. */
const SHORT = 3
const LONGEST_FUNCTION_WORD = 3

/** Simplified, half-width, lower case. */
function plain(text: string): string {
  let out = ''
  for (const char of text.slice(0, LIMIT).normalize('NFKC').toLowerCase()) out += simplify(char)
  return out.slice(0, LIMIT)
}

/** Words that are divided by blanks already. */
export function wordsOfTokens(tokens: string): string[] {
  return plain(tokens)
    .split(/\s+/)
    .filter((word) => word !== '')
}

/**
 * Words of a letter as it was written, or of one that is cut into words already: known by its blanks. With an empty
 * book (a history without any words) the pieces between marks and function words stand for words.
 */
export function wordsOfText(text: string, book: WordBook): string[] {
  const told = plain(text)
  const between = told.split(/\s+/).filter((piece) => piece !== '')
  if (book.counts.size > 0) {
    const known = between.filter((piece) => book.counts.has(piece)).length
    if (between.length > 1 && known >= between.length * KNOWN) return between
    return runsOf(told).flatMap((run) => cutWords(run, book))
  }
  const length = between.reduce((sum, piece) => sum + piece.length, 0)
  const joined = between.length > 2 && length <= between.length * SHORT ? between.join('') : told
  return runsOf(joined).flatMap(piecesOf)
}

function runsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** What function words divide; the longest one that fits counts. */
function piecesOf(run: string): string[] {
  const pieces: string[] = []
  let start = 0
  let at = 0
  while (at < run.length) {
    const length = functionWordAt(run, at)
    if (length > 0 && at > start) pieces.push(run.slice(start, at))
    at += length || 1
    if (length > 0) start = at
  }
  if (at > start) pieces.push(run.slice(start))
  return pieces
}

function functionWordAt(run: string, at: number): number {
  for (let size = LONGEST_FUNCTION_WORD; size > 0; size--)
    if (FUNCTION_WORDS.has(run.slice(at, at + size))) return size
  return 0
}
