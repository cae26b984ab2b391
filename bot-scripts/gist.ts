import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rarityOf } from '../src/domain/understanding/same/cut.ts'
import { gistOf } from '../src/domain/understanding/same/gist/gist.ts'
import { type PackedVectors, unpackVectors } from '../src/domain/understanding/same/gist/word-vectors.ts'
import { type Letter, type Message, readLetter } from '../src/domain/understanding/same/letter.ts'
import { MANNER } from '../src/domain/understanding/same/manner.ts'
import { type SparseRow, strongestDirections } from './gist/subspace.ts'

/**
 * Learns which everyday words keep company in public letters and writes their vectors:
 * `node --import tsx bot-scripts/gist.ts`. Of the letters only the vectors of common words are kept, no row and no name.
 */
const DATA = join(import.meta.dirname, '../../shared/data')
const WEIGHTS = join(import.meta.dirname, '../src/domain/understanding/same/gist/weights.json')
const SIZE = 64
/** Rarer words have no company to speak of. */
const IN_LETTERS = 4
/** Strong directions count for a little more than weak ones. */
const STRENGTH = 0.2

const lines = async <T>(file: string): Promise<T[]> =>
  (await readFile(join(DATA, file), 'utf8'))
    .trim()
    .split('\n')
    .map((line): T => JSON.parse(line))

/** Everyday words of what happened. */
const matterOf = ({ terms, nameTerms }: Letter): string[] =>
  [...terms.keys()].filter(
    (term) => rarityOf(term) !== null && !term.startsWith('#') && !nameTerms.has(term) && !MANNER.has(term),
  )

async function main(): Promise<void> {
  const letters = (await lines<Message>('duplicates/messages_dev.jsonl')).map(readLetter).map(matterOf)
  const segmented = (await lines<{ tokens: string }>('classify/petitions_tokens_train.jsonl')).map(
    ({ tokens }) => [...new Set(tokens.split(' '))],
  )
  const counts = new Map<string, number>()
  for (const word of letters.flat()) counts.set(word, (counts.get(word) ?? 0) + 1)
  const words = [...counts].filter(([, count]) => count >= IN_LETTERS).map(([word]) => word)
  const at = new Map(words.map((word, i) => [word, i]))
  const texts = [...letters, ...segmented].map((text) => text.flatMap((word) => at.get(word) ?? []))
  const spread = new Float64Array(words.length)
  for (const column of texts.flat()) spread[column] = (spread[column] ?? 0) + 1
  const tells = spread.map((count) => Math.log(texts.length / (count + 1)))
  const { directions, strength } = strongestDirections(
    texts.filter((text) => text.length > 1).map((text) => rowOf(text, tells)),
    words.length,
    SIZE,
  )
  const packed = pack(words, directions, strength)
  const zero = unpackVectors(packed)
  const gists = letters.map((text) =>
    gistOf(
      text.map((word) => [word, tells[at.get(word) ?? -1] ?? 0]),
      zero,
    ),
  )
  const mean = Array.from({ length: SIZE }, (_, i) => {
    const sum = gists.reduce((before, gist) => before + (gist[i] ?? 0), 0)
    return Math.round((sum / gists.length) * 10_000) / 10_000
  })
  await writeFile(WEIGHTS, `${JSON.stringify({ ...packed, mean })}\n`)
  console.log(`${words.length} words, ${texts.length} texts → ${WEIGHTS}`)
}

function rowOf(text: readonly number[], tells: Float64Array): SparseRow {
  const value = Float64Array.from(text, (column) => tells[column] ?? 0)
  const length = Math.hypot(...value) || 1
  return { at: Int32Array.from(text), value: value.map((one) => one / length) }
}

function pack(words: readonly string[], directions: Float64Array, strength: Float64Array): PackedVectors {
  const bytes = new Int8Array(words.length * SIZE)
  words.forEach((_, w) => {
    const scaled = Array.from(
      { length: SIZE },
      (_, k) => (directions[w * SIZE + k] ?? 0) * (strength[k] ?? 0) ** STRENGTH,
    )
    const length = Math.hypot(...scaled) || 1
    for (let k = 0; k < SIZE; k++) bytes[w * SIZE + k] = Math.round(((scaled[k] ?? 0) / length) * 127)
  })
  return {
    size: SIZE,
    words: words.join(' '),
    vectors: Buffer.from(bytes.buffer).toString('base64'),
    mean: new Array<number>(SIZE).fill(0),
  }
}

await main()
