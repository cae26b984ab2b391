import type { Pool } from 'pg'

export interface Fired {
  count: number
  /** Milliseconds from due to written. */
  p50: number
  p99: number
  most: number
}

/** How late the planted timers fired. Throws when one was lost, early, or acted twice. */
export async function readFired(pool: Pool): Promise<Fired> {
  const { rows } = await pool.query<Fired & { lost: number; early: number; twice: number }>(
    `WITH planted AS (
       SELECT t.state, extract(epoch FROM t.fired_at - t.due_at) * 1000 AS late,
         (SELECT count(*) FROM ticket_event e WHERE e.ticket_id = t.ticket_id AND e.command = 'warned') AS acted
       FROM timer t JOIN copies c ON c.id = t.ticket_id WHERE t.kind = 'accept_warn')
     SELECT count(*)::int AS count,
       count(*) FILTER (WHERE state <> 'fired' OR acted = 0)::int AS lost,
       count(*) FILTER (WHERE late < 0)::int AS early,
       count(*) FILTER (WHERE acted > 1)::int AS twice,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY late))::int AS p50,
       round(percentile_cont(0.99) WITHIN GROUP (ORDER BY late))::int AS p99,
       round(max(late))::int AS most
     FROM planted`,
  )
  const [fired] = rows
  if (!fired) throw new Error('timers: none were planted')
  const { lost, early, twice } = fired
  if (lost + early + twice > 0) throw new Error(`timers: ${lost} lost, ${early} early, ${twice} twice`)
  return fired
}
