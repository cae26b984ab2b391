import type { Pool } from 'pg'
import type { Ticket } from '../domain/ticket/types.ts'

/** What the town's own model is learned from, and its versions. */
export function createLearning(pool: Pool) {
  return {
    async reportWords({ source }: Pick<Ticket, 'source'>): Promise<string | null> {
      const { rows } = await pool.query<{ text: string }>(
        `SELECT m.text FROM message m WHERE m.conversation_id = $1 AND m.platform_id = $2 AND m.text <> ''
           AND (SELECT count(*) FROM ticket t WHERE t.source_conversation = $1
             AND t.data->'source'->>'messageId' = $2) = 1`,
        [source.conversationId, source.messageId],
      )
      return rows[0]?.text ?? null
    },
  }
}
