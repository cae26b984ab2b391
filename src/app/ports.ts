import type { IncomingEvent, OutgoingMessage, Point } from '../domain/message.ts'

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

/** Stored, cleaned photo bytes for an upload. */
export interface MediaBytes {
  hash: string
  mime: string
  bytes: Uint8Array
}

/** Takes events from a channel; resolves only when they are committed (rule 1). Repeats are fine. */
export interface Sink {
  receive(events: readonly ReceivedEvent[]): Promise<void>
  /** A frame that could not be read: kept, counted, logged without content, skipped. */
  malformed(frame: {
    channel: string
    account: string
    dedupeKey: string
    raw: unknown
    error: string
  }): Promise<void>
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

export interface StoredMedia {
  hash: string
  mime: string
  bytes: number
  width: number | null
  height: number | null
  /** Where and when the photo was taken, from its EXIF before that was stripped. */
  point: Point | null
  takenAt: Date | null
}

export type MediaRefusal = 'too_large' | 'too_many_pixels' | 'not_an_image' | 'broken'

/** Photos, cleaned of metadata and kept by content hash. */
export interface MediaStore {
  /** Checks size, magic bytes and pixels, reads EXIF, strips it, stores. The same photo twice is one. */
  put(bytes: Uint8Array): Promise<{ ok: true; media: StoredMedia } | { ok: false; refusal: MediaRefusal }>
  get(hash: string): Promise<MediaBytes | null>
  /** Perceptual hashes of stored photos, where they have one. */
  likenesses(hashes: readonly string[]): Promise<string[]>
  /** What is known of a stored photo without its bytes. */
  describe(hash: string): Promise<{ point: Point | null } | null>
}

/** What a chat platform's server would keep for the web chat: rooms and their posts. */
export interface WebRooms {
  /** Adds a post; the same `clientKey` again gives the first post. */
  post(post: NewWebPost): Promise<WebPost>
  /** Replaces a post's content and raises its seq; the content it already has changes nothing. null: no such post. */
  edit(id: string, content: WebContent): Promise<WebPost | null>
  /** Posts of a room with seq above `after`, oldest change first; an edited post comes again with a higher seq. */
  since(room: string, after: number, limit: number): Promise<WebPost[]>
  /** The last `limit` posts as they were written, oldest first; with `before`, those written before that post. */
  latest(room: string, limit: number, before?: string): Promise<WebPost[]>
  /** Highest seq of the room; 0 while it is empty. */
  cursor(room: string): Promise<number>
  get(id: string): Promise<WebPost | null>
  /** Calls back with the room whenever a post in it was added or changed, in any process. A call may get lost. */
  subscribe(listener: (room: string) => void): () => void
  /** Shows a short line to one person who has the room open, in any process; it is not kept. */
  toast(toast: WebToast): Promise<void>
  onToast(listener: (toast: WebToast) => void): () => void
}

/** The answer to a pressed button. */
export interface WebToast {
  room: string
  userId: string
  actionId: string
  /** At most 1,000 characters. */
  text: string
}

export interface NewWebPost {
  room: string
  /** null = the bot. */
  author: string | null
  authorName: string
  content: WebContent
  replyTo: string | null
  clientKey: string
}

/** A person's post, or the bot's message; photos are media hashes. */
export type WebContent =
  | { kind: 'person'; text: string; photos: string[]; point?: Point }
  | { kind: 'bot'; message: OutgoingMessage }
  /** Taken back by its author. */
  | { kind: 'recalled' }

export interface WebPost {
  id: string
  room: string
  seq: number
  author: string | null
  authorName: string
  content: WebContent
  replyTo: string | null
  createdAt: Date
  editedAt: Date | null
}

/** Wakes workers. Losing a wake is harmless: the auditor finds what was left (rule 5). */
export interface Wake {
  inbox(lane: string, delayMs?: number): void
  delivery(conversationId: string, delayMs?: number): void
  timer(timerId: string, dueAt: Date): void
  /** The town's own model may be learned anew. */
  learning(): void
}

/** What a language model is told; `user` holds people's words as data. */
export interface OpinionQuestion {
  system: string
  user: string
}

export type OpinionErrorCode =
  | 'timed_out'
  | 'unreachable' /** no connection, or it broke off */
  | 'redirected' /** it wants us elsewhere: we go nowhere but to the configured address */
  | 'not_allowed' /** the key is wrong or missing */
  | 'rate_limited'
  | 'server' /** 5xx */
  | 'refused' /** any other status: our request or the model's name is wrong */
  | 'too_large'
  | 'not_json'

/** The one error of a second opinion: a code, and never what was sent or received. */
export class OpinionError extends Error {
  readonly code: OpinionErrorCode
  constructor(code: OpinionErrorCode) {
    super(`second opinion: ${code}`)
    this.name = 'OpinionError'
    this.code = code
  }
}

/** A language model. It is asked, and answers in words that nobody trusts yet. */
export interface SecondOpinion {
  /** The answer as it came, unchecked. Rejects with an `OpinionError`, at the latest when `signal` aborts. */
  ask(question: OpinionQuestion, signal: AbortSignal): Promise<string>
}

/** What came of an unsure reading. */
export type OpinionOutcome =
  | 'changed'
  | 'agreed'
  | 'unfit' /** answered, but with nothing that may be used */
  | OpinionErrorCode
