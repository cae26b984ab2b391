import { maskText } from './mask.ts'

/** Longest name shown, characters. */
const LONGEST = 24

/**
 * A name that somebody chose for themselves, made fit to stand in a sentence: one line, no signs that turn or hide
 * the words around it, no phone numbers, at most 24 characters.
 */
export function plainName(name: string): string {
  const line = name
    .slice(0, 400)
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
  const characters = [...maskText(line)]
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : characters.join('')
}
