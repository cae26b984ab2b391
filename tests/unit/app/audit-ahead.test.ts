import { addSeconds } from 'date-fns'
import { expect, it } from 'vitest'
import { type Ahead, audit } from '../../../src/app/audit.ts'
import type { App } from '../../../src/app/context.ts'

it('queues each timer once before its time, without a gap between two audits', async () => {
  const start = new Date('2026-11-22T00:00:00Z')
  const timers = Array.from({ length: 300 }, (_, i) => ({ id: `t${i}`, dueAt: addSeconds(start, i) }))
  const woken: string[] = []
  let now = start
  const app = {
    now: () => now,
    town: async () => null,
    wake: { inbox: () => {}, delivery: () => {}, timer: (id: string) => woken.push(id) },
    store: {
      inLane: async (_lane: string, work: () => Promise<void>) => ({ ok: true, value: await work() }),
      timersBetween: async (from: Date, until: Date) =>
        timers.filter((t) => t.dueAt >= from && t.dueAt < until),
      stuck: async () => ({ lanes: [], conversations: [], timers: [] }),
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
  // Between 81 s (what the fifth audit reached) and 90 s (the late one) only overdue timers remain for `stuck`.
  const missed = timers.map((t) => t.id).filter((id) => !woken.includes(id))
  expect(missed).toEqual(
    timers
      .slice(81, 90)
      .map((t) => t.id)
      .concat(timers.slice(299).map((t) => t.id)),
  )
})
