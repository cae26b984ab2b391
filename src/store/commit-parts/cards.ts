import type { Part } from './part.ts'

/** Cards, and what is to be sent. */
export const CARDS: readonly Part[] = [
  {
    key: 'k',
    rows: (w) => w.cards,
    sql: (json) => `new_cards AS (
  INSERT INTO card (id, ticket_id, conversation_id, view, thread, reply_to, content)
  SELECT id, "ticketId", "conversationId", view, thread, "replyTo", content
  FROM jsonb_to_recordset(${json}) AS x(id uuid, "ticketId" uuid, "conversationId" uuid, view text, thread text,
    "replyTo" text, content jsonb)
  ON CONFLICT (id) DO UPDATE SET view = excluded.view, content = excluded.content,
    ticket_id = coalesce(excluded.ticket_id, card.ticket_id), version = card.version + 1)`,
  },
  {
    key: 'o',
    rows: (w) => w.outbox,
    sql: (json) => `new_outbox AS (
  INSERT INTO outbox (conversation_id, kind, card_id, ticket_id, thread, reply_to, content, idempotency_key, request_id)
  SELECT "conversationId", kind, "cardId", "ticketId", thread, "replyTo", nullif(content, 'null'), "idempotencyKey", $3
  FROM jsonb_to_recordset(${json}) AS x("conversationId" uuid, kind text, "cardId" uuid, "ticketId" uuid,
    thread text, "replyTo" text, content jsonb, "idempotencyKey" text)
  ON CONFLICT (idempotency_key) DO NOTHING)`,
  },
]

/** Buttons. */
export const TOKENS: Part = {
  key: 'b',
  rows: (w) => w.tokens,
  sql: (json) => `new_tokens AS (
  INSERT INTO button_token (token, ticket_id, conversation_id, action, args, identity_id, expires_at)
  SELECT token, "ticketId", "conversationId", action, args, "identityId", "expiresAt"
  FROM jsonb_to_recordset(${json}) AS x(token text, "ticketId" uuid, "conversationId" uuid, action text,
    args jsonb, "identityId" uuid, "expiresAt" timestamptz)
  ON CONFLICT (token) DO UPDATE SET expires_at = excluded.expires_at)`,
}
