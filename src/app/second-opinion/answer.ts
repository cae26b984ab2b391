import { z } from 'zod'
import type { Town } from '../../domain/area/town.ts'
import { URGENCIES } from '../../domain/ticket/types.ts'
import { normalise } from '../../domain/understanding/normalise.ts'
import { ACTS, type ReadInput, type Reading } from '../../domain/understanding/types.ts'
import { offered } from './prompt.ts'

/** No message has more matters than this. */
const MOST_MATTERS = 8
const LONGEST_PLACE = 40

const Answer = z.strictObject({
  act: z.enum(ACTS),
  incidents: z
    .array(
      z.strictObject({
        /** Which matter of the question, from 1. */
        n: z.number().int().min(1).max(MOST_MATTERS),
        category: z.string(),
        urgency: z.enum(URGENCIES),
        place: z.string().max(LONGEST_PLACE).nullable(),
      }),
    )
    .max(MOST_MATTERS),
})
/** Fields of a reading and nothing else; every value is one that was offered. */
export type Answer = z.infer<typeof Answer>

/** The answer in the model's words, or null when it is not exactly one object of the right shape. */
export function parseAnswer(content: string, input: ReadInput, reading: Reading, town: Town): Answer | null {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/.exec(content)
  try {
    return checkAnswer(JSON.parse(fenced?.[1] ?? content), input, reading, town)
  } catch {
    return null
  }
}

/**
 * What may be used of an answer; null when any of it is not what was asked for. Whatever the message made the model
 * say, it can at most be another allowed value of a field.
 */
export function checkAnswer(value: unknown, input: ReadInput, reading: Reading, town: Town): Answer | null {
  const read = Answer.safeParse(value)
  if (!read.success) return null
  const { act, incidents } = read.data
  const opens = act === 'report' || act === 'request'
  if (opens !== incidents.length > 0) return null
  const matters = Math.max(1, reading.incidents.length)
  const numbers = new Set(incidents.map(({ n }) => n))
  if (numbers.size !== incidents.length || [...numbers].some((n) => n > matters)) return null
  const codes = new Set(offered(town).map(({ code }) => code))
  if (incidents.some(({ category }) => !codes.has(category))) return null
  const { text } = normalise(input.text)
  if (incidents.some(({ place }) => place !== null && !occurs(place, text))) return null
  return read.data
}

/** Words of the message itself; a star stands for what was not told. */
function occurs(place: string, text: string): boolean {
  const words = normalise(place).text
  return words.length >= 2 && !place.includes('*') && text.includes(words)
}
