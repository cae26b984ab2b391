import type { Pool } from 'pg'
import type { DialogRow } from '../app/store-port/asking.ts'
import type { ButtonToken, CardRow } from '../app/store-port/cards.ts'
import type { MessageRow, ThreadQuery, ThreadRows } from '../app/store-port/messages.ts'
import type { OpeningScope, OpenNearby } from '../app/store-port/tickets.ts'
import type { Ticket } from '../domain/ticket/types.ts'
import { MESSAGE } from './message-columns.ts'
import { QUESTION, type QuestionJson, questionOf } from './questions.ts'

const OPEN = `('closed', 'rejected', 'withdrawn', 'merged')`

export function createTickets(pool: Pool) {
  return {
    async thread(query: ThreadQuery): Promise<ThreadRows> {
      const { rows } = await pool.query<ThreadJson>({
        name: 'thread',
        text: THREAD,
        values: [
          query.conversationId,
          query.identityId,
          query.platformId,
          query.replyTo,
          query.albumId,
          query.since,
          query.limit,
          query.now,
          query.endedSince,
        ],
      })
      return threadRows(rows[0])
    },

    /**
     * The next running number of a month. Committed without waiting for the disk: a ticket that bears the
     * number is committed later and waits, so a number in use is never lost, and the hot row is free at once.
     */
    async nextNumber(period: string): Promise<number> {
      if (!/^\d{4}$/.test(period)) throw new Error('period is YYMM')
      const results = (await pool.query(
        `BEGIN; SET LOCAL synchronous_commit = off;
         INSERT INTO ticket_counter (period, last) VALUES ('${period}', 1)
           ON CONFLICT (period) DO UPDATE SET last = ticket_counter.last + 1 RETURNING last;
         COMMIT`,
      )) as unknown as { rows: { last: number }[] }[]
      const last = results.flatMap((r) => r.rows).find((r) => typeof r.last === 'number')?.last
      if (last === undefined) throw new Error('no ticket number')
      return last
    },

    async openedLately(
      who: { reporter: string | null; conversation: string; actor: string },
      since: Date,
    ): Promise<{ tickets: number; told: boolean }> {
      const whose = who.reporter
        ? 'reporter_identity = $1'
        : 'reporter_identity IS NULL AND source_conversation = $1'
      const { rows } = await pool.query<{ tickets: number; told: boolean }>(
        `SELECT (SELECT count(*)::int FROM ticket WHERE ${whose} AND opened_at > $2) AS tickets,
           EXISTS (SELECT FROM audit_log WHERE actor = $3 AND action = 'report.bound' AND at > $2) AS told`,
        [who.reporter ?? who.conversation, since, who.actor],
      )
      return rows[0] ?? { tickets: 0, told: false }
    },

    async ticket(id: string): Promise<Ticket | null> {
      const { rows } = await pool.query<{ data: Ticket }>({
        name: 'ticket',
        text: 'SELECT data FROM ticket WHERE id = $1',
        values: [id],
      })
      return rows[0]?.data ?? null
    },

    async openNearby(
      areas: readonly string[],
      since: Date,
      limit: number,
      scope: string,
    ): Promise<{ tickets: OpenNearby[]; seen: OpeningScope }> {
      const { rows } = await pool.query<{
        version: number
        ticket: Ticket | null
        read: { area: string; placeSource: string } | null
        photoHashes: string[]
      }>({
        name: 'open_nearby',
        text: `SELECT s.version, n.* FROM (SELECT coalesce(
            (SELECT version FROM opening_scope WHERE scope = $4), 0) AS version) s
          LEFT JOIN LATERAL (SELECT t.data AS ticket, (SELECT r.data->'incident' FROM reading r WHERE r.ticket_id = t.id
            ORDER BY r.version DESC LIMIT 1) AS read,
            ARRAY(SELECT m.likeness FROM media m WHERE m.likeness IS NOT NULL AND m.hash IN
              (SELECT jsonb_array_elements_text(t.data->'photosBefore'))) AS "photoHashes"
          FROM ticket t WHERE t.area = ANY($1) AND t.state NOT IN ${OPEN} AND t.opened_at >= $2 AND NOT t.data ? 'part'
          ORDER BY t.opened_at DESC LIMIT $3) n ON true`,
        values: [areas, since, limit, scope],
      })
      const tickets = rows.flatMap(({ ticket, read, photoHashes }) => {
        if (!ticket) return []
        const told = read && read.area === ticket.area
        const areaFrom = told ? (read.placeSource as OpenNearby['areaFrom']) : null
        return [{ ticket, areaFrom, photoHashes }]
      })
      return { tickets, seen: { scope, version: rows[0]?.version ?? 0 } }
    },

    async cards(ticketId: string): Promise<CardRow[]> {
      const { rows } = await pool.query<CardRow>({
        name: 'cards',
        text: `SELECT id, ticket_id AS "ticketId", conversation_id AS "conversationId", view, content,
          platform_id AS "platformId" FROM card WHERE ticket_id = $1`,
        values: [ticketId],
      })
      return rows
    },

    async token(token: string): Promise<ButtonToken | null> {
      const { rows } = await pool.query<ButtonToken>(
        `SELECT token, ticket_id AS "ticketId", conversation_id AS "conversationId", action, args,
           identity_id AS "identityId", expires_at AS "expiresAt" FROM button_token WHERE token = $1`,
        [token],
      )
      return rows[0] ?? null
    },
  }
}

interface ThreadJson {
  recent: (Omit<MessageRow, 'at'> & { at: string })[] | null
  open: Ticket[] | null
  ended: Ticket[] | null
  replied: Ticket | null
  replied_bot: boolean
  album: Ticket | null
  known: (Omit<MessageRow, 'at'> & { at: string }) | null
  dialog: (Omit<DialogRow, 'expiresAt'> & { expiresAt: string }) | null
  questions: QuestionJson[] | null
  replied_question: string | null
}

function threadRows(row: ThreadJson | undefined): ThreadRows {
  const message = (m: Omit<MessageRow, 'at'> & { at: string }): MessageRow => ({ ...m, at: new Date(m.at) })
  return {
    recent: (row?.recent ?? []).map(message),
    open: row?.open ?? [],
    ended: row?.ended ?? [],
    repliedTicket: row?.replied ?? null,
    repliesToBot: row?.replied_bot ?? false,
    albumTicket: row?.album ?? null,
    known: row?.known ? message(row.known) : null,
    dialog: row?.dialog ? { ...row.dialog, expiresAt: new Date(row.dialog.expiresAt) } : null,
    questions: (row?.questions ?? []).map(questionOf),
    repliedQuestion: row?.replied_question ?? null,
  }
}

// $1 conversation, $2 identity, $3 platform id, $4 reply to, $5 album, $6 since, $7 most of them, $8 now, $9 ended since
const THREAD = `SELECT
  (SELECT json_agg(x ORDER BY x.at, x.id::bigint) FROM (SELECT ${MESSAGE} FROM message m
    WHERE m.conversation_id = $1 AND m.at >= $6 AND m.direction = 'in' AND m.platform_id IS DISTINCT FROM $3
    ORDER BY m.at DESC, m.id DESC LIMIT $7) x) AS recent,
  (SELECT json_agg(data ORDER BY opened_at, number) FROM (
    (SELECT data, opened_at, number FROM ticket
      WHERE source_conversation = $1 AND state NOT IN ${OPEN} AND NOT data ? 'part'
      ORDER BY opened_at DESC, number DESC LIMIT 30)
    UNION ALL
    (SELECT data, opened_at, number FROM ticket WHERE source_conversation <> $1 AND state NOT IN ${OPEN} AND id IN (
      SELECT m.ticket_id FROM message m WHERE m.conversation_id = $1 AND m.at >= $6) LIMIT 10)) x) AS open,
  (SELECT json_agg(data ORDER BY closed_at, number) FROM (
    SELECT data, closed_at, number FROM ticket WHERE source_conversation = $1 AND NOT data ? 'part'
      AND state IN ('closed', 'withdrawn') AND closed_at >= $9 ORDER BY closed_at DESC, number DESC LIMIT 10) x) AS ended,
  (SELECT data FROM ticket WHERE id = coalesce(
    (SELECT ticket_id FROM card WHERE conversation_id = $1 AND platform_id = $4 LIMIT 1),
    (SELECT ticket_id FROM message WHERE conversation_id = $1 AND platform_id = $4),
    (SELECT ticket_id FROM outbox WHERE conversation_id = $1 AND platform_id = $4 ORDER BY id DESC LIMIT 1))) AS replied,
  (EXISTS (SELECT FROM card WHERE conversation_id = $1 AND platform_id = $4)
    OR EXISTS (SELECT FROM outbox WHERE conversation_id = $1 AND platform_id = $4)) AS replied_bot,
  (SELECT data FROM ticket WHERE id = (SELECT ticket_id FROM message
    WHERE conversation_id = $1 AND album_id = $5 AND ticket_id IS NOT NULL LIMIT 1)) AS album,
  (SELECT to_json(x) FROM (SELECT ${MESSAGE} FROM message m
    WHERE m.conversation_id = $1 AND m.platform_id = $3) x) AS known,
  (SELECT to_json(x) FROM (SELECT conversation_id AS "conversationId", identity_id AS "identityId",
    ticket_id AS "ticketId", waits_for AS "waitsFor", args, expires_at AS "expiresAt" FROM dialog
    WHERE conversation_id = $1 AND identity_id = $2 AND expires_at > $8) x) AS dialog,
  (SELECT json_agg(x) FROM (SELECT ${QUESTION} FROM question q
    WHERE q.about_conversation = $1 AND q.author = $2 AND q.state IN ('waiting', 'asked') AND q.expires_at > $8
    UNION SELECT ${QUESTION} FROM question q JOIN card k ON k.id = q.card_id
    WHERE k.conversation_id = $1 AND k.platform_id = $4 AND q.state = 'asked' LIMIT 20) x) AS questions,
  (SELECT q.id FROM question q JOIN card k ON k.id = q.card_id
    WHERE k.conversation_id = $1 AND k.platform_id = $4 LIMIT 1) AS replied_question`
