import { refusals } from './errors.ts'

export interface FloodGuard {
  /** Throws a polite refusal when `key` has used up its burst. */
  check(key: string, now: Date): void
}

/**
 * A bucket per key: `burst` requests at once, one more every `everyMs`. Each process counts for itself, which
 * lets a person use as many bursts as there are processes; that still stops a flood.
 */
export function createFloodGuard(limit: { burst: number; everyMs: number }): FloodGuard {
  const spent = new Map<string, { level: number; at: number }>()
  const forgetAfterMs = limit.burst * limit.everyMs

  function forgetIdle(nowMs: number): void {
    for (const [key, bucket] of spent) if (nowMs - bucket.at > forgetAfterMs) spent.delete(key)
  }

  return {
    check(key, now) {
      const nowMs = now.getTime()
      if (spent.size > 10_000) forgetIdle(nowMs)
      const before = spent.get(key)
      const level = before ? Math.max(0, before.level - (nowMs - before.at) / limit.everyMs) : 0
      if (level + 1 > limit.burst) {
        throw refusals.tooFast(Math.max(1, Math.ceil(((level + 1 - limit.burst) * limit.everyMs) / 1000)))
      }
      spent.set(key, { level: level + 1, at: nowMs })
    },
  }
}
