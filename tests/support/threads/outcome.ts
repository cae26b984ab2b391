import type { ThreadTicket } from '../../../src/domain/understanding/replay.ts'
import type { Stage } from '../stage.ts'
import type { ReplayChat } from './replay-stage.ts'

interface Row {
  id: string
  category: string
  area: string
  state: string
  settled: boolean
  source: string
  messages: string[]
}

const TICKETS = `SELECT t.id, t.category, t.area, t.state, t.data->'source'->>'messageId' AS source,
    EXISTS (SELECT FROM ticket_event e WHERE e.ticket_id = t.id AND e.command IN ('settled_by_reporter', 'confirm')) AS settled,
    ARRAY(SELECT platform_id FROM message m WHERE m.ticket_id = t.id) AS messages
  FROM ticket t ORDER BY t.number`

/** The tickets that stand in the database, told as `replayThread` tells them. */
export async function openedTickets({ sql }: Stage, { sent }: ReplayChat): Promise<ThreadTicket[]> {
  const numberOf = new Map([...sent].map(([n, message]) => [String(message.id), n]))
  const rows = await sql<Row>(TICKETS)
  return rows.map(({ category, area, state, settled, source, messages }) => ({
    messages: [...new Set([source, ...messages])]
      .flatMap((id) => numberOf.get(id) ?? [])
      .sort((a, b) => a - b),
    category,
    area,
    state: state === 'withdrawn' ? 'withdrawn' : settled ? 'resolved_by_reporter' : 'open',
  }))
}

/** Figures of one line each, so that two partitions are compared at a glance. */
export function shown(tickets: readonly ThreadTicket[]): string[] {
  return tickets.map((t) => `${t.messages.join(',')} | ${t.category} | ${t.area} | ${t.state}`).sort()
}

/** Pairs of messages of one ticket; a message alone pairs with itself. */
export function pairsOf(tickets: readonly Pick<ThreadTicket, 'messages'>[]): Set<string> {
  const pairs = new Set<string>()
  for (const { messages } of tickets)
    for (const a of messages)
      for (const b of messages) if (a < b || messages.length === 1) pairs.add(`${a}-${b}`)
  return pairs
}
