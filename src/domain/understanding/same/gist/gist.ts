import { shippedVectors } from './shipped.ts'
import type { WordVectors } from './word-vectors.ts'

/** What a text is about, as a direction; empty when no word of it is known. */
export type Gist = Float32Array

/** How much of what all letters share is taken off: without that every letter is a little like every other. */
const SHARED = 0.8

/** The gist of weighed words. */
export function gistOf(
  words: Iterable<readonly [word: string, weight: number]>,
  known: WordVectors = shippedVectors(),
): Gist {
  const sum = new Float32Array(known.size)
  let met = false
  for (const [word, weight] of words) {
    const at = known.at.get(word)
    if (at === undefined) continue
    met = true
    for (let i = 0; i < known.size; i++) sum[i] = (sum[i] ?? 0) + weight * (known.numbers[at + i] ?? 0)
  }
  if (!met) return new Float32Array(0)
  const length = lengthOf(sum)
  return toLength(sum.map((value, i) => value / length - SHARED * (known.mean[i] ?? 0)))
}

/** -1..1; 0 where one of them tells nothing. */
export function gistLikeness(a: Gist, b: Gist): number {
  if (a.length !== b.length) return 0
  let dot = 0
  for (let i = 0; i < a.length; i++) dot += (a[i] ?? 0) * (b[i] ?? 0)
  return Math.max(-1, Math.min(1, dot))
}

/** The same of two single words; 0 where one of them is not known. */
export function gistLikenessOfWords(one: string, two: string, known: WordVectors = shippedVectors()): number {
  const [at, other] = [known.at.get(one), known.at.get(two)]
  if (at === undefined || other === undefined) return 0
  let dot = 0
  for (let i = 0; i < known.size; i++) dot += (known.numbers[at + i] ?? 0) * (known.numbers[other + i] ?? 0)
  return dot / WORD_LENGTH ** 2
}

/** How much the company that a word keeps is that of every letter, -1..1; 0 where it is not known. */
export function commonnessOfWord(word: string, known: WordVectors = shippedVectors()): number {
  const at = known.at.get(word)
  if (at === undefined) return 0
  let dot = 0
  for (let i = 0; i < known.size; i++) dot += (known.numbers[at + i] ?? 0) * (known.mean[i] ?? 0)
  return dot / WORD_LENGTH / Math.hypot(...known.mean)
}

const WORD_LENGTH = 127

const lengthOf = (vector: Float32Array) => Math.hypot(...vector) || 1

function toLength(vector: Float32Array): Float32Array {
  const length = lengthOf(vector)
  return vector.map((value) => value / length)
}
