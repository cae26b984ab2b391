import { addSeconds } from 'date-fns'
import { expect, it } from 'vitest'
import { type Ahead, audit } from '../../../src/app/audit.ts'
import type { App } from '../../../src/app/context.ts'

it('queues each moment at which something comes due once before its time, without a gap between two audits', async () => {
  const start = new Date('2026-11-22T00:00:00Z')
  const moments = Array.from({ length: 300 }, (_, i) => addSeconds(start, i))
  const woken: number[] = []
  let now = start
  const app = {
    now: () => now,
    town: async () => null,
    wake: { inbox: () => {}, delivery: () => {}, due: (at: Date) => woken.push(at.getTime()) },
    store: {
      inLane: async (_lane: string, work: () => Promise<void>) => ({ ok: true, value: await work() }),
      dueMoments: async (from: Date, until: Date) => moments.filter((at) => at >= from && at < until),
      stuck: async () => ({ lanes: [], conversations: [] }),
      dueFetches: async () => [],
    },
  } as unknown as App
  const ahead: Ahead = { until: null }
  // Audits come a little unevenly; one comes very late.
  for (const second of [0, 5, 11, 15, 21, 90, 95, 150, 205, 239]) {
    now = addSeconds(start, second)
    await audit(app, async () => {}, ahead)
  }
  expect(new Set(woken).size).toBe(woken.length)
  // Between 81 s (what the fifth audit reached) and 90 s (the late one) the look for what is due does it.
  const missed = moments.filter((at) => !woken.includes(at.getTime()))
  expect(missed).toEqual([...moments.slice(81, 90), ...moments.slice(299)])
})
