import type { Pool } from 'pg'

/** What is due by the clock, and what got stuck. */
export function createDue(pool: Pool) {
  return {
    /** Work that waits in the tables; what the queues were told and what is due anyway look the same here. */
    async stuck(
      now: Date,
    ): Promise<{ lanes: string[]; conversations: string[]; timers: { id: string; dueAt: Date }[] }> {
      const [lanes, conversations, timers] = await Promise.all([
        pool.query<{ lane: string }>(
          `SELECT DISTINCT lane FROM inbox WHERE state = 'pending' AND (retry_at IS NULL OR retry_at <= $1) AND received_at < $1::timestamptz - interval '3 seconds' LIMIT 5000`,
          [now],
        ),
        pool.query<{ id: string }>(
          `SELECT DISTINCT o.conversation_id AS id FROM outbox o JOIN conversation c ON c.id = o.conversation_id
           WHERE o.state IN ('pending', 'sending') AND (o.next_at IS NULL OR o.next_at <= $1)
             AND (c.hold_until IS NULL OR c.hold_until <= $1) AND o.created_at < $1::timestamptz - interval '3 seconds' LIMIT 5000`,
          [now],
        ),
        pool.query<{ id: string; dueAt: Date }>(
          `SELECT id, due_at AS "dueAt" FROM timer WHERE state = 'armed' AND due_at < $1::timestamptz
           UNION ALL SELECT id, due_at FROM question WHERE state = 'waiting' AND due_at < $1::timestamptz
           UNION ALL SELECT id, due_at FROM reminder WHERE state = 'waiting' AND due_at < $1::timestamptz
           ORDER BY 2 LIMIT 10000`,
          [now],
        ),
      ])
      return {
        lanes: lanes.rows.map((r) => r.lane),
        conversations: conversations.rows.map((r) => r.id),
        timers: timers.rows,
      }
    },

    async timersBetween(from: Date, until: Date): Promise<{ id: string; dueAt: Date }[]> {
      const { rows } = await pool.query<{ id: string; dueAt: Date }>({
        name: 'timers_between',
        text: `SELECT id, due_at AS "dueAt" FROM timer WHERE state = 'armed' AND due_at >= $1 AND due_at < $2
          UNION ALL SELECT id, due_at FROM question WHERE state = 'waiting' AND due_at >= $1 AND due_at < $2
          UNION ALL SELECT id, due_at FROM reminder WHERE state = 'waiting' AND due_at >= $1 AND due_at < $2`,
        values: [from, until],
      })
      return rows
    },
  }
}
