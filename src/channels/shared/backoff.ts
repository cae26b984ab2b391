import { setTimeout as delay } from 'node:timers/promises'

/** Milliseconds between tries. */
export interface BackoffRange {
  first: number
  most: number
}

/**
 * Waits longer after each failure: `first` doubled up to `most`, of which a random half to whole is
 * waited, so that many clients do not come back at the same instant.
 */
export class Backoff {
  #failures = 0
  readonly #range: BackoffRange
  readonly #random: () => number

  constructor(range: BackoffRange, random: () => number = Math.random) {
    this.#range = range
    this.#random = random
  }

  /** Milliseconds to wait after one more failure. */
  next(): number {
    const whole = Math.min(this.#range.most, this.#range.first * 2 ** Math.min(this.#failures, 30))
    this.#failures += 1
    return Math.round(whole * (0.5 + this.#random() / 2))
  }

  reset(): void {
    this.#failures = 0
  }
}

/** Waits `ms`, or less when `signal` aborts; never rejects. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {})
}
