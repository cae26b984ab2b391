import type { Pool } from 'pg'

/** The running number of a copy within its number: the copies are of no real month. */
const PREFIX = 'TT-9901-'

/**
 * Copies a ticket with its history, cards and timers so many times; nothing of it waits to be sent. The warning of the
 * accept clock of the n-th copy is due at its moment, all else a month later.
 */
export async function cloneTicket(
  pool: Pool,
  ticketId: string,
  { count, perSecond, first }: { count: number; perSecond: number; first: Date },
): Promise<void> {
  await pool.query(`UPDATE outbox SET state = 'sent' WHERE state = 'pending'`)
  await pool.query(`UPDATE timer SET due_at = due_at + interval '30 days' WHERE ticket_id = $1`, [ticketId])
  await pool.query('DROP TABLE IF EXISTS copies')
  await pool.query(
    `CREATE UNLOGGED TABLE copies AS SELECT n, gen_random_uuid() AS id, '${PREFIX}' || lpad(n::text, 6, '0') AS number
     FROM generate_series(1, ${count}) AS n`,
  )
  const copy = async (table: string, key: string, set: Record<string, string>): Promise<void> => {
    const { rows } = await pool.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_schema = current_schema() AND table_name = $1 AND is_identity = 'NO'
         AND coalesce(column_default, '') NOT LIKE 'nextval%'`,
      [table],
    )
    const names = rows.map(({ name }) => `"${name}"`)
    const values = rows.map(({ name }) => set[name] ?? `t."${name}"`)
    await pool.query(
      `INSERT INTO "${table}" (${names.join(', ')})
       SELECT ${values.join(', ')} FROM "${table}" t CROSS JOIN copies c WHERE t."${key}" = $1`,
      [ticketId],
    )
  }
  const data = `jsonb_set(jsonb_set(t.data, '{id}', to_jsonb(c.id::text)), '{number}', to_jsonb(c.number))`
  await copy('ticket', 'id', { id: 'c.id', number: 'c.number', data })
  await copy('ticket_event', 'ticket_id', { ticket_id: 'c.id' })
  await copy('card', 'ticket_id', {
    id: 'gen_random_uuid()',
    ticket_id: 'c.id',
    platform_id: `c.n::text || '-' || t.view`,
  })
  const due = `CASE WHEN t.kind = 'accept_warn'
    THEN '${first.toISOString()}'::timestamptz + c.n * interval '1 second' / ${perSecond} ELSE t.due_at END`
  await copy('timer', 'ticket_id', { id: 'gen_random_uuid()', ticket_id: 'c.id', due_at: due })
  await pool.query('ANALYZE')
}
