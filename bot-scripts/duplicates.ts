import { z } from 'zod'
import { findDuplicates } from '../src/domain/understanding/same/find-duplicates.ts'
import { eachJsonLine, writeJsonLine } from './lib/jsonl.ts'

/**
 * Finds letters of one incident: `npm run -s duplicates < letters.jsonl`, JSON lines {"id","time","title","text"} in,
 * JSON lines {"a","b","score"} out, each pair once. A line that can't be read is named on stderr; the others are
 * still compared, and the exit code is 1.
 */

const Id = z.union([z.string(), z.number()])
const Letter = z
  .object({
    id: Id,
    time: z.union([z.string(), z.number()]).nullish(),
    title: z.string().nullish(),
    text: z.string().nullish(),
  })
  .refine(({ title, text }) => Boolean(title?.trim() || text?.trim()), 'neither title nor text')

async function main(): Promise<number> {
  const letters: { id: string; time: string | null; title: string | null; text: string | null }[] = []
  /** The id as it came: a number stays a number. */
  const ids = new Map<string, string | number>()
  const code = await eachJsonLine((parsed) => {
    const letter = Letter.parse(parsed)
    const id = String(letter.id)
    if (ids.has(id)) throw new Error(`id ${id} stands above already`)
    ids.set(id, letter.id)
    const time = letter.time === null || letter.time === undefined ? null : String(letter.time)
    letters.push({ id, time, title: letter.title ?? null, text: letter.text ?? null })
  })
  for (const { a, b, score } of findDuplicates(letters))
    await writeJsonLine({ a: ids.get(a), b: ids.get(b), score })
  return code
}

process.exitCode = await main()
