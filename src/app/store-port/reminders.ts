import type { Notice } from '../../domain/ticket/decision.ts'

/** Somebody was reminded of a ticket in a chat, or will be together with others. */
export interface ReminderRow {
  id: string
  conversationId: string
  ticketId: string
  notice: Notice
  at: Date
  state: 'said' | 'waiting' | 'dropped'
  /** When a waiting one is said. */
  dueAt: Date | null
}

export interface ReminderStore {
  reminder(id: string): Promise<ReminderRow | null>
  waitingReminders(conversationId: string): Promise<ReminderRow[]>
  /** How many were said in a chat since then, and until when others wait there. */
  remindersLately(conversationId: string, since: Date): Promise<{ said: number; waitUntil: Date | null }>
}
