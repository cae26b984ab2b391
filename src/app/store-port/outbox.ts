import type { OutgoingMessage } from '../../domain/message.ts'

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

/** What waits to be sent. */
export interface OutboxStore {
  nextOutbox(conversationId: string): Promise<OutboxRow | null>
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
  /** Sends of the last minute in a conversation: how many and the oldest of them. */
  sentLately(conversationId: string, since: Date): Promise<{ count: number; oldest: Date | null }>
}
