import type { Leases } from '../../src/app/ports.ts'

/** Leases within one process, for channels under test: one holder per name, the next one waits its turn. */
export class MemoryLeases implements Leases {
  readonly #queues = new Map<string, Promise<void>>()
  readonly #holders = new Map<string, AbortController>()

  hold(name: string, work: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> } {
    const stopped = new AbortController()
    const before = this.#queues.get(name) ?? Promise.resolve()
    let begun = false
    const turn = before.then(async () => {
      begun = true
      while (!stopped.signal.aborted) {
        const lost = new AbortController()
        this.#holders.set(name, lost)
        await work(AbortSignal.any([stopped.signal, lost.signal]))
      }
    })
    this.#queues.set(name, turn)
    return {
      stop: async () => {
        stopped.abort()
        // One that still waits its turn has nothing in work.
        if (begun) await turn
      },
    }
  }

  /** Takes the lease from its holder, who then gets it again. */
  lose(name: string): void {
    this.#holders.get(name)?.abort()
  }
}
