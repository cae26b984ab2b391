import type pg from 'pg'
import type { OutgoingMessage } from '../../src/domain/message.ts'
import type { StoredMessage, Telegram } from '../../tests/support/telegram/index.ts'
import type { Check } from './check.ts'

interface SentRow {
  chat: string
  platformId: string
  outboxId: string
}

interface CardRow {
  id: string
  chat: string
  platformId: string | null
  version: number
  sentVersion: number
  content: OutgoingMessage
}

/** Compares what the outbox says was sent with what stands in the chats. */
export async function auditMessages(pool: pg.Pool, tg: Telegram): Promise<Check[]> {
  const { rows: sent } = await pool.query<SentRow>(
    `SELECT a.chat, o.platform_id AS "platformId", o.id::text AS "outboxId" FROM outbox o
     JOIN conversation_address a ON a.conversation_id = o.conversation_id AND a.current
     WHERE o.kind = 'message' AND o.state = 'sent'`,
  )
  const { rows: cards } = await pool.query<CardRow>(
    `SELECT c.id, a.chat, c.platform_id AS "platformId", c.version, c.sent_version AS "sentVersion", c.content FROM card c
     JOIN conversation_address a ON a.conversation_id = c.conversation_id AND a.current`,
  )
  const { rows: doubts } = await pool.query<{ chat: string; tries: number }>(
    `SELECT a.chat, sum(greatest(o.attempts - 1, 1))::int AS tries FROM outbox o
     JOIN conversation_address a ON a.conversation_id = o.conversation_id AND a.current
     WHERE o.in_doubt GROUP BY a.chat`,
  )
  const rooms = new Map([...tg.world.rooms.values()].map((room) => [String(room.id), room]))
  const find = (chat: string, id: string | null) => rooms.get(chat)?.find(Number(id))
  return [
    cardsShown(cards, find),
    traced(tg, sent, cards, new Map(doubts.map((row) => [row.chat, row.tries]))),
    everySentStands(sent, find),
  ]
}

type Find = (chat: string, id: string | null) => StoredMessage | undefined

function cardsShown(cards: readonly CardRow[], find: Find): Check {
  const wrong = cards.flatMap((card) => {
    const message = find(card.chat, card.platformId)
    const where = `card in ${card.chat}/${card.platformId ?? '-'}`
    if (!message?.byBot) return [`${where} was not delivered`]
    if (card.sentVersion !== card.version)
      return [`${where} shows version ${card.sentVersion} of ${card.version}`]
    const labels = card.content.buttons.flat().map((button) => button.label)
    if (labels.join() !== message.buttonTexts.join()) return [`${where} shows old buttons`]
    const missing = card.content.lines.find((line) => !message.text.includes(line.trim()))
    return missing === undefined ? [] : [`${where} shows old words`]
  })
  return { name: 'every card shown, at its newest', seen: cards.length, wrong }
}

/** Each message of the bot comes from exactly one row; what is left over must be the repeat of a row in doubt. */
function traced(
  tg: Telegram,
  sent: readonly SentRow[],
  cards: readonly CardRow[],
  doubts: ReadonlyMap<string, number>,
): Check {
  const sources = new Map<string, number>()
  const count = (key: string): void => {
    sources.set(key, (sources.get(key) ?? 0) + 1)
  }
  for (const row of sent) count(`${row.chat}/${row.platformId}`)
  for (const card of cards) count(`${card.chat}/${card.platformId ?? '-'}`)
  const wrong: string[] = []
  let seen = 0
  let repeats = 0
  for (const room of tg.world.rooms.values()) {
    const mine = room.everything.filter((message) => message.byBot)
    const albums = new Set(
      mine.flatMap((m) => (m.mediaGroupId && sources.has(`${room.id}/${m.id}`) ? [m.mediaGroupId] : [])),
    )
    const orphans = mine.filter((message) => {
      const from = sources.get(`${room.id}/${message.id}`) ?? 0
      if (from > 1) wrong.push(`${room.id}/${message.id} comes from ${from} rows`)
      return from === 0 && !(message.mediaGroupId && albums.has(message.mediaGroupId))
    })
    seen += mine.length
    repeats += orphans.length
    const allowed = doubts.get(String(room.id)) ?? 0
    if (orphans.length > allowed) {
      const heads = orphans.map((m) => `#${m.id} "${m.text.split('\n')[0]}"`)
      wrong.push(`${room.id}: ${orphans.length} messages of no row, ${allowed} in doubt: ${heads.join(', ')}`)
    }
  }
  const inDoubt = [...doubts.values()].reduce((sum, n) => sum + n, 0)
  return {
    name: 'each message from one row',
    seen,
    wrong,
    note: `${repeats} repeated, ${inDoubt} in doubt`,
  }
}

function everySentStands(sent: readonly SentRow[], find: Find): Check {
  const wrong = sent
    .filter((row) => !find(row.chat, row.platformId)?.byBot)
    .map((row) => `outbox ${row.outboxId} says ${row.chat}/${row.platformId}, which does not stand there`)
  return { name: 'what counts as sent was sent', seen: sent.length, wrong }
}
