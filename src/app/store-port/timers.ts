import type { TimerKind } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { CardRow } from './cards.ts'

/** A timer whose time has come, with its ticket and the cards of it. */
export interface DueTimer {
  id: string
  ticketId: string
  kind: TimerKind
  generation: number
  dueAt: Date
  ticket: Ticket | null
  cards: CardRow[]
}

/** What is due, and what got stuck. */
export interface TimerStore {
  /** Whether any timer or waiting question is due: one quick look. */
  anyDue(now: Date): Promise<{ timers: boolean; questions: boolean; reminders: boolean }>
  /** Armed timers that are due, the longest first; of the `nth` of so many parts of all tickets, without `except`. */
  dueTimers(look: {
    now: Date
    limit: number
    part: { of: number; nth: number }
    except: readonly string[]
  }): Promise<DueTimer[]>
  /** Waiting questions that are due. */
  dueQuestions(now: Date): Promise<string[]>
  /** Gathered reminders that are due. */
  dueReminders(now: Date): Promise<string[]>
  /** When armed timers and waiting questions come due from `from` on, before `until`: each moment once, to some hundred milliseconds. */
  dueMoments(from: Date, until: Date): Promise<Date[]>
  /** What the queues should know of but may have lost. */
  stuck(now: Date): Promise<{ lanes: string[]; conversations: string[] }>
}
