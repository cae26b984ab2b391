import type { Pool } from 'pg'
import type { Waiting } from '../lib/metrics.ts'

/**
 * Each part reads one of the small indexes of what still waits (migration `guards`): the cost does not grow with
 * the history. Closed tickets are not counted for that reason. A message that is held back until `next_at`
 * (the platform asked for it) has not waited before that.
 */
const LAG = `SELECT
  (SELECT json_build_object('count', count(*), 'oldestSeconds',
      coalesce(extract(epoch FROM clock_timestamp() - min(received_at)), 0))
    FROM inbox WHERE state = 'pending') AS inbox,
  (SELECT json_build_object('count', count(*), 'inDoubt', count(*) FILTER (WHERE in_doubt), 'oldestSeconds',
      greatest(0, coalesce(extract(epoch FROM clock_timestamp() - min(greatest(created_at, next_at))), 0)))
    FROM outbox WHERE state IN ('pending', 'sending')) AS outbox,
  (SELECT json_build_object('overdue', count(*), 'oldestSeconds',
      coalesce(extract(epoch FROM clock_timestamp() - min(due_at)), 0))
    FROM timer WHERE state = 'armed' AND due_at < clock_timestamp()) AS timers,
  (SELECT coalesce(json_object_agg(state, n), '{}') FROM (
    SELECT state, count(*) AS n FROM ticket
    WHERE state NOT IN ('closed', 'rejected', 'withdrawn', 'merged') GROUP BY state) AS open) AS tickets`

/** What waits now, by the clock of the database. */
export async function readLag(pool: Pool): Promise<Waiting> {
  const { rows } = await pool.query<Waiting>({ name: 'lag', text: LAG })
  const row = rows[0]
  if (!row) throw new Error('readLag: a SELECT without FROM gave no row')
  return row
}
