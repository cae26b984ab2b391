import type { Pool } from 'pg'
import type { PhotoFetch } from '../app/store-port/photo-fetches.ts'

/** Photos that could not be fetched with their message. */
export function createPhotoFetches(pool: Pool) {
  return {
    async dueFetches(now: Date, limit: number): Promise<PhotoFetch[]> {
      const { rows } = await pool.query<PhotoFetch>(
        `SELECT id::text AS id, channel, account, ref, ticket_id AS "ticketId", message_id::text AS "messageId"
         FROM media_fetch WHERE state = 'pending' AND next_at <= $1 ORDER BY next_at LIMIT $2`,
        [now, limit],
      )
      return rows
    },
    async addPhoto(messageId: string, hash: string): Promise<string | null> {
      const { rows } = await pool.query<{ ticket: string | null }>(
        `UPDATE message SET photos = CASE WHEN $2 = ANY (photos) THEN photos ELSE array_append(photos, $2) END
         WHERE id = $1 RETURNING ticket_id AS ticket`,
        [messageId, hash],
      )
      return rows[0]?.ticket ?? null
    },
    async fetchDone(id: string): Promise<void> {
      await pool.query(`UPDATE media_fetch SET state = 'done' WHERE id = $1`, [id])
    },
    async fetchFailed(id: string, error: string, final: boolean): Promise<void> {
      await pool.query(
        `UPDATE media_fetch SET attempts = attempts + 1, error = $2, next_at = now() + interval '10 seconds' * 2 ^ attempts,
           state = CASE WHEN $3 OR attempts >= 8 THEN 'failed' ELSE state END WHERE id = $1`,
        [id, error.slice(0, 200), final],
      )
    },
  }
}
