import { z } from 'zod'

/** `weights.json`: words in the company they keep (docs/decisions/0015-duplicates.md). */
export const PackedVectors = z.strictObject({
  size: z.int().positive(),
  /** Joined by spaces. */
  words: z.string().min(1),
  /** A byte a number, word by word, in base64. Each word's vector has the length 127. */
  vectors: z.base64(),
  /** The mean of the letters' vectors, which every letter shares. */
  mean: z.array(z.number()),
})
export type PackedVectors = z.infer<typeof PackedVectors>

export interface WordVectors {
  size: number
  /** Where a word's numbers begin. */
  at: ReadonlyMap<string, number>
  numbers: Int8Array
  mean: readonly number[]
}

/** Throws when the parts do not fit each other. */
export function unpackVectors({ size, words, vectors, mean }: PackedVectors): WordVectors {
  const at = new Map(words.split(' ').map((word, i) => [word, i * size]))
  const numbers = new Int8Array(Buffer.from(vectors, 'base64'))
  if (numbers.length !== at.size * size || mean.length !== size) throw new Error('vectors: parts do not fit')
  return { size, at, numbers, mean }
}
