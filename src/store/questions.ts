import type { Pool } from 'pg'
import type { MessageRow } from '../app/store-port/messages.ts'
import type { ReadingRow } from '../app/store-port/readings.ts'
import type { Question } from '../domain/asking/question.ts'
import { MESSAGE } from './message-columns.ts'

/** Columns of a question as JSON of its own shape; `q` is the table. */
export const QUESTION = `q.id, q.kind, q.about_conversation AS "aboutConversation", q.about_message AS "aboutMessage",
  q.author, q.ticket_id AS "ticketId", q.conversation_id AS "conversationId", q.card_id AS "cardId", q.choices, q.state,
  q.due_at AS "dueAt", q.asked_at AS "askedAt", q.expires_at AS "expiresAt", q.answered_by AS "answeredBy", q.answer`

/** Times are text where the row came as JSON. */
export type QuestionJson = Omit<Question, 'about' | 'dueAt' | 'askedAt' | 'expiresAt'> & {
  aboutConversation: string
  aboutMessage: string
  dueAt: string | Date | null
  askedAt: string | Date | null
  expiresAt: string | Date
}

export function questionOf(row: QuestionJson): Question {
  const { aboutConversation, aboutMessage, dueAt, askedAt, expiresAt, ...rest } = row
  return {
    ...rest,
    about: { conversationId: aboutConversation, messageId: aboutMessage },
    dueAt: dueAt === null ? null : new Date(dueAt),
    askedAt: askedAt === null ? null : new Date(askedAt),
    expiresAt: new Date(expiresAt),
  }
}

/** Questions of the bot, what they are about, and how tickets were read: looked up one at a time. */
export function createQuestions(pool: Pool) {
  const one = async (where: string, values: unknown[]): Promise<Question | null> => {
    const { rows } = await pool.query<QuestionJson>(
      `SELECT ${QUESTION} FROM question q WHERE ${where}`,
      values,
    )
    return rows[0] ? questionOf(rows[0]) : null
  }
  return {
    question: (id: string): Promise<Question | null> => one('q.id = $1', [id]),

    questionAbout: (conversationId: string, messageId: string): Promise<Question | null> =>
      one('q.about_conversation = $1 AND q.about_message = $2', [conversationId, messageId]),

    async message(conversationId: string, platformId: string): Promise<MessageRow | null> {
      const { rows } = await pool.query<MessageRow>(
        `SELECT ${MESSAGE} FROM message m WHERE m.conversation_id = $1 AND m.platform_id = $2`,
        [conversationId, platformId],
      )
      return rows[0] ?? null
    },

    async reading(ticketId: string): Promise<ReadingRow | null> {
      const { rows } = await pool.query<Omit<ReadingRow, 'at'> & { at: Date }>(
        `SELECT ticket_id AS "ticketId", version, at, model, data FROM reading
         WHERE ticket_id = $1 ORDER BY version DESC LIMIT 1`,
        [ticketId],
      )
      return rows[0] ? { ...rows[0], at: rows[0].at.toISOString() } : null
    },
  }
}
