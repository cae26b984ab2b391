import { createInterface } from 'node:readline'
import { z } from 'zod'
import { findDuplicates } from '../src/domain/understanding/same/find-duplicates.ts'

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

function why(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ')
  return error instanceof Error ? error.message : String(error)
}

async function write(lines: string): Promise<void> {
  if (!process.stdout.write(lines))
    await new Promise<void>((resolve) => {
      process.stdout.once('drain', resolve)
    })
}

async function main(): Promise<number> {
  const letters: { id: string; time: string | null; title: string | null; text: string | null }[] = []
  /** The id as it came: a number stays a number. */
  const ids = new Map<string, string | number>()
  let code = 0
  let number = 0
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    const text = line.replace(/^\uFEFF/, '').trim()
    if (text === '') continue
    try {
      const letter = Letter.parse(JSON.parse(text))
      const id = String(letter.id)
      if (ids.has(id)) throw new Error(`id ${id} stands above already`)
      ids.set(id, letter.id)
      const time = letter.time === null || letter.time === undefined ? null : String(letter.time)
      letters.push({ id, time, title: letter.title ?? null, text: letter.text ?? null })
    } catch (error) {
      console.error(`第 ${number} 行读不懂 (line ${number}): ${why(error)}`)
      code = 1
    }
  }
  for (const { a, b, score } of findDuplicates(letters))
    await write(`${JSON.stringify({ a: ids.get(a), b: ids.get(b), score })}\n`)
  return code
}

process.exitCode = await main()
