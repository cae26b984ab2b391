import type { UpdateQueue } from './updates.ts'

/** Deterministic numbers in [0, 1) from a seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export type ShuffleOptions = {
  /** Default 1. */
  seed?: number
  /** Share of updates that come twice, 0–1; default 0. */
  repeat?: number
}

/** Puts the next `count` waiting updates into another order and lets some come twice. */
export function shuffle(queue: UpdateQueue, count: number, options: ShuffleOptions = {}): void {
  const next = random(options.seed ?? 1)
  const head = queue.pending.splice(0, count)
  const repeats = head.filter(() => next() < (options.repeat ?? 0)).map((entry) => ({ ...entry }))
  const mixed = [...head, ...repeats]
    .map((entry) => ({ entry, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ entry }) => entry)
  for (const entry of mixed) entry.forced = true
  queue.pending.unshift(...mixed)
}

/** An update that went out already goes out once more, with its old id. */
export function repeat(queue: UpdateQueue, updateId: number): void {
  const known =
    queue.delivered.get(updateId) ?? queue.pending.find((entry) => entry.update.update_id === updateId)
  if (!known) throw new Error(`Update ${updateId} was never made`)
  queue.add({ update: known.update, chat: known.chat, forced: true, times: 0 })
}
