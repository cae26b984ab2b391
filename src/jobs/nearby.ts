import type { Processor } from './backend.ts'

/** Keys that wait for a free place here; what comes beyond goes through the queue, where other processes can help. */
const MOST_WAITING = 200

/**
 * Immediate wakes of a process that has workers itself: run here at once, without the way through the queue
 * store and back. Losing one is as harmless as losing a job, since the auditor reads the tables.
 */
export class Nearby {
  readonly #limit: number
  readonly #onError: (error: Error) => void
  readonly #running = new Map<string, Promise<void>>()
  /** Woken again while running, or waiting for a place; a key is here once however often it is woken. */
  readonly #waiting = new Set<string>()
  #process: Processor | null = null

  constructor(limit: number, onError: (error: Error) => void) {
    this.#limit = limit
    this.#onError = onError
  }

  open(process: Processor): void {
    this.#process = process
  }

  /** @returns false when the wake has to go through the queue. */
  take(key: string): boolean {
    if (!this.#process || (this.#waiting.size >= MOST_WAITING && !this.#waiting.has(key))) return false
    this.#waiting.add(key)
    this.#next()
    return true
  }

  /** Takes no more; resolves with what still waited when the running ones have ended. */
  async close(): Promise<string[]> {
    this.#process = null
    const left = [...this.#waiting]
    this.#waiting.clear()
    await Promise.all(this.#running.values())
    return left
  }

  #next(): void {
    const process = this.#process
    if (!process) return
    for (const key of this.#waiting) {
      if (this.#running.size >= this.#limit) return
      // It runs already: once more afterwards, since the wake may have come after its last look.
      if (this.#running.has(key)) continue
      this.#waiting.delete(key)
      const run = process(key)
        .catch(this.#onError)
        .then(() => {
          this.#running.delete(key)
          this.#next()
        })
      this.#running.set(key, run)
    }
  }
}
