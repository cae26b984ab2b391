import { randomUUID } from 'node:crypto'
import { subHours } from 'date-fns'
import type { Ticket } from '../../src/domain/ticket/types.ts'
import { stage } from './on-stage.ts'

/** `n` more tickets like the first one, numbered on from the last; the one numbered N is N hours past its deadlines. */
export async function more(n: number, change: Partial<Ticket> = {}): Promise<void> {
  const rows = await stage.sql<{ data: Ticket }>('SELECT data FROM ticket ORDER BY number')
  const [first] = rows
  if (!first) throw new Error('no ticket to take after')
  for (let i = rows.length + 1; i <= rows.length + n; i++) {
    const { data } = first
    const due = subHours(new Date(data.openedAt), i).toISOString()
    const number = data.number.replace(/\d{4}$/, String(i).padStart(4, '0'))
    const made = { acceptDue: due, resolveDue: due, timers: {}, ...change, id: randomUUID(), number }
    await insert({ ...data, ...made })
  }
}

async function insert(ticket: Ticket): Promise<void> {
  await stage.sql(
    `INSERT INTO ticket (id, number, state, category, urgency, area, department, handler, reporter_identity,
       source_conversation, opened_at, resolved_at, closed_at, version, data)
     SELECT id, number, state, category, urgency, area, department, handler, $2, $3, "openedAt", "resolvedAt",
       "closedAt", version, $1
     FROM jsonb_to_record($1) AS x(id uuid, number text, state text, category text, urgency text, area text,
       department text, handler uuid, "openedAt" timestamptz, "resolvedAt" timestamptz, "closedAt" timestamptz,
       version int)`,
    [JSON.stringify(ticket), ticket.reporter.identityId, ticket.source.conversationId],
  )
}
