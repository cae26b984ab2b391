import { createInterface } from 'node:readline'
import { z } from 'zod'

/**
 * Hands each line of standard input to `take`, parsed. A line that can't be read or taken is named on stderr and the
 * others go on; empty lines are skipped. Returns the exit code: 1 when a line failed.
 */
export async function eachJsonLine(take: (parsed: unknown) => void | Promise<void>): Promise<number> {
  let code = 0
  let number = 0
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    const text = line.replace(/^\uFEFF/, '').trim()
    if (text === '') continue
    try {
      await take(JSON.parse(text))
    } catch (error) {
      console.error(`第 ${number} 行读不懂 (line ${number}): ${why(error)}`)
      code = 1
    }
  }
  return code
}

/** Writes one value as a line on standard output, and waits where the reader is slow. */
export async function writeJsonLine(value: object): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`))
    await new Promise<void>((resolve) => {
      process.stdout.once('drain', resolve)
    })
}

function why(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ')
  return error instanceof Error ? error.message : String(error)
}
