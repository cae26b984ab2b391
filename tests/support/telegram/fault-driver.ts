import type { CallMatch, InjectedError } from './faults.ts'
import type { World } from './world.ts'

/** Orders of faults for the next calls. The method `download` stands for the download of a file. */
export class FaultDriver {
  readonly world: World

  constructor(world: World) {
    this.world = world
  }

  /** Calls answer this error and do nothing, `times` times (default 1). */
  fail(match: CallMatch, error: InjectedError, times = 1): void {
    this.world.faults.add(match, { kind: 'error', error }, times)
  }

  /** 429 for the next calls. */
  failRate(match: CallMatch, retryAfterSeconds: number, times = 1): void {
    const parameters = { retry_after: retryAfterSeconds }
    this.fail(
      match,
      { error_code: 429, description: `Too Many Requests: retry after ${retryAfterSeconds}`, parameters },
      times,
    )
  }

  /** The connection breaks without an answer, before the call is performed or after it was. */
  drop(match: CallMatch, when: 'before' | 'after', times = 1): void {
    this.world.faults.add(match, { kind: 'drop', when }, times)
  }

  delay(match: CallMatch, ms: number, options: { times?: number; when?: 'before' | 'after' } = {}): void {
    this.world.faults.add(match, { kind: 'delay', ms, when: options.when ?? 'before' }, options.times ?? 1)
  }

  /** An answer that is HTML with this status, as a proxy in trouble gives it; nothing is performed. */
  garble(match: CallMatch, status = 502, times = 1): void {
    this.world.faults.add(match, { kind: 'garble', status, body: '<html><h1>Bad Gateway</h1></html>' }, times)
  }

  clearFaults(): void {
    this.world.faults.clear()
  }
}
