import type { Pool } from 'pg'
import type { TicketEvent } from '../domain/ticket/decision.ts'

/** Histories of parts of whistles, for their figures; off the hot path. */
export function createPartHistories(pool: Pool) {
  return {
    async partHistories(areas: readonly string[], from: Date, until: Date): Promise<TicketEvent[][]> {
      const { rows } = await pool.query<{ events: TicketEvent[] }>(
        `SELECT (SELECT json_agg(json_build_object('seq', e.seq, 'at', to_char(e.at AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'command', e.command, 'by', e.by, 'from', e."from", 'to', e."to",
            'data', e.data, 'note', e.note) ORDER BY e.seq) FROM ticket_event e WHERE e.ticket_id = t.id) AS events
          FROM ticket t WHERE t.area = ANY($1) AND t.data ? 'part' AND t.opened_at < $3
            AND EXISTS (SELECT FROM ticket_event e WHERE e.ticket_id = t.id AND e.at >= $2)
          ORDER BY t.number`,
        [areas, from, until],
      )
      return rows.map((row) => row.events)
    },
  }
}
