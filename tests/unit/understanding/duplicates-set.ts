import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Told } from '../../../src/domain/understanding/same/told.ts'

/**
 * Letters and chat lines written by hand, four to a family: `first`, the `same` incident in other words, a `twin` in
 * the same words about another place, and an `other` incident at the same place. Weights are chosen on the half
 * `tune` only; the half `test` is for measuring.
 */
const Row = z.object({
  id: z.string(),
  half: z.enum(['tune', 'test']),
  family: z.number(),
  as: z.enum(['first', 'same', 'twin', 'other']),
  time: z.string(),
  title: z.string().optional(),
  text: z.string(),
  /** Of chat lines only. All of a family have one area, as where only the village is known. */
  category: z.string().optional(),
  area: z.string().optional(),
})
export type Row = z.infer<typeof Row>

export function duplicatesSet(half: 'tune' | 'test'): Row[] {
  const file = new URL('../../understanding/duplicates.jsonl', import.meta.url)
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Row.parse(JSON.parse(line)))
    .filter((row) => row.half === half)
}

export const isChat = (row: Row): boolean => row.category !== undefined

/** Whether two rows tell of one incident. */
export function areSame(a: Row, b: Row): boolean {
  const one = (row: Row) => row.as === 'first' || row.as === 'same'
  return a.family === b.family && one(a) && one(b)
}

export function toldOf(row: Row): Told {
  return {
    text: row.text,
    category: row.category ?? '',
    area: row.area ?? null,
    place: null,
    at: new Date(`${row.time.replace(' ', 'T')}+08:00`),
  }
}

export function pairsOf<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]))
}
