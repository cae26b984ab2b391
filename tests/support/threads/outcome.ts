import type { ThreadTicket } from '../../../src/domain/understanding/replay.ts'
import type { Stage } from '../stage.ts'
import type { ReplayChat } from './replay-stage.ts'

interface Row {
  id: string
  category: string
  area: string
  state: string
  settled: boolean
  shared: boolean
  source: string
  messages: string[]
}

const TICKETS = `SELECT t.id, t.category, t.area, t.state, t.data->'source'->>'messageId' AS source,
    jsonb_array_length(coalesce(t.data->'joined', '[]')) > 0 AS shared,
    EXISTS (SELECT FROM ticket_event e WHERE e.ticket_id = t.id AND e.command IN ('settled_by_reporter', 'confirm')) AS settled,
    ARRAY(SELECT platform_id FROM message m WHERE m.ticket_id = t.id) AS messages
  FROM ticket t WHERE t.source_conversation = $1 ORDER BY t.number`

/** A ticket of the service; `shared` when others reported it too: then nobody ends it alone. */
export type OpenedTicket = ThreadTicket & { shared: boolean }

/** The tickets of a chat as they stand in the database, told as `replayThread` tells them. */
export async function openedTickets({ sql }: Stage, { sent, id }: ReplayChat): Promise<OpenedTicket[]> {
  const numberOf = new Map([...sent].map(([n, message]) => [String(message.id), n]))
  const rows = await sql<Row>(TICKETS, [await id()])
  return rows.map(({ category, area, state, settled, shared, source, messages }) => ({
    shared,
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

/** Pairwise F1 over threads: which messages stand on one ticket, against what the labels say. */
export function f1Of(threads: readonly { opened: ThreadTicket[]; meant: ThreadTicket[] }[]): number {
  let [right, found, meant] = [0, 0, 0]
  for (const thread of threads) {
    const opened = pairsOf(thread.opened)
    const labelled = pairsOf(thread.meant)
    right += [...opened].filter((pair) => labelled.has(pair)).length
    found += opened.size
    meant += labelled.size
  }
  return found + meant === 0 ? 1 : (2 * right) / (found + meant)
}

/** Pairs of messages of one ticket; a message alone pairs with itself. */
function pairsOf(tickets: readonly Pick<ThreadTicket, 'messages'>[]): Set<string> {
  const pairs = new Set<string>()
  for (const { messages } of tickets)
    for (const a of messages)
      for (const b of messages) if (a < b || messages.length === 1) pairs.add(`${a}-${b}`)
  return pairs
}

/** What the bot wrote into a chat about one report. */
export interface Words {
  /** Edited in place, however often. */
  cards: number
  questions: number
  /** Results, refusals, hints: everything else. */
  others: number
}

const WRITTEN = `SELECT coalesce(ticket_id::text, '-') AS ticket, kind, count(*)::int AS n FROM (
    SELECT ticket_id, platform_id, CASE WHEN view = 'ask' THEN 'questions' ELSE 'cards' END AS kind
      FROM card WHERE conversation_id = $1 AND platform_id IS NOT NULL
    UNION ALL SELECT ticket_id, platform_id, 'others' FROM outbox
      WHERE conversation_id = $1 AND kind = 'message' AND platform_id IS NOT NULL) x GROUP BY 1, 2`

/** By ticket; what belongs to none is under `-`. */
export async function wordsPerTicket({ sql }: Stage, chat: ReplayChat): Promise<Map<string, Words>> {
  const rows = await sql<{ ticket: string; kind: keyof Words; n: number }>(WRITTEN, [await chat.id()])
  const found = new Map<string, Words>()
  for (const { ticket, kind, n } of rows) {
    const words = found.get(ticket) ?? { cards: 0, questions: 0, others: 0 }
    words[kind] += n
    found.set(ticket, words)
  }
  return found
}
