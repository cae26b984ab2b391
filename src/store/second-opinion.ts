import { subHours } from 'date-fns'
import type { Pool } from 'pg'
import type { OpinionClaim } from '../app/store-port/inbox.ts'
import { storableJson } from './storable.ts'

/** What was asked of the language model, kept beside the inbox: once per event, and the hour's budget. */
export function createSecondOpinions(pool: Pool) {
  return {
    /** Counted under a lock, so that all processes together keep to the budget. */
    async claimOpinion(inboxId: string, now: Date, perHour: number): Promise<OpinionClaim> {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        await client.query(`SELECT pg_advisory_xact_lock(hashtext('second opinion ' || current_schema()))`)
        const { rows } = await client.query<{ answer: unknown }>(
          'SELECT answer FROM second_opinion WHERE inbox_id = $1',
          [inboxId],
        )
        const [asked] = rows
        const claim: OpinionClaim = asked ? { kind: 'asked', answer: asked.answer } : { kind: 'spent' }
        const { rowCount } = asked
          ? { rowCount: 0 }
          : await client.query(
              `INSERT INTO second_opinion (inbox_id, asked_at) SELECT $1, $2::timestamptz
               WHERE (SELECT count(*) FROM second_opinion WHERE asked_at > $3::timestamptz) < $4`,
              [inboxId, now, subHours(now, 1), perHour],
            )
        await client.query('COMMIT')
        return rowCount === 1 ? { kind: 'free' } : claim
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined)
        throw error
      } finally {
        client.release()
      }
    },

    async keepOpinion(inboxId: string, outcome: string, answer: object | null): Promise<void> {
      await pool.query('UPDATE second_opinion SET outcome = $2, answer = $3::jsonb WHERE inbox_id = $1', [
        inboxId,
        outcome,
        answer === null ? null : storableJson(answer),
      ])
    },
  }
}
