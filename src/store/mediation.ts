import type { Pool } from 'pg'
import type { MediatorQuery, PrivateRow } from '../app/store-port/mediation.ts'
import type { Ticket } from '../domain/ticket/types.ts'

const IN_HAND = `('new', 'dispatched', 'accepted', 'suspended')`

/** What may name the parties of disputes, and the lists of those who mediate. */
export function createMediation(pool: Pool) {
  return {
    async disputePrivate(ticketId: string): Promise<PrivateRow[]> {
      const { rows } = await pool.query<PrivateRow>(
        `SELECT id, ticket_id AS "ticketId", text, phone FROM dispute_private WHERE ticket_id = $1 ORDER BY at, id`,
        [ticketId],
      )
      return rows
    },

    async mediations({ personId, areas, departments, categories }: MediatorQuery): Promise<Ticket[]> {
      const { rows } = await pool.query<{ data: Ticket }>(
        `SELECT data FROM (
           SELECT data, opened_at, number FROM ticket
             WHERE data ? 'mediation' AND data->'mediation'->'mediators' ? $1
               AND (state IN ${IN_HAND} OR data->'timers' ? 'visit_due')
           UNION ALL
           SELECT data, opened_at, number FROM ticket
             WHERE state IN ('dispatched', 'accepted') AND (area = ANY($2) OR department = ANY($3))
               AND (category = ANY($4) OR split_part(category, '.', 1) = ANY($4))
               AND jsonb_array_length(coalesce(data->'mediation'->'mediators', '[]')) = 0
         ) x ORDER BY opened_at, number LIMIT 200`,
        [personId, areas, departments, categories],
      )
      return rows.map((row) => row.data)
    },
  }
}
