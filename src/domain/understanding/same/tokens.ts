import type { Piece } from './cut.ts'

/** A word, or characters that make none (`level` null). */
export interface Token {
  start: number
  end: number
  text: string
  level: number | null
}

/** Numbers and Latin words apart from the characters around them; names of roads and villages one by one. */
const UNWORDED = /[a-z]+|\d+|[一-龥]*?[路街巷镇乡村]|[一-龥]+/g

/** All words and what lies between them, in their order, without white space and marks. */
export function tokensOf(full: string, pieces: readonly Piece[]): Token[] {
  const tokens: Token[] = []
  let at = 0
  const rest = (to: number) => {
    for (const match of full.slice(at, to).matchAll(UNWORDED))
      tokens.push({
        start: at + match.index,
        end: at + match.index + match[0].length,
        text: match[0],
        level: null,
      })
    at = to
  }
  for (const piece of pieces) {
    rest(piece.start)
    if (piece.level === null) rest(piece.end)
    else tokens.push(piece)
    at = piece.end
  }
  rest(full.length)
  return tokens
}
