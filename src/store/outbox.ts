import type { Pool } from 'pg'
import type { CardState } from '../app/store-port/cards.ts'
import type { OutboxRow } from '../app/store-port/outbox.ts'

export function createOutbox(pool: Pool) {
  return {
    /**
     * The oldest message of a conversation that has not left yet; the rest wait behind it. The answer to a click
     * is for one person, counts towards no limit of the chat and is worthless after a few seconds: it goes ahead.
     * (`outbox.id`, since a bare `id` would be the text of the output column: 10 before 9.)
     */
    async nextOutbox(conversationId: string): Promise<OutboxRow | null> {
      const { rows } = await pool.query<OutboxRow>({
        name: 'outbox_next',
        text: `SELECT id::text AS id, conversation_id AS "conversationId", kind, state, card_id AS "cardId",
            ticket_id AS "ticketId", thread, reply_to AS "replyTo", content, idempotency_key AS "idempotencyKey",
            attempts, in_doubt AS "inDoubt", next_at AS "nextAt", request_id AS "requestId", created_at AS "createdAt"
          FROM outbox WHERE conversation_id = $1 AND state IN ('pending', 'sending') ORDER BY kind <> 'answer', outbox.id LIMIT 1`,
        values: [conversationId],
      })
      return rows[0] ?? null
    },

    async card(id: string): Promise<CardState | null> {
      const { rows } = await pool.query<CardState>({
        name: 'card',
        text: `SELECT id, content, version, sent_version AS "sentVersion", platform_id AS "platformId", form, thread,
          reply_to AS "replyTo", ticket_id AS "ticketId" FROM card WHERE id = $1`,
        values: [id],
      })
      return rows[0] ?? null
    },

    async outboxSending(
      row: Pick<OutboxRow, 'id' | 'state' | 'attempts'>,
      inDoubt: boolean,
    ): Promise<boolean> {
      const { rowCount } = await pool.query({
        name: 'outbox_sending',
        text: `UPDATE outbox SET state = 'sending', attempts = attempts + 1, in_doubt = in_doubt OR $2
          WHERE id = $1 AND state = $3 AND attempts = $4`,
        values: [row.id, inDoubt, row.state, row.attempts],
      })
      return rowCount === 1
    },

    /** Marks it sent, brings the card up to the version that was sent, and keeps the bot's own message for replies. */
    async outboxSent(
      id: string,
      sent: {
        platformId: string | null
        card?: { id: string; version: number; platformId: string; form: string }
      },
    ): Promise<void> {
      await pool.query({
        name: 'outbox_sent',
        text: `WITH o AS (
            UPDATE outbox SET state = 'sent', sent_at = now(), platform_id = $2, error = NULL WHERE id = $1),
          c AS (
            UPDATE card SET sent_version = greatest(sent_version, $4), platform_id = $5, form = $6 WHERE id = $3::uuid)
          SELECT 1`,
        values: [
          id,
          sent.platformId,
          sent.card?.id ?? null,
          sent.card?.version ?? 0,
          sent.card?.platformId ?? null,
          sent.card?.form ?? null,
        ],
      })
    },

    async outboxMerged(id: string): Promise<void> {
      await pool.query(`UPDATE outbox SET state = 'merged', sent_at = now() WHERE id = $1`, [id])
    },

    async outboxRetry(
      id: string,
      error: string,
      nextAt: Date,
      countAttempt: boolean,
      inDoubt: boolean,
    ): Promise<void> {
      await pool.query(
        `UPDATE outbox SET state = 'pending', error = $2, next_at = $3, in_doubt = in_doubt OR $5,
           attempts = CASE WHEN $4 THEN attempts ELSE greatest(attempts - 1, 0) END WHERE id = $1`,
        [id, error.slice(0, 300), nextAt, countAttempt, inDoubt],
      )
    },

    async outboxFailed(id: string, error: string): Promise<void> {
      await pool.query(`UPDATE outbox SET state = 'failed', error = $2 WHERE id = $1`, [
        id,
        error.slice(0, 300),
      ])
    },

    async sentLately(conversationId: string, since: Date): Promise<{ count: number; oldest: Date | null }> {
      const { rows } = await pool.query<{ count: number; oldest: Date | null }>({
        name: 'sent_lately',
        text: `SELECT count(*)::int AS count, min(sent_at) AS oldest FROM outbox
          WHERE conversation_id = $1 AND sent_at > $2 AND state = 'sent' AND kind <> 'answer'`,
        values: [conversationId, since],
      })
      return rows[0] ?? { count: 0, oldest: null }
    },
  }
}
