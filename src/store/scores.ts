import type { Pool } from 'pg'
import type { PastEvent } from '../domain/scores/reckon.ts'
import type { Ticket, TicketState } from '../domain/ticket/types.ts'

/** What scores never look at; the rest of an event is small. */
const HEAVY = [
  ...['summary', 'place', 'placeTold', 'point', 'stakes', 'source', 'photosBefore', 'photosAfter', 'result'],
  ...[
    'supplements',
    'urges',
    'timers',
    'escalation',
    'version',
    'updatedAt',
    'openedAt',
    'urgency',
    'recheck',
  ],
]
/** What they do look at: an event that leaves these and the state alone is passed over. */
const LOOKED_AT = [
  ...['department', 'handler', 'area', 'category', 'acceptDue', 'resolveDue', 'resolveFrom', 'dispatchedAt'],
  ...['acceptedAt', 'resolvedAt', 'ratings', 'excuses', 'joined'],
]
/** Tickets read at once. */
const BATCH = 5000

interface Row {
  ticket_id: string
  at: string
  command: string
  to: string
  data: Partial<Ticket>
}

/** Events of a month, for scores; and what was asked about results. */
export function createScores(pool: Pool) {
  return {
    async histories({ from, to, asOf }: { from: Date; to: Date; asOf: Date }): Promise<PastEvent[][]> {
      const { rows: found } = await pool.query<{ id: string }>(
        `SELECT id FROM ticket WHERE opened_at < $1 AND ((data->>'updatedAt') COLLATE "C" >= $2
           OR state NOT IN ('closed', 'rejected', 'withdrawn', 'merged')) ORDER BY id`,
        [to, from.toISOString()],
      )
      const all: PastEvent[][] = []
      for (let i = 0; i < found.length; i += BATCH) {
        const ids = found.slice(i, i + BATCH).map(({ id }) => id)
        const { rows } = await pool.query<Row>({
          name: 'histories',
          text: `SELECT ticket_id, (extract(epoch FROM at) * 1000)::bigint AS at, command, "to", data - $3::text[] AS data
            FROM ticket_event WHERE ticket_id = ANY($1::uuid[]) AND at <= $2
              AND ("from" IS DISTINCT FROM "to" OR data ?| $4::text[]) ORDER BY ticket_id, seq`,
          values: [ids, asOf, HEAVY, LOOKED_AT],
        })
        byTicket(rows, all)
      }
      return all
    },

    async ticketsByIds(ids: readonly string[]): Promise<Ticket[]> {
      const { rows } = await pool.query<{ data: Ticket }>(
        'SELECT data FROM ticket WHERE id = ANY($1::uuid[])',
        [ids],
      )
      return rows.map(({ data }) => data)
    },

    async feedbackAsked(who: string, day: string): Promise<number> {
      const { rows } = await pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM audit_log
         WHERE action = 'feedback.asked' AND actor = $1 AND target LIKE $2 || '/%'`,
        [who, day],
      )
      return rows[0]?.n ?? 0
    },

    async openFeedback(
      conversationId: string,
      { identityId, personId }: { identityId: string; personId: string | null },
    ): Promise<Ticket | null> {
      const { rows } = await pool.query<{ data: Ticket }>(
        `SELECT t.data FROM card c JOIN ticket t ON t.id = c.ticket_id
         WHERE c.conversation_id = $1 AND c.view ~ '^(rate|recheck)-' AND t.state = 'closed'
           AND jsonb_array_length(c.content->'buttons') > 0
           AND (t.data->'reporter'->>'identityId' = $2 OR t.data->'reporter'->>'personId' = $3)
         ORDER BY t.closed_at DESC LIMIT 1`,
        [conversationId, identityId, personId],
      )
      return rows[0]?.data ?? null
    },
  }
}

function byTicket(rows: readonly Row[], all: PastEvent[][]): void {
  let last = ''
  let events: PastEvent[] = []
  for (const { ticket_id, at, command, to, data } of rows) {
    if (ticket_id !== last) {
      events = []
      all.push(events)
      last = ticket_id
    }
    const time = new Date(Number(at)).toISOString()
    // Written by `commit` and nothing else, so its shape is known.
    events.push({ at: time, command: command as PastEvent['command'], to: to as TicketState, data })
  }
}
