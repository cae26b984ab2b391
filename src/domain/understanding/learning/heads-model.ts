import { z } from 'zod'
import type { LinearModel } from '../../../lib/linear/model.ts'
import { PackedDense, packDense, unpackDense } from '../../../lib/linear/pack-dense.ts'
import { type WordBook, wordBook } from '../../../lib/word-book.ts'
import { FUNCTION_WORDS } from './function-words.ts'

/** What is known of how good a model is; shares of one, from rows it had not seen. */
export const HeadsQuality = z.strictObject({
  rows: z.int().min(0),
  accuracy: z.number().min(0).max(1),
  macroF1: z.number().min(0).max(1),
})
export type HeadsQuality = z.infer<typeof HeadsQuality>

/** Tells which label a letter gets; learned from a town's own labelled history. */
export interface HeadsModel {
  /** Names what it was learned from. */
  version: string
  /** Null when it was not measured. */
  quality: HeadsQuality | null
  linear: LinearModel
  book: WordBook
}

/** The model file. `format` goes up when an old reader would read it wrongly. */
export const PackedHeadsModel = z.strictObject({
  kind: z.literal('gridwhistle-heads'),
  format: z.literal(1),
  version: z.string().min(1),
  quality: HeadsQuality.nullable(),
  linear: PackedDense,
  book: z.strictObject({ words: z.string(), counts: z.array(z.int().min(1)), total: z.int().min(0) }),
})
export type PackedHeadsModel = z.infer<typeof PackedHeadsModel>

const JOINT = '\n'

export function packHeadsModel({ version, quality, linear, book }: HeadsModel): PackedHeadsModel {
  return {
    kind: 'gridwhistle-heads',
    format: 1,
    version,
    quality,
    linear: packDense(linear),
    book: {
      words: [...book.counts.keys()].join(JOINT),
      counts: [...book.counts.values()],
      total: book.total,
    },
  }
}

/** Throws when the parts do not fit each other. */
export function unpackHeadsModel({ version, quality, linear, book }: PackedHeadsModel): HeadsModel {
  const words = book.words === '' ? [] : book.words.split(JOINT)
  if (words.length !== book.counts.length) throw new Error('model: words and their counts do not fit')
  return {
    version,
    quality,
    linear: unpackDense(linear),
    book: wordBook(
      { counts: new Map(words.map((word, i) => [word, book.counts[i] ?? 1])), total: book.total },
      FUNCTION_WORDS,
    ),
  }
}
