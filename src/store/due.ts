import type { Pool } from 'pg'
import type { DueTimer, TimerStore } from '../app/store-port/timers.ts'

/** What is due by the clock, and what got stuck. */
export function createDue(pool: Pool) {
  return {
    /** Work that waits in the tables; what the queues were told and what is due anyway look the same here. */
    async stuck(now: Date): Promise<{ lanes: string[]; conversations: string[] }> {
      const [lanes, conversations] = await Promise.all([
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
      ])
      return { lanes: lanes.rows.map((r) => r.lane), conversations: conversations.rows.map((r) => r.id) }
    },

    async anyDue(now: Date): Promise<{ timers: boolean; questions: boolean; reminders: boolean }> {
      const { rows } = await pool.query<{ timers: boolean; questions: boolean; reminders: boolean }>({
        name: 'any_due',
        text: `SELECT EXISTS (SELECT FROM timer WHERE state = 'armed' AND due_at <= $1) AS timers,
          EXISTS (SELECT FROM question WHERE state = 'waiting' AND due_at <= $1) AS questions,
          EXISTS (SELECT FROM reminder WHERE state = 'waiting' AND due_at <= $1) AS reminders`,
        values: [now],
      })
      return rows[0] ?? { timers: false, questions: false, reminders: false }
    },

    async dueTimers({ now, limit, part, except }: Look): Promise<DueTimer[]> {
      const { rows } = await pool.query<DueTimer>({
        name: 'due_timers',
        text: `SELECT d.id, d.ticket_id AS "ticketId", d.kind, d.generation, d.due_at AS "dueAt", t.data AS ticket,
            (SELECT coalesce(json_agg(json_build_object('id', c.id, 'ticketId', c.ticket_id,
              'conversationId', c.conversation_id, 'view', c.view, 'content', c.content,
              'platformId', c.platform_id)), '[]') FROM card c WHERE c.ticket_id = d.ticket_id) AS cards
          FROM (SELECT * FROM timer WHERE state = 'armed' AND due_at <= $1
              AND abs(hashtext(ticket_id::text)::bigint) % $3 = $4 AND id <> ALL ($5::uuid[])
            ORDER BY due_at LIMIT $2) d LEFT JOIN ticket t ON t.id = d.ticket_id ORDER BY d.due_at`,
        values: [now, limit, part.of, part.nth, except],
      })
      return rows
    },

    async dueQuestions(now: Date): Promise<string[]> {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT id FROM question WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT 1000`,
        [now],
      )
      return rows.map(({ id }) => id)
    },

    async dueReminders(now: Date): Promise<string[]> {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT id FROM reminder WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT 1000`,
        [now],
      )
      return rows.map(({ id }) => id)
    },

    async dueMoments(from: Date, until: Date): Promise<Date[]> {
      const { rows } = await pool.query<{ at: Date }>({
        name: 'due_moments',
        text: `SELECT DISTINCT date_bin('250 ms', due_at, 'epoch') + interval '250 ms' AS at FROM (
            SELECT due_at FROM timer WHERE state = 'armed' AND due_at >= $1 AND due_at < $2
            UNION ALL SELECT due_at FROM question WHERE state = 'waiting' AND due_at >= $1 AND due_at < $2
            UNION ALL SELECT due_at FROM reminder WHERE state = 'waiting' AND due_at >= $1 AND due_at < $2) d`,
        values: [from, until],
      })
      return rows.map(({ at }) => at)
    },
  }
}

type Look = Parameters<TimerStore['dueTimers']>[0]
