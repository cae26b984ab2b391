import type { IncomingEvent } from '../../domain/message.ts'
import type { MalformedFrame, ReceivedEvent } from '../ports.ts'
import type { OpinionOutcome } from '../ports-opinion.ts'

export interface InboxRow {
  id: string
  event: IncomingEvent
  requestId: string
  receivedAt: Date
  attempts: number
  /** Set while a failed row waits; the lane waits with it, so that order holds. */
  retryAt: Date | null
}

export type OpinionClaim =
  | { kind: 'free' }
  /** Asked before, by an earlier try of the same event; null when nothing usable came. */
  | { kind: 'asked'; answer: unknown }
  /** The hour's budget is used up. */
  | { kind: 'spent' }

/** What was heard and waits to be handled. */
export interface InboxStore {
  /** Adds what is new; repeats are dropped by (channel, account, dedupeKey). Returns how many were new. */
  addToInbox(events: readonly (ReceivedEvent & { requestId: string })[]): Promise<number>
  addMalformed(frame: MalformedFrame & { requestId: string }): Promise<void>
  /** Oldest waiting events of a lane, in order. */
  waiting(lane: string, limit: number): Promise<InboxRow[]>
  hasWaiting(lane: string): Promise<boolean>
  inboxFailed(id: string, error: string, retryAt: Date | null): Promise<void>
  /** Takes one of the hour's second opinions for an event; nobody gets two for the same one. */
  claimOpinion(inboxId: string, now: Date, perHour: number): Promise<OpinionClaim>
  /** Keeps what came of it. */
  keepOpinion(inboxId: string, outcome: OpinionOutcome, answer: object | null): Promise<void>
}
