import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import type { TicketEvent } from '../../src/domain/ticket/decision.ts'
import { replay } from '../../src/domain/ticket/replay.ts'
import type { Ticket } from '../../src/domain/ticket/types.ts'
import type { Telegram } from '../../tests/support/telegram/index.ts'
import { auditMessages } from './audit-messages.ts'
import type { Check } from './check.ts'
import type { Report } from './workload.ts'

/** Looks at everything afterwards: at the tables, which are the truth, and at what people see on the platform. */
export async function audit(pool: pg.Pool, tg: Telegram, reports: readonly Report[]): Promise<Check[]> {
  return [
    await updatesKept(pool, tg),
    await oneTicketEach(pool, reports),
    await photosKept(pool, reports),
    await historyReplays(pool),
    await timersArmed(pool),
    await nothingStuck(pool),
    ...(await auditMessages(pool, tg)),
    {
      name: 'calls as the Bot API wants them',
      seen: tg.calls.length,
      wrong: tg.strictErrors.map((e) => `${e.method}: ${e.problem}`),
    },
  ]
}

async function updatesKept(pool: pg.Pool, tg: Telegram): Promise<Check> {
  const { rows } = await pool.query<{ key: string; state: string; error: string | null }>(
    `SELECT dedupe_key AS key, state, error FROM inbox WHERE channel = 'telegram'`,
  )
  const kept = new Map(rows.map((row) => [row.key, row]))
  const wrong = tg.pendingUpdates.map((update) => `u${update.update_id} was never taken`)
  for (const { updateId } of tg.delivered) {
    const row = kept.get(`u${updateId}`)
    if (!row) wrong.push(`u${updateId} was accepted and lost`)
    else if (row.state !== 'done' && row.state !== 'skipped')
      wrong.push(`u${updateId} is ${row.state} ${row.error ?? ''}`)
  }
  const times = tg.delivered.reduce((sum, each) => sum + each.times, 0)
  return { name: 'no update lost', seen: tg.delivered.length, wrong, note: `${times} deliveries` }
}

/** The message that opened the ticket, and those that joined it, with their chats. */
const TOLD = `LATERAL (SELECT t.data->'source' AS told
    UNION ALL SELECT x->'source' FROM jsonb_array_elements(t.data->'joined') x) s
  JOIN conversation_address a ON a.conversation_id = (told->>'conversationId')::uuid AND a.current`

async function oneTicketEach(pool: pg.Pool, reports: readonly Report[]): Promise<Check> {
  const { rows } = await pool.query<{ key: string; number: string; id: string }>(
    `SELECT a.chat || '/' || (told->>'messageId') AS key, t.number, t.id FROM ticket t, ${TOLD}`,
  )
  const wrong: string[] = []
  const sent = new Set(reports.map((report) => `${report.chat}/${report.messageId}`))
  const opened = new Set<string>()
  for (const { key, number } of rows) {
    if (!sent.has(key)) wrong.push(`${number} has no report (${key})`)
    else if (opened.has(key)) wrong.push(`${number} is a second ticket of ${key}`)
    opened.add(key)
  }
  for (const key of sent) if (!opened.has(key)) wrong.push(`report ${key} has no ticket`)
  const numbers = new Set(rows.map((row) => row.number)).size
  if (new Set(rows.map((row) => row.id)).size !== numbers) wrong.push('a number was given twice')
  return {
    name: 'one ticket per report, its own or one it joined',
    seen: rows.length,
    wrong,
    note: `${numbers} tickets`,
  }
}

async function photosKept(pool: pg.Pool, reports: readonly Report[]): Promise<Check> {
  const { rows } = await pool.query<{ key: string; data: Ticket }>(
    `SELECT a.chat || '/' || (told->>'messageId') AS key, t.data FROM ticket t, ${TOLD}`,
  )
  const byKey = new Map(rows.map((row) => [row.key, row.data]))
  const withPhoto = reports.filter((report) => report.withPhoto)
  const wrong = withPhoto
    .filter((report) => {
      const ticket = byKey.get(`${report.chat}/${report.messageId}`)
      return (
        ticket && ticket.photosBefore.length === 0 && ticket.supplements.every((s) => s.photos.length === 0)
      )
    })
    .map((report) => `the photo of ${report.chat}/${report.messageId} is not in its ticket`)
  return { name: 'photos are in their tickets', seen: withPhoto.length, wrong }
}

async function historyReplays(pool: pg.Pool): Promise<Check> {
  const tickets = await pool.query<{ data: Ticket }>('SELECT data FROM ticket')
  const { rows } = await pool.query<TicketEvent & { ticketId: string; at: Date | string }>(
    'SELECT ticket_id AS "ticketId", seq, at, command, by, "from", "to", data, note FROM ticket_event ORDER BY ticket_id, seq',
  )
  const histories = new Map<string, TicketEvent[]>()
  for (const { ticketId, ...event } of rows)
    histories.set(ticketId, [
      ...(histories.get(ticketId) ?? []),
      { ...event, at: new Date(event.at).toISOString() },
    ])
  const wrong: string[] = []
  for (const { data } of tickets.rows) {
    try {
      const told = JSON.parse(JSON.stringify(replay(histories.get(data.id) ?? []))) as Ticket
      if (!isDeepStrictEqual(told, data)) wrong.push(`${data.number}: history tells another ticket`)
    } catch (error) {
      wrong.push(`${data.number}: ${(error as Error).message}`)
    }
  }
  return {
    name: 'history replays to the ticket',
    seen: tickets.rows.length,
    wrong,
    note: `${rows.length} events`,
  }
}

const SETTLED: ReadonlySet<string> = new Set(['closed', 'rejected', 'withdrawn', 'merged'])

async function timersArmed(pool: pg.Pool): Promise<Check> {
  const { rows: tickets } = await pool.query<{ data: Ticket }>('SELECT data FROM ticket')
  const { rows: timers } = await pool.query<{ ticketId: string; kind: string; generation: number }>(
    `SELECT ticket_id AS "ticketId", kind, generation FROM timer WHERE state = 'armed'`,
  )
  const armed = new Set(timers.map((t) => `${t.ticketId} ${t.kind} ${t.generation}`))
  const wrong: string[] = []
  for (const { data } of tickets) {
    const wanted = Object.entries(data.timers)
    if (!SETTLED.has(data.state) && wanted.length === 0)
      wrong.push(`${data.number} (${data.state}) has no timer`)
    for (const [kind, timer] of wanted) {
      if (!armed.delete(`${data.id} ${kind} ${timer.generation}`))
        wrong.push(`${data.number}: ${kind} is not armed`)
    }
  }
  for (const left of armed) wrong.push(`armed without a ticket that wants it: ${left}`)
  return { name: 'open tickets have their timers', seen: timers.length, wrong }
}

async function nothingStuck(pool: pg.Pool): Promise<Check> {
  const { rows } = await pool.query<{ what: string; n: number }>(
    `SELECT 'inbox ' || state || ' in ' || lane || coalesce(' ' || error, '') AS what, count(*)::int AS n FROM inbox
       WHERE state IN ('pending', 'failed', 'malformed') GROUP BY 1
     UNION ALL SELECT 'outbox ' || o.state || ' to ' || coalesce(c.title, c.type) || coalesce(' ' || error, '') ||
         format(' (%s sent there in the last minute)', (SELECT count(*) FROM outbox x WHERE x.conversation_id = c.id AND x.sent_at > now() - interval '1 minute')), count(*)::int
       FROM outbox o JOIN conversation c ON c.id = o.conversation_id WHERE o.state IN ('pending', 'sending', 'failed') GROUP BY 1
     UNION ALL SELECT 'timer overdue', count(*)::int FROM timer WHERE state = 'armed' AND due_at < now() - interval '15 seconds' HAVING count(*) > 0
     UNION ALL SELECT 'question overdue', count(*)::int FROM question WHERE state = 'waiting' AND due_at < now() - interval '15 seconds' HAVING count(*) > 0
     UNION ALL SELECT 'photo ' || state, count(*)::int FROM media_fetch WHERE state <> 'done' GROUP BY state`,
  )
  return { name: 'no row is stuck', seen: rows.length, wrong: rows.map((row) => `${row.n} × ${row.what}`) }
}
