import type { ReceivedEvent, Sink } from '../../src/app/ports.ts'
import type { IncomingEvent } from '../../src/domain/message.ts'

type Frame = Parameters<Sink['malformed']>[0]

/** A sink that keeps what it is given, fails or waits on request, and lets a test wait for events without sleeping. */
export class RecordingSink implements Sink {
  readonly received: ReceivedEvent[] = []
  readonly frames: Frame[] = []
  /** How often the channel tried to hand something over. */
  attempts = 0
  #failures = 0
  #gate: Promise<void> | undefined
  #open: () => void = () => {}
  readonly #watchers = new Set<() => void>()

  get events(): IncomingEvent[] {
    return this.received.map(({ event }) => event)
  }

  /** The next `times` hand-overs are refused, as by a database that is away. */
  failNext(times = 1): void {
    this.#failures = times
  }

  /** Hand-overs wait, uncommitted, until `release`. */
  hold(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve
    })
  }

  release(): void {
    this.#gate = undefined
    this.#open()
  }

  receive = async (events: readonly ReceivedEvent[]): Promise<void> => {
    await this.#commit()
    this.received.push(...events)
    this.#tell()
  }

  malformed = async (frame: Frame): Promise<void> => {
    await this.#commit()
    this.frames.push(frame)
    this.#tell()
  }

  /** Resolves with the first value of `check` that is neither undefined nor false. */
  async until<T>(check: () => T | undefined | false, what: string, timeoutMs = 5000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(look)
        const heard = this.events.map((event) => `${event.dedupeKey} ${event.body.kind}`)
        reject(new Error(`Waited for ${what}; heard: ${heard.join(', ') || 'nothing'}`))
      }, timeoutMs)
      const look = () => {
        const value = check()
        if (value === undefined || value === false) return
        clearTimeout(timer)
        this.#watchers.delete(look)
        resolve(value)
      }
      this.#watchers.add(look)
      look()
    })
  }

  /** The first event of this kind of body. */
  async heard<K extends IncomingEvent['body']['kind']>(
    kind: K,
    matches: (event: IncomingEvent) => boolean = () => true,
  ): Promise<IncomingEvent & { body: Extract<IncomingEvent['body'], { kind: K }> }> {
    type Wanted = IncomingEvent & { body: Extract<IncomingEvent['body'], { kind: K }> }
    const wanted = (event: IncomingEvent): event is Wanted => event.body.kind === kind && matches(event)
    return this.until(() => this.events.find(wanted), `an event of kind ${kind}`)
  }

  /** The first message whose text holds these words. */
  async heardText(words: string) {
    return this.heard('message', (event) => textOf(event).includes(words))
  }

  async #commit(): Promise<void> {
    this.attempts += 1
    this.#tell()
    await this.#gate
    if (this.#failures > 0) {
      this.#failures -= 1
      throw new Error('the database is away')
    }
  }

  #tell(): void {
    for (const look of [...this.#watchers]) look()
  }
}

/** The words of a message or an edit. */
export function textOf(event: IncomingEvent): string {
  const parts = 'parts' in event.body ? event.body.parts : []
  return parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n')
}
