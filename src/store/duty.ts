import type { Pool } from 'pg'
import type { CallRow } from '../app/store-port/calls.ts'
import type { SwapRow } from '../app/store-port/duty.ts'
import type { ReminderRow } from '../app/store-port/reminders.ts'

const REMINDER = `id, conversation_id AS "conversationId", ticket_id AS "ticketId", notice, at, state, due_at AS "dueAt"`

/** Swaps of shifts, reminders of chats, calls of ladders. */
export function createDuty(pool: Pool) {
  return {
    async swap(id: string): Promise<SwapRow | null> {
      const { rows } = await pool.query<SwapRow>(
        `SELECT id, asker, other, shifts, state, asked_at AS "askedAt", decided_at AS "decidedAt"
         FROM duty_swap WHERE id = $1`,
        [id],
      )
      return rows[0] ?? null
    },

    async reminder(id: string): Promise<ReminderRow | null> {
      const { rows } = await pool.query<ReminderRow>(`SELECT ${REMINDER} FROM reminder WHERE id = $1`, [id])
      return rows[0] ?? null
    },

    async waitingReminders(conversationId: string): Promise<ReminderRow[]> {
      const { rows } = await pool.query<ReminderRow>(
        `SELECT ${REMINDER} FROM reminder WHERE conversation_id = $1 AND state = 'waiting' ORDER BY at, id`,
        [conversationId],
      )
      return rows
    },

    async remindersLately(
      conversationId: string,
      since: Date,
    ): Promise<{ said: number; waitUntil: Date | null }> {
      const { rows } = await pool.query<{ said: number; waitUntil: Date | null }>(
        `SELECT count(*) FILTER (WHERE state = 'said' AND due_at IS NULL AND at > $2)::int AS said,
           max(due_at) FILTER (WHERE state = 'waiting') AS "waitUntil"
         FROM reminder WHERE conversation_id = $1 AND (at > $2 OR state = 'waiting')`,
        [conversationId, since],
      )
      return rows[0] ?? { said: 0, waitUntil: null }
    },

    async dueCalls(now: Date, most: number): Promise<CallRow[]> {
      const { rows } = await pool.query<CallRow>(
        `SELECT id, name, body, attempts, next_at AS "nextAt" FROM webhook_call
         WHERE state = 'pending' AND next_at <= $1 ORDER BY next_at, id LIMIT $2`,
        [now, most],
      )
      return rows
    },

    async callSent(id: string, at: Date): Promise<void> {
      await pool.query(
        `UPDATE webhook_call SET state = 'sent', attempts = attempts + 1, error = NULL, sent_at = $2 WHERE id = $1`,
        [id, at],
      )
    },

    async callFailed(id: string, error: string, nextAt: Date | null): Promise<void> {
      await pool.query(
        `UPDATE webhook_call SET attempts = attempts + 1, error = $2, next_at = coalesce($3, next_at),
           state = CASE WHEN $3::timestamptz IS NULL THEN 'failed' ELSE 'pending' END WHERE id = $1`,
        [id, error, nextAt],
      )
    },
  }
}
