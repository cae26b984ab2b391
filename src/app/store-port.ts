import type { Town, TownData } from '../domain/area/town.ts'
import type { Question, QuestionState } from '../domain/asking/question.ts'
import type { IncomingEvent, OutgoingMessage, Part } from '../domain/message.ts'
import type { TicketEvent, TimerChange, TimerKind } from '../domain/ticket/decision.ts'
import type { Ticket } from '../domain/ticket/types.ts'
import type { Example } from '../domain/understanding/model/lessons.ts'
import type { Incident, PlaceReading, Reading, Reason } from '../domain/understanding/types.ts'
import type { OpinionOutcome, ReceivedEvent } from './ports.ts'

export interface ConversationRow {
  id: string
  channel: string
  account: string
  /** The platform id to send to now. */
  chat: string
  type: 'dm' | 'group'
  title: string | null
  area: string | null
  department: string | null
  identityId: string | null
  status: 'active' | 'left' | 'blocked'
  canHearAll: boolean | null
  toldBind: boolean
  toldHear: boolean
  /** Language of the account behind a private chat. */
  language: string | null
  /** The person of the town behind a private chat. */
  personId: string | null
}

/** A person with the accounts that are tied to them on a channel. */
export interface PersonTies {
  id: string
  linkGen: number
  accounts: { id: string; tiedBy: string | null }[]
}

export interface IdentityRow {
  id: string
  channel: string
  account: string
  userId: string
  personId: string | null
  name: string | null
  language: string | null
}

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

export interface MessageRow {
  id: string
  platformId: string
  thread: string | null
  identityId: string | null
  text: string
  photos: string[]
  /** True also while a photo of it is still to be fetched. */
  hadPhotos: boolean
  albumId: string | null
  ticketId: string | null
  at: Date
}

/** What surrounds one message in its conversation. */
export interface ThreadRows {
  recent: MessageRow[]
  open: Ticket[]
  /** Ticket of the message or card that is answered, or of the album this belongs to. */
  repliedTicket: Ticket | null
  /** The answered message is a card or message of the bot. */
  repliesToBot: boolean
  albumTicket: Ticket | null
  /** The same message as stored before, for an edit. */
  known: MessageRow | null
  dialog: DialogRow | null
  /** Questions about messages of this person here, and the one that is answered; waiting or asked, not expired. */
  questions: Question[]
  /** The question whose message is answered. */
  repliedQuestion: string | null
}

export type DialogTopic =
  | 'result_photo'
  | 'result_text'
  | 'return_reason'
  | 'reject_reason'
  | 'transfer_reason'
  | 'place'
  | 'dispute_text'
  | 'supplement'
  | 'fix'

export interface DialogRow {
  conversationId: string
  identityId: string
  ticketId: string
  waitsFor: DialogTopic
  args: Record<string, string>
  expiresAt: Date
}

/** An open ticket with what else it takes to compare a report with it. */
export interface OpenNearby {
  ticket: Ticket
  /** Where its area came from; null when it was put right since, or is not known any more. */
  areaFrom: PlaceReading['source'] | null
  /** Perceptual hashes of its photos. */
  photoHashes: string[]
}

export interface CardRow {
  id: string
  ticketId: string
  conversationId: string
  view: CardView
  content: OutgoingMessage
  platformId: string | null
}

/**
 * `question-N`: the N-th time the reporter is asked whether it is fixed; `ask`: another question. Both lose their
 * buttons once answered.
 */
export type CardView = LiveView | `question-${number}` | 'ask'
export type LiveView = 'group' | 'department' | 'reporter' | 'dispatcher'

export interface NewMessage {
  conversationId: string
  platformId: string
  thread: string | null
  direction: 'in' | 'out'
  identityId: string | null
  text: string
  photos: string[]
  parts: Part[]
  replyTo: string | null
  albumId: string | null
  ticketId: string | null
  at: Date
  editedAt: Date | null
}

export interface TicketChange {
  ticket: Ticket
  /** Version before; 0 = new. The write is refused when the row has another one. */
  before: number
  events: TicketEvent[]
  timers: (TimerChange & { id: string })[]
  /** Department or handler changed: the assignment is closed and a new one begun. */
  reassigned: boolean
}

export interface NewOutbox {
  conversationId: string
  kind: 'message' | 'card' | 'answer'
  cardId: string | null
  ticketId: string | null
  thread: string | null
  replyTo: string | null
  content: OutgoingMessage | { actionId: string; text: string | null } | null
  idempotencyKey: string
}

export interface CardChange {
  id: string
  /** null: a question about words that no ticket came of yet. */
  ticketId: string | null
  conversationId: string
  view: CardView
  thread: string | null
  replyTo: string | null
  content: OutgoingMessage
}

export interface QuestionChange {
  question: Question
  /** State before; null = new. The write is refused when the row has another one. */
  before: QuestionState | null
}

/** How a ticket was read. */
export interface ReadingRow {
  ticketId: string
  /** Of the ticket after it. */
  version: number
  at: string
  /** Rules, words and weights that read it. */
  model: string
  data: ReadingData
}

export interface ReadingData {
  act: Reading['act']
  /** 0..1, of the act. */
  confidence: number
  incident: Incident
  place: Pick<Reading['place'], 'area' | 'words' | 'source' | 'confidence'>
  reasons: Reason[]
}

export interface NewToken {
  token: string
  ticketId: string | null
  conversationId: string
  action: string
  args: Record<string, string>
  identityId: string | null
  expiresAt: Date
}

/** Everything one event or timer causes; committed together or not at all (rule 3). */
export interface Write {
  cause: {
    inboxId: string | null
    /** Further items of the same album, handled together with it. */
    alsoInboxIds: string[]
    timerId: string | null
    requestId: string
  }
  messages: NewMessage[]
  /** Held photos and lines that now belong to a ticket: message ids. */
  adopt: { messageId: string; ticketId: string }[]
  /** All messages of one ticket go on with another. */
  moved: { from: string; to: string }[]
  tickets: TicketChange[]
  cards: CardChange[]
  questions: QuestionChange[]
  readings: ReadingRow[]
  outbox: NewOutbox[]
  tokens: NewToken[]
  dialogs: DialogRow[]
  endDialogs: { conversationId: string; identityId: string }[]
  conversations: {
    id: string
    area?: string | null
    department?: string | null
    status?: string
    canHearAll?: boolean
    toldBind?: boolean
    toldHear?: boolean
  }[]
  identities: { id: string; personId: string | null; tiedBy: string | null }[]
  /** Photos that could not be fetched yet; the message they came with may join a ticket before they do. */
  fetches: {
    channel: string
    account: string
    ref: string
    ticketId: string | null
    conversationId: string
    platformId: string
  }[]
  audit: { actor: string; action: string; target: string; data: Record<string, unknown> }[]
  /** What people have shown of how a report should be read. */
  examples: NewExample[]
}

/** How a report was read and how it should have been; `right` null: it is no report. */
export interface NewExample {
  ticketId: string
  kind: 'correction' | 'confirmation'
  /** Masked. */
  text: string
  hadPhoto: boolean
  read: ReadAs
  right: ReadAs | null
  /** Identity id. */
  by: string
  at: Date
}

export type ReadAs = Pick<Ticket, 'category' | 'urgency' | 'area'>

/** `conflict`: someone changed the ticket or handled the cause meanwhile; load again and decide again. */
export type CommitResult = { ok: true } | { ok: false; conflict: string }

export interface OutboxRow {
  id: string
  conversationId: string
  kind: 'message' | 'card' | 'answer'
  state: 'pending' | 'sending'
  cardId: string | null
  ticketId: string | null
  thread: string | null
  replyTo: string | null
  content: unknown
  idempotencyKey: string
  attempts: number
  inDoubt: boolean
  nextAt: Date | null
  requestId: string | null
  createdAt: Date
}

export interface CardState {
  id: string
  content: OutgoingMessage
  version: number
  sentVersion: number
  platformId: string | null
  form: string | null
  thread: string | null
  replyTo: string | null
  ticketId: string | null
}

export interface TimerRow {
  id: string
  ticketId: string
  kind: TimerKind
  generation: number
  dueAt: Date
  state: 'armed' | 'fired' | 'cancelled'
}

export interface TokenRow {
  token: string
  ticketId: string | null
  conversationId: string
  action: string
  args: Record<string, string>
  identityId: string | null
  expiresAt: Date
}

/** Tickets in short, for lists. */
export type TicketFilter =
  | { kind: 'area'; area: string }
  | { kind: 'reporter'; identityId: string; personId: string | null }
  | { kind: 'department'; department: string }

/** What the use cases need of Postgres. */
export interface Store {
  /** Adds what is new; repeats are dropped by (channel, account, dedupeKey). Returns how many were new. */
  addToInbox(events: readonly (ReceivedEvent & { requestId: string })[]): Promise<number>
  addMalformed(frame: {
    channel: string
    account: string
    dedupeKey: string
    raw: unknown
    error: string
    requestId: string
  }): Promise<void>
  /** Runs `work` while no other process works on the lane; `busy` when another does. */
  inLane<T>(lane: string, work: () => Promise<T>): Promise<{ ok: true; value: T } | { ok: false; busy: true }>
  /** Oldest waiting events of a lane, in order. */
  waiting(lane: string, limit: number): Promise<InboxRow[]>
  hasWaiting(lane: string): Promise<boolean>
  inboxFailed(id: string, error: string, retryAt: Date | null): Promise<void>

  /** Takes one of the hour's second opinions for an event; nobody gets two for the same one. */
  claimOpinion(inboxId: string, now: Date, perHour: number): Promise<OpinionClaim>
  /** Keeps what came of it. */
  keepOpinion(inboxId: string, outcome: OpinionOutcome, answer: object | null): Promise<void>

  /** Conversation and account of an event, made when they are new. */
  parties(event: IncomingEvent): Promise<{ conversation: ConversationRow; identity: IdentityRow }>
  migrated(event: IncomingEvent, to: string): Promise<void>
  thread(query: {
    conversationId: string
    identityId: string
    platformId: string | null
    replyTo: string | null
    albumId: string | null
    /** Of what was said since then, at most `limit` messages. */
    since: Date
    limit: number
    now: Date
  }): Promise<ThreadRows>
  nextNumber(period: string): Promise<number>
  ticket(id: string): Promise<Ticket | null>
  ticketByNumber(number: string): Promise<Ticket | null>
  tickets(filter: TicketFilter, town: Town): Promise<Ticket[]>
  /** Tickets in these areas that somebody still has to do something about, opened since then; newest first. */
  openNearby(areas: readonly string[], since: Date, limit: number): Promise<OpenNearby[]>
  history(ticketId: string): Promise<TicketEvent[]>
  /** The whole message a ticket came from; null when other tickets came from it too, or nothing was written. */
  reportWords(ticket: Ticket): Promise<string | null>
  cards(ticketId: string): Promise<CardRow[]>
  token(token: string): Promise<TokenRow | null>
  question(id: string): Promise<Question | null>
  /** The one question about a message, whatever came of it. */
  questionAbout(conversationId: string, messageId: string): Promise<Question | null>
  message(conversationId: string, platformId: string): Promise<MessageRow | null>
  identity(id: string): Promise<IdentityRow | null>
  /** The last reading of a ticket. */
  reading(ticketId: string): Promise<ReadingRow | null>
  commit(write: Write): Promise<CommitResult>

  /** Active conversations that work for a department, or for exactly this area. */
  departmentConversations(department: string): Promise<ConversationRow[]>
  areaConversations(areas: readonly string[]): Promise<ConversationRow[]>
  /** Active private chats of a person, best first. */
  personConversations(personId: string): Promise<ConversationRow[]>
  identityConversation(identityId: string): Promise<ConversationRow | null>
  conversation(id: string): Promise<ConversationRow | null>
  /** Tickets opened since then by a reporter (null: by hidden ones of the conversation), and whether they were told of the bound. */
  openedLately(
    who: { reporter: string | null; conversation: string; actor: string },
    since: Date,
  ): Promise<{ tickets: number; told: boolean }>
  personByPhone(phone: string): Promise<string | null>
  /** null when unknown or no longer active. */
  personTies(personId: string, channel: string): Promise<PersonTies | null>

  nextOutbox(conversationId: string): Promise<OutboxRow | null>
  card(id: string): Promise<CardState | null>
  /**
   * Claims a row as it was read. False: another process has it meanwhile, since this one lost its lane (the
   * connection with the lock broke).
   */
  outboxSending(row: Pick<OutboxRow, 'id' | 'state' | 'attempts'>, inDoubt: boolean): Promise<boolean>
  outboxSent(
    id: string,
    sent: {
      platformId: string | null
      card?: { id: string; version: number; platformId: string; form: string }
    },
  ): Promise<void>
  outboxMerged(id: string): Promise<void>
  outboxRetry(id: string, error: string, nextAt: Date, countAttempt: boolean, inDoubt: boolean): Promise<void>
  outboxFailed(id: string, error: string): Promise<void>
  conversationStatus(id: string, status: 'active' | 'left' | 'blocked'): Promise<void>
  readdress(conversationId: string, chat: string): Promise<void>
  holdUntil(conversationId: string): Promise<Date | null>
  hold(conversationId: string, until: Date): Promise<void>
  /** Sends of the last minute in a conversation: how many and the oldest of them. */
  sentLately(conversationId: string, since: Date): Promise<{ count: number; oldest: Date | null }>

  timer(id: string): Promise<TimerRow | null>

  /** Armed timers and waiting questions due from `from` on, before `until`. */
  timersBetween(from: Date, until: Date): Promise<{ id: string; dueAt: Date }[]>
  /** What the queues should know of but may have lost. */
  stuck(
    now: Date,
  ): Promise<{ lanes: string[]; conversations: string[]; timers: { id: string; dueAt: Date }[] }>
  dueFetches(
    now: Date,
    limit: number,
  ): Promise<
    {
      id: string
      channel: string
      account: string
      ref: string
      ticketId: string | null
      messageId: string | null
    }[]
  >
  /** Adds a photo to the message it came with. @returns the ticket the message belongs to by now. */
  addPhoto(messageId: string, hash: string): Promise<string | null>
  fetchDone(id: string): Promise<void>
  /** Tries again later, a few times; `final` ends it. */
  fetchFailed(id: string, error: string, final: boolean): Promise<void>
  /** Versions of the town (0 before the first import) and of its own model in use (null: none). */
  versions(): Promise<{ town: number; model: number | null }>
  loadTown(): Promise<TownData | null>
  modelInUse(): Promise<TownModelRow | null>
  /** Whether enough has been corrected since the last training beside `base`, and that was before `before`. */
  learningDue(after: number, base: string, before: Date): Promise<boolean>
  /** The newest examples, oldest first. */
  examples(limit: number): Promise<Example[]>
  /**
   * Keeps a trained version under the next number and takes it into use where it says so; what is older than the
   * last `keep` goes. With its entry in the audit log, all or nothing.
   */
  addModel(model: NewTownModel, keep: number): Promise<number>
}

/** A version of the town's own model; `packed` is null for the shipped reader alone. */
export interface TownModelRow {
  version: number
  base: string
  packed: unknown
  lastExample: number
}

export interface NewTownModel extends Omit<TownModelRow, 'version'> {
  madeAt: Date
  figures: unknown
  state: 'in_use' | 'kept' | 'refused'
}
