import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Judge } from '../../../bot-scripts/eval/judge.ts'
import { figuresOf } from '../../../bot-scripts/eval/print.ts'
import { readSet } from '../../../bot-scripts/eval/sets.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'

const SETS = join(import.meta.dirname, '../../understanding')

/** Floors a little below what stood on 2026-11-27 (docs/model-card.md). Only figures are told: mistakes of the test half stay unseen. */
const FLOORS = {
  tune: { 'opens.f1': 0.965, 'leaf.accuracy': 0.95, 'urgency.macroF1': 0.92, 'area.accuracy': 0.95 },
  test: { 'opens.f1': 0.965, 'leaf.accuracy': 0.92, 'urgency.macroF1': 0.88, 'area.accuracy': 0.93 },
} as const

it.each(['tune', 'test'] as const)(
  'four unlike towns, %s half: no figure falls below its floor',
  async (half) => {
    const judge = new Judge()
    for (const name of ['coast', 'city', 'hills', 'north']) {
      const { town, messages, threads } = await readSet(SETS, name, half)
      const reader = createReader(town)
      expect(messages.length).toBeGreaterThanOrEqual(170)
      for (const message of messages) judge.message(message, reader)
      for (const thread of threads) judge.thread(thread, reader, town)
    }
    const figures = new Map(figuresOf(half, judge).map(({ name, value }) => [name, value]))
    for (const [name, floor] of Object.entries({
      ...FLOORS[half],
      'emergency.recall': 0.91,
      'emergency.precision': 0.85,
      'head.accuracy': 0.94,
      'threads.pairF1': 0.86,
    }))
      expect(figures.get(`eval.${half}.${name}`), name).toBeGreaterThanOrEqual(floor)
  },
)
