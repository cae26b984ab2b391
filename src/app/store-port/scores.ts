import type { PastEvent } from '../../domain/scores/reckon.ts'
import type { Ticket } from '../../domain/ticket/types.ts'

/** What scores and questions about results are made from. */
export interface ScoreStore {
  /**
   * Histories, up to `asOf`, of all tickets that can count in a period; each from its `open` on, in order. Fields that
   * scores do not look at, and events that change none of the others, are left out.
   */
  histories(period: { from: Date; to: Date; asOf: Date }): Promise<PastEvent[][]>
  /** Several tickets at once; those that are gone are left out. */
  ticketsByIds(ids: readonly string[]): Promise<Ticket[]>
  /** Questions about results that somebody was asked on a day (`2026-11-28`). */
  feedbackAsked(who: string, day: string): Promise<number>
  /** The ticket that this person was asked about here last, while the question is open. */
  openFeedback(
    conversationId: string,
    who: { identityId: string; personId: string | null },
  ): Promise<Ticket | null>
}
