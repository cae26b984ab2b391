import type { Pool } from 'pg'
import { laneOf } from '../app/intake/receive.ts'
import type { MalformedFrame, ReceivedEvent } from '../app/ports.ts'
import type { InboxRow } from '../app/store-port/inbox.ts'
import type { IncomingEvent } from '../domain/message.ts'
import { shallow, storableJson, storableText } from './storable.ts'

export function createInbox(pool: Pool) {
  return {
    async addToInbox(events: readonly (ReceivedEvent & { requestId: string })[]): Promise<number> {
      if (events.length === 0) return 0
      const rows = events.map(({ event, raw, requestId }) => ({
        channel: event.channel,
        account: event.account,
        dedupeKey: event.dedupeKey,
        lane: laneOf(event),
        ord: event.order,
        event,
        raw: shallow(raw),
        state: event.body.kind === 'ignored' ? 'skipped' : 'pending',
        requestId,
        occurredAt: event.occurredAt,
      }))
      const result = await pool.query({
        name: 'inbox_add',
        text: `INSERT INTO inbox (channel, account, dedupe_key, lane, ord, event, raw, state, request_id, occurred_at)
          SELECT channel, account, "dedupeKey", lane, ord, event, raw, state, "requestId", "occurredAt"
          FROM jsonb_to_recordset($1::jsonb) AS x(channel text, account text, "dedupeKey" text, lane text,
            ord bigint, event jsonb, raw jsonb, state text, "requestId" text, "occurredAt" timestamptz)
          ON CONFLICT (channel, account, dedupe_key) DO NOTHING`,
        values: [storableJson(rows)],
      })
      return result.rowCount ?? 0
    },

    async addMalformed(frame: MalformedFrame & { requestId: string }): Promise<void> {
      await pool.query(
        `INSERT INTO inbox (channel, account, dedupe_key, lane, ord, raw, state, error, request_id, occurred_at)
         VALUES ($1, $2, $3, 'malformed', 0, $4, 'malformed', $5, $6, now())
         ON CONFLICT (channel, account, dedupe_key) DO NOTHING`,
        [
          frame.channel,
          frame.account,
          frame.dedupeKey,
          storableJson(shallow(frame.raw ?? null)),
          storableText(frame.error),
          frame.requestId,
        ],
      )
    },

    async waiting(lane: string, limit: number): Promise<InboxRow[]> {
      const { rows } = await pool.query<{
        id: string
        event: IncomingEvent
        request_id: string
        attempts: number
        retry_at: Date | null
        received_at: Date
      }>({
        name: 'inbox_waiting',
        text: `SELECT id, event, request_id, attempts, retry_at, received_at FROM inbox
          WHERE lane = $1 AND state = 'pending' ORDER BY ord, id LIMIT $2`,
        values: [lane, limit],
      })
      return rows.map((r) => ({
        id: r.id,
        event: r.event,
        requestId: r.request_id,
        receivedAt: r.received_at,
        attempts: r.attempts,
        retryAt: r.retry_at,
      }))
    },

    async hasWaiting(lane: string): Promise<boolean> {
      const { rows } = await pool.query({
        name: 'inbox_has',
        text: `SELECT 1 FROM inbox WHERE lane = $1 AND state = 'pending' AND (retry_at IS NULL OR retry_at <= now()) LIMIT 1`,
        values: [lane],
      })
      return rows.length > 0
    },

    async inboxFailed(id: string, error: string, retryAt: Date | null): Promise<void> {
      await pool.query(
        `UPDATE inbox SET attempts = attempts + 1, error = $2, retry_at = $3,
           state = CASE WHEN $3::timestamptz IS NULL THEN 'failed' ELSE state END
         WHERE id = $1 AND state = 'pending'`,
        [id, storableText(error.slice(0, 500)), retryAt],
      )
    },
  }
}
