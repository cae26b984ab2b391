import { LEXICON, wordsOf } from '../lexicon/index.ts'
import type { Normalised } from '../normalise.ts'
import type { Piece } from './segment.ts'
import { createTypoReader, type TypoReader } from './typos.ts'

let built: TypoReader | undefined

/** The reader of slips over the lexicon's words; built at the first call, in about a quarter of a second. */
export function slipReader(): TypoReader {
  built ??= createTypoReader(lexiconWords())
  return built
}

/**
 * The same message with its slips read as the words they stand for; `spared` are the spans of names of places. Length
 * and `map` stay, so that what is shown are still the person's own words.
 */
export function readPastSlips(plain: Normalised, spared: readonly Piece[]): Normalised {
  const { text, changes } = slipReader().correct(plain, spared)
  return changes.length === 0 ? plain : { ...plain, text, hints: { ...plain.hints, readAs: changes } }
}

function* lexiconWords(): Generator<string> {
  for (const leaf of LEXICON.values())
    for (const list of [leaf.strong, leaf.weak ?? '', ...(leaf.pairs ?? []).flat()]) yield* wordsOf(list)
}
