import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Judge } from '../../../bot-scripts/eval/judge.ts'
import { figuresOf } from '../../../bot-scripts/eval/print.ts'
import { readSet } from '../../../bot-scripts/eval/sets.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'

const SETS = join(import.meta.dirname, '../../understanding')

/** Floors a little below what stood on 2026-11-27 (docs/model-card.md). Only figures are told: mistakes of the test half stay unseen. */
const FLOORS = {
  tune: { 'opens.f1': 0.96, 'leaf.accuracy': 0.93, 'urgency.macroF1': 0.92, 'area.accuracy': 0.97 },
  test: { 'opens.f1': 0.955, 'leaf.accuracy': 0.86, 'urgency.macroF1': 0.87, 'area.accuracy': 0.92 },
} as const

it.each(['tune', 'test'] as const)(
  'two unlike towns, %s half: no figure falls below its floor',
  async (half) => {
    const judge = new Judge()
    for (const name of ['coast', 'city']) {
      const { town, messages, threads } = await readSet(SETS, name, half)
      const reader = createReader(town)
      expect(messages.length).toBe(170)
      for (const message of messages) judge.message(message, reader)
      for (const thread of threads) judge.thread(thread, reader, town)
    }
    const figures = new Map(figuresOf(half, judge).map(({ name, value }) => [name, value]))
    for (const [name, floor] of Object.entries({
      ...FLOORS[half],
      'emergency.recall': 0.87,
      'threads.pairF1': 0.79,
    }))
      expect(figures.get(`eval.${half}.${name}`), name).toBeGreaterThanOrEqual(floor)
  },
)
