import type { Pool } from 'pg'
import { isWithin, type Town } from '../domain/area/town.ts'
import type { Scope } from '../domain/report/report.ts'
import type { Ticket } from '../domain/ticket/types.ts'

/** What is long and no figure needs; a month of a district would be a hundred megabytes of it. */
const LEFT_OUT = JSON.stringify({
  summary: '',
  supplements: [],
  photosBefore: [],
  photosAfter: [],
  timers: {},
})

/** Tickets to count: off the hot path, all of them, however many. */
export function createFigures(pool: Pool) {
  return {
    async ticketsForFigures(scope: Scope, since: Date, town: Town): Promise<Ticket[]> {
      const { rows } = await pool.query<{ data: Ticket }>(
        `SELECT data || $3::jsonb AS data FROM ticket WHERE ${scope.kind} = ANY($1) AND
           (state NOT IN ('closed', 'rejected', 'withdrawn', 'merged')
             OR opened_at >= $2 OR resolved_at >= $2 OR closed_at >= $2)`,
        [codesOf(scope, town), since, LEFT_OUT],
      )
      return rows.map((row) => row.data)
    },
  }
}

/** The tree is in memory: one pass tells which areas lie below. */
function codesOf(scope: Scope, town: Town): string[] {
  if (scope.kind === 'department') return [scope.department]
  return town.areas.filter((a) => isWithin(town, a.code, scope.area)).map((a) => a.code)
}
