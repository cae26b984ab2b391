import type { TimerKind } from '../../domain/ticket/decision.ts'

export interface TimerRow {
  id: string
  ticketId: string
  kind: TimerKind
  generation: number
  dueAt: Date
  state: 'armed' | 'fired' | 'cancelled'
}

/** What is due, and what got stuck. */
export interface TimerStore {
  timer(id: string): Promise<TimerRow | null>
  /** Armed timers and waiting questions due from `from` on, before `until`. */
  timersBetween(from: Date, until: Date): Promise<{ id: string; dueAt: Date }[]>
  /** What the queues should know of but may have lost. */
  stuck(
    now: Date,
  ): Promise<{ lanes: string[]; conversations: string[]; timers: { id: string; dueAt: Date }[] }>
}
