import { subHours } from 'date-fns'
import type { Pool } from 'pg'
import type { OpinionClaim } from '../app/store-port/inbox.ts'
import { storableJson } from './storable.ts'
import { inTransaction } from './transaction.ts'

/** What was asked of the language model, kept beside the inbox: once per event, and the hour's budget. */
export function createSecondOpinions(pool: Pool) {
  return {
    /** Counted under a lock, so that all processes together keep to the budget. */
    claimOpinion: (inboxId: string, now: Date, perHour: number): Promise<OpinionClaim> =>
      inTransaction(pool, async (client) => {
        await client.query(`SELECT pg_advisory_xact_lock(hashtext('second opinion ' || current_schema()))`)
        const { rows } = await client.query<{ answer: unknown }>(
          'SELECT answer FROM second_opinion WHERE inbox_id = $1',
          [inboxId],
        )
        const [asked] = rows
        if (asked) return { kind: 'asked', answer: asked.answer }
        const { rowCount } = await client.query(
          `INSERT INTO second_opinion (inbox_id, asked_at) SELECT $1, $2::timestamptz
           WHERE (SELECT count(*) FROM second_opinion WHERE asked_at > $3::timestamptz) < $4`,
          [inboxId, now, subHours(now, 1), perHour],
        )
        return { kind: rowCount === 1 ? 'free' : 'spent' }
      }),

    async keepOpinion(inboxId: string, outcome: string, answer: object | null): Promise<void> {
      await pool.query('UPDATE second_opinion SET outcome = $2, answer = $3::jsonb WHERE inbox_id = $1', [
        inboxId,
        outcome,
        answer === null ? null : storableJson(answer),
      ])
    },
  }
}
