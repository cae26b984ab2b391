import { joinedGrams } from '../../../lib/linear/joined-grams.ts'

/** Longest run of characters that is looked at. */
export const LONGEST_RUN = 4
/** A letter's first words are its title or say what it is about: they count three times (decision 0018). */
const HEAD_CHARACTERS = 20
const HEAD_TIMES = 2

/** What a letter is known by: runs of characters within and across its words. */
export function headsFeatures(words: readonly string[]): Map<string, number> {
  let length = 0
  let head = 0
  while (head < words.length && length < HEAD_CHARACTERS) length += (words[head++] ?? '').length
  return joinedGrams(words, words.slice(0, head), HEAD_TIMES, LONGEST_RUN)
}
