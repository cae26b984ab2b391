import type { Question } from '../../domain/asking/question.ts'
import type { Part } from '../../domain/message.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { DialogRow } from './asking.ts'

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

/** A message and its surroundings. */
export interface ThreadQuery {
  conversationId: string
  identityId: string
  platformId: string | null
  replyTo: string | null
  albumId: string | null
  /** Of what was said since then, at most `limit` messages. */
  since: Date
  limit: number
  /** Of the tickets that ended since then. */
  endedSince: Date
  now: Date
}

/** What surrounds one message in its conversation. */
export interface ThreadRows {
  recent: MessageRow[]
  open: Ticket[]
  /** Tickets of this conversation that were settled or taken back lately. */
  ended: Ticket[]
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

/** What was said. */
export interface MessageStore {
  thread(query: ThreadQuery): Promise<ThreadRows>
  message(conversationId: string, platformId: string): Promise<MessageRow | null>
}
