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
interface Row {
  ticket_id: string
  seq: number
  at: string
  command: string
  to: string
  data: Partial<Ticket>
}

/** Events of a month, for scores; and what was asked about results. */
export function createScores(pool: Pool) {
  return {
    async histories({ from, to, asOf }: { from: Date; to: Date; asOf: Date }): Promise<PastEvent[][]> {
      // Sorted here, a ticket at a time: the database would sort all of them on its disk.
      const { rows } = await pool.query<Row>({
        name: 'histories',
        text: `SELECT e.ticket_id, e.seq, (extract(epoch FROM e.at) * 1000)::bigint AS at, e.command, e."to",
            e.data - $4::text[] AS data
          FROM ticket t JOIN ticket_event e ON e.ticket_id = t.id
          WHERE t.opened_at < $1 AND ((t.data->>'updatedAt') COLLATE "C" >= $2
              OR t.state NOT IN ('closed', 'rejected', 'withdrawn', 'merged'))
            AND e.at <= $3 AND (e."from" IS DISTINCT FROM e."to" OR e.data ?| $5::text[])`,
        values: [to, from.toISOString(), asOf, HEAVY, LOOKED_AT],
      })
      return byTicket(rows)
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

function byTicket(rows: readonly Row[]): PastEvent[][] {
  const tickets = new Map<string, Row[]>()
  for (const row of rows) {
    const own = tickets.get(row.ticket_id)
    if (own) own.push(row)
    else tickets.set(row.ticket_id, [row])
  }
  return [...tickets.values()].map((own) => own.sort((a, b) => a.seq - b.seq).map(eventOf))
}

/** Written by `commit` and nothing else, so its shape is known. */
function eventOf({ at, command, to, data }: Row): PastEvent {
  return {
    at: new Date(Number(at)).toISOString(),
    command: command as PastEvent['command'],
    to: to as TicketState,
    data,
  }
}
