// eslint-disable-next-line no-restricted-syntax -- the weights are part of the program, in all but the file's ending
import { createRequire } from 'node:module'
import { PackedVectors, unpackVectors, type WordVectors } from './word-vectors.ts'

let shipped: WordVectors | null = null

/** The vectors that come with the program; unpacked once. */
export function shippedVectors(): WordVectors {
  shipped ??= unpackVectors(PackedVectors.parse(createRequire(import.meta.url)('./weights.json')))
  return shipped
}
