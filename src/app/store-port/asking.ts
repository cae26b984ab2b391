import type { Question, QuestionState } from '../../domain/asking/question.ts'

export type DialogTopic =
  | 'result_photo'
  | 'result_text'
  | 'return_reason'
  | 'reject_reason'
  | 'transfer_reason'
  | 'place'
  | 'dispute_text'
  | 'deny_reason'
  | 'rating_text'
  | 'supplement'
  | 'fix'
  /** What an order lacked: `order`, and the words it came with (`rest`). */
  | 'order'
  | 'mediation_time'
  | 'mediation_round'
  | 'mediation_paper'
  | 'mediation_court'

export interface DialogRow {
  conversationId: string
  identityId: string
  ticketId: string
  waitsFor: DialogTopic
  args: Record<string, string>
  expiresAt: Date
}

export interface QuestionChange {
  question: Question
  /** State before; null = new. The write is refused when the row has another one. */
  before: QuestionState | null
}

/** What the bot has asked or means to ask. */
export interface QuestionStore {
  question(id: string): Promise<Question | null>
  /** The one question about a message, whatever came of it. */
  questionAbout(conversationId: string, messageId: string): Promise<Question | null>
}
