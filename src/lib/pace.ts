import { setTimeout as sleep } from 'node:timers/promises'

/** Lets at most so many through each second, evenly, per key; in this process. */
export interface Pace {
  /** Resolves when it is this caller's turn. */
  turn(key: string, perSecond: number): Promise<void>
}

/** A second's worth may go at once after a quiet time. */
export function createPace(now: () => number = Date.now): Pace {
  const next = new Map<string, number>()
  return {
    async turn(key, perSecond) {
      const step = 1000 / perSecond
      const at = Math.max(next.get(key) ?? 0, now() - 1000 + step)
      next.set(key, at + step)
      const wait = at - now()
      if (wait > 1) await sleep(wait)
    },
  }
}
