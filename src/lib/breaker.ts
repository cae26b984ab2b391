/** Leaves something alone for a while after it failed several times in a row. */
export interface Breaker {
  /** False while it is left alone. */
  allows(now: Date): boolean
  worked(): void
  /** @returns true when this failure makes it left alone. */
  failed(now: Date): boolean
}

/**
 * Opens after `failures` in a row, for `pauseMs`. After the pause it is tried again; one more failure and it is left
 * alone again, one success and everything is forgotten.
 */
export function createBreaker({ failures, pauseMs }: { failures: number; pauseMs: number }): Breaker {
  let inARow = 0
  let until = 0
  return {
    allows: (now) => now.getTime() >= until,
    worked() {
      inARow = 0
      until = 0
    },
    failed(now) {
      inARow++
      if (inARow < failures) return false
      until = now.getTime() + pauseMs
      return true
    },
  }
}
