/** Tells listeners that something in the stand-in changed; waiting on it needs no polling. */
export class Signal {
  readonly #listeners = new Set<() => void>()

  emit(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  /** @returns a function that ends the listening. */
  on(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

export type WaitOptions = {
  /** Milliseconds until the wait is given up; default 5000. */
  timeoutMs?: number
  /** Said in the error when the wait is given up. */
  what?: string
}

/**
 * Resolves with the first value of `check` that is neither undefined, null nor false.
 * @throws Error when the time is over, with what `describe` says about the state.
 */
export function until<T>(
  signal: Signal,
  check: () => T | undefined | null | false,
  options: WaitOptions & { describe?: () => string } = {},
): Promise<T> {
  const { timeoutMs = 5000, what = 'the expected event' } = options
  const trace = new Error(`Waited ${timeoutMs} ms for ${what}`)
  return new Promise<T>((resolve, reject) => {
    const attempt = () => {
      try {
        const value = check()
        if (value === undefined || value === null || value === false) return
        finish()
        resolve(value)
      } catch (error) {
        finish()
        reject(error)
      }
    }
    const timer = setTimeout(() => {
      finish()
      if (options.describe) trace.message += `\n${options.describe()}`
      reject(trace)
    }, timeoutMs)
    const off = signal.on(attempt)
    const finish = () => {
      clearTimeout(timer)
      off()
    }
    attempt()
  })
}

/**
 * Resolves when `calm` holds and nothing changes for `quietMs` (default 25).
 * @throws Error when that does not come within `timeoutMs` (default 5000).
 */
export function settled(
  signal: Signal,
  calm: () => boolean,
  options: WaitOptions & { quietMs?: number; describe?: () => string } = {},
): Promise<void> {
  const { timeoutMs = 5000, quietMs = 25 } = options
  const trace = new Error(`Not idle within ${timeoutMs} ms`)
  return new Promise<void>((resolve, reject) => {
    let quiet: NodeJS.Timeout | undefined
    const finish = () => {
      clearTimeout(quiet)
      clearTimeout(limit)
      off()
    }
    const watch = () => {
      clearTimeout(quiet)
      if (!calm()) return
      quiet = setTimeout(() => {
        finish()
        resolve()
      }, quietMs)
    }
    const limit = setTimeout(() => {
      finish()
      if (options.describe) trace.message += `\n${options.describe()}`
      reject(trace)
    }, timeoutMs)
    const off = signal.on(watch)
    watch()
  })
}
