import type { IncomingEvent, OutgoingMessage } from '../domain/message.ts'
import type { MediaBytes } from './ports-media.ts'

/** What a channel can do; the app degrades with taste where it cannot. */
export interface Capabilities {
  /** Hears every message of a group, or only those that mention the bot. */
  hears: 'all' | 'mentions'
  edit: boolean
  buttons: boolean
  replyTo: boolean
  location: boolean
  /** Photos that fit into one message together with text and buttons; more go ahead as their own message. */
  photosWithText: number
  /** Photos in one album message. */
  photosPerAlbum: number
  /** The platform drops a repeated send with the same key. */
  idempotentSend: boolean
  /** Longest text of one message, UTF-16 units. */
  maxText: number
  /** Limits as settings; the platform's own `retry_after` is obeyed above these. */
  limits: { groupPerMinute: number; accountPerSecond: number }
}

/** Where a message goes, in the platform's own words. */
export interface Address {
  channel: string
  account: string
  /** The platform's chat id. */
  chat: string
  type: 'dm' | 'group'
  thread?: string
}

/** What came of a send: the platform's message id that can be edited and replied to. */
export interface Sent {
  messageId: string
  /** How it was rendered, for later edits; kept as is and given back (`text`, `photo` …). */
  form: string
}

export interface SendOptions {
  idempotencyKey: string
  replyTo?: string
}

/** Takes events from a channel; resolves only when they are committed (rule 1). Repeats are fine. */
export interface Sink {
  receive(events: readonly ReceivedEvent[]): Promise<void>
  /** A frame that could not be read: kept, counted, logged without content, skipped. */
  malformed(frame: MalformedFrame): Promise<void>
}

export interface MalformedFrame {
  channel: string
  account: string
  dedupeKey: string
  raw: unknown
  error: string
}

export interface ReceivedEvent {
  event: IncomingEvent
  /** The platform's own update, kept as it came. */
  raw: unknown
}

export interface Channel {
  readonly name: string
  readonly account: string
  readonly capabilities: Capabilities
  /** Begins to listen; resolves when the platform has accepted the connection. */
  start(sink: Sink): Promise<void>
  /** Stops listening; resolves when nothing is in flight. */
  stop(): Promise<void>
  /** Throws a `ChannelError`. */
  send(
    to: Address,
    message: OutgoingMessage,
    media: readonly MediaBytes[],
    options: SendOptions,
  ): Promise<Sent>
  /** Replaces a sent message; a message that already reads so is a success. Throws a `ChannelError`. */
  edit?(to: Address, sent: Sent, message: OutgoingMessage, media: readonly MediaBytes[]): Promise<void>
  /** Answers a pressed button with a short line only the presser sees. */
  answerAction?(actionId: string, text: string | null): Promise<void>
  /** Throws a `ChannelError`; `tooLarge` when over `maxBytes`. */
  download(ref: string, maxBytes: number): Promise<Uint8Array>
  /** Tells the platform which commands to offer, once at start. */
  publishCommands?(): Promise<void>
  /** What `doctor` and `/healthz` say of the channel; rejects with a `ChannelError` when unreachable. */
  probe(): Promise<{ ok: boolean; name: string; detail: string; remedy?: string }>
  /** Inbound HTTP of the channel; `handle` resolves only when the events are committed. */
  readonly webhook?: {
    path: string
    handle(request: WebhookRequest): Promise<{ status: number; body?: unknown }>
  }
  /** A link that opens the bot with a start payload, where the platform has one. */
  deepLink?(payload: string): string
}

export type ChannelErrorCode =
  | 'rate_limited' /** try again after `retryAfterMs` */
  | 'blocked' /** the person blocked the bot or is gone */
  | 'not_reachable' /** the bot was removed, or the person never wrote */
  | 'migrated' /** the chat has a new id: `to` */
  | 'expired' /** a button, link or handle is too old */
  | 'too_large'
  | 'missing' /** the message to edit or reply to is gone */
  | 'invalid' /** our request is wrong: never retried */
  | 'transient' /** network, 5xx: retried; may or may not have arrived */

/** The one error a channel throws. */
export class ChannelError extends Error {
  readonly code: ChannelErrorCode
  readonly retryAfterMs: number | undefined
  readonly to: string | undefined
  /** The platform was reached but its answer was not: it may have done what was asked. */
  readonly mayHaveArrived: boolean
  constructor(
    code: ChannelErrorCode,
    message: string,
    detail: { retryAfterMs?: number; to?: string; mayHaveArrived?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: detail.cause })
    this.name = 'ChannelError'
    this.code = code
    this.retryAfterMs = detail.retryAfterMs
    this.to = detail.to
    this.mayHaveArrived = detail.mayHaveArrived ?? false
  }
}

export interface WebhookRequest {
  headers: Readonly<Record<string, string | undefined>>
  query: Readonly<Record<string, string | undefined>>
  /** Parsed JSON, or undefined when the body was none. */
  body: unknown
}

/** One holder among all processes, for connections of which a platform allows only one. */
export interface Leases {
  /** Waits for the lease, runs `work`, gives it back; `signal` aborts when the lease is lost or `stop` is called. */
  hold(name: string, work: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> }
}

/** Structured log without personal data: ids, codes and counts only, never texts, names or numbers of people. */
export interface Logger {
  debug(fields: Record<string, unknown>, message: string): void
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

/** Wakes workers. Losing a wake is harmless: the auditor finds what was left (rule 5). */
export interface Wake {
  inbox(lane: string, delayMs?: number): void
  delivery(conversationId: string, delayMs?: number): void
  /** Something comes due then. */
  due(at: Date): void
  /** The town's own model may be learned anew. */
  learning(): void
}
