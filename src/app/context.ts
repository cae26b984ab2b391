import type { Town } from '../domain/area/town.ts'
import type { ReadInput, Reading, ThreadContext } from '../domain/understanding/types.ts'
import type { Breaker } from '../lib/breaker.ts'
import type { Pace } from '../lib/pace.ts'
import type { Channel, Logger, Wake } from './ports.ts'
import type { Charts, MediaStore } from './ports-media.ts'
import type { OpinionOutcome, SecondOpinion } from './ports-opinion.ts'
import type { Store } from './store-port/store.ts'
import type { Locale, Texts } from './texts/index.ts'
import type { Clock } from './texts/time.ts'

/** The town as now in force, with what is built from it once per version. */
export interface TownView {
  town: Town
  texts: Record<Locale, Texts>
  read(input: ReadInput, thread: ThreadContext): Reading
}

/** Counts what happens; names of metrics stand in lib/metrics. */
export interface Meter {
  handled(kind: string, outcome: 'done' | 'retried' | 'failed'): void
  delivered(channel: string, outcome: 'sent' | 'merged' | 'retried' | 'failed' | 'in_doubt'): void
  malformed(channel: string): void
  timerFired(latenessSeconds: number): void
  /** An unsure reading: what a language model said to it, or why none was asked. */
  secondOpinion(outcome: OpinionOutcome | 'off' | 'spent' | 'tripped'): void
}

/** Who is asked about unsure readings, and the fuse before it: that is of this process, the budget is of all together. */
export interface Consultant {
  model: SecondOpinion
  breaker: Breaker
}

/** Everything a use case needs; built once in `context.ts` of the service. */
export interface App {
  store: Store
  media: MediaStore
  charts: Charts
  channels: Channels
  wake: Wake
  log: Logger
  meter: Meter
  /** Current town; null before one is imported. */
  town(): Promise<TownView | null>
  now(): Date
  newId(): string
  /** IANA zone in which people read times. */
  zone: string
  secret: Uint8Array
  /** The address people see, for links. */
  publicUrl: string
  /** Keeps sends within what a platform allows one account. */
  pace: Pace
  /** Posts a body to exactly this address; rejects with a `code` when it is not taken. */
  post(url: string, body: string, headers: Readonly<Record<string, string>>, timeoutMs: number): Promise<void>
  /** null where no language model is set up. */
  secondOpinion: Consultant | null
}

export interface Channels {
  all(): readonly Channel[]
  /** A chat imported before its bot was first heard has account `*`: then the channel's only account. */
  find(channel: string, account: string): Channel | null
}

export function clockOf(app: Pick<App, 'zone'>, now: Date): Clock {
  return { now, zone: app.zone }
}
