import type { OutgoingMessage } from '../../domain/message.ts'

/**
 * `whistle`: with whoever called several departments for it; `mediator`: in the private chat of somebody who mediates
 * a dispute, or is asked to.
 */
export type LiveView = 'group' | 'department' | 'reporter' | 'dispatcher' | 'whistle' | 'mediator'

/**
 * `question-N`: the N-th time the reporter is asked whether it is fixed; `rate-N`, `recheck-N`: how satisfied they are
 * with that result, and whether it still holds; `ask`: another question. All lose their buttons once answered. `list`:
 * a list whose pages are turned.
 */
export type CardView =
  | LiveView
  | `question-${number}`
  | `rate-${number}`
  | `recheck-${number}`
  | 'ask'
  | 'list'

export interface CardRow {
  id: string
  ticketId: string
  conversationId: string
  view: CardView
  content: OutgoingMessage
  platformId: string | null
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

/** A button that was sent: what pressing it means. */
export interface ButtonToken {
  token: string
  ticketId: string | null
  conversationId: string
  action: string
  args: Record<string, string>
  identityId: string | null
  expiresAt: Date
}

/** Cards as they stand in chats, and their buttons. */
export interface CardStore {
  cards(ticketId: string): Promise<CardRow[]>
  card(id: string): Promise<CardState | null>
  token(token: string): Promise<ButtonToken | null>
}
