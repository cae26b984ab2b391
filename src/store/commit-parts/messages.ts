import type { Part } from './part.ts'

/** What was said, and which ticket it belongs to. */
export const MESSAGES: readonly Part[] = [
  {
    key: 'm',
    rows: (w) => w.messages,
    sql: (json) => `new_messages AS (
  INSERT INTO message (conversation_id, platform_id, thread, direction, identity_id, text, photos, parts,
    reply_to, album_id, ticket_id, at, edited_at)
  SELECT "conversationId", "platformId", thread, direction, "identityId", text,
    ARRAY(SELECT jsonb_array_elements_text(photos)), parts, "replyTo", "albumId", "ticketId", at, "editedAt"
  FROM jsonb_to_recordset(${json}) AS x("conversationId" uuid, "platformId" text, thread text, direction text,
    "identityId" uuid, text text, photos jsonb, parts jsonb, "replyTo" text, "albumId" text, "ticketId" uuid,
    at timestamptz, "editedAt" timestamptz)
  ON CONFLICT (conversation_id, platform_id) DO UPDATE SET text = excluded.text, photos = excluded.photos,
    parts = excluded.parts, edited_at = excluded.edited_at,
    ticket_id = coalesce(excluded.ticket_id, message.ticket_id)
  RETURNING id, conversation_id, platform_id)`,
  },
  {
    key: 'd',
    rows: (w) => w.adopt,
    sql: (json) => `adopted AS (
  UPDATE message SET ticket_id = x."ticketId"
  FROM jsonb_to_recordset(${json}) AS x("messageId" bigint, "ticketId" uuid) WHERE message.id = x."messageId")`,
  },
  {
    key: 'y',
    rows: (w) => w.moved,
    sql: (json) => `moved AS (
  UPDATE message SET ticket_id = x."to"
  FROM jsonb_to_recordset(${json}) AS x("from" uuid, "to" uuid) WHERE message.ticket_id = x."from")`,
  },
]

/** Photos still to be fetched, tied to the message they came with where that is written too. */
export const PHOTO_FETCHES: readonly Part[] = [
  {
    key: 'f',
    rows: (w) => (w.messages.length > 0 ? w.fetches : []),
    sql: (json) => `fetches AS (
  INSERT INTO media_fetch (channel, account, ref, ticket_id, message_id, next_at)
  SELECT x.channel, x.account, x.ref, x."ticketId", m.id, now()
  FROM jsonb_to_recordset(${json}) AS x(channel text, account text, ref text, "ticketId" uuid,
    "conversationId" uuid, "platformId" text)
  LEFT JOIN new_messages m ON m.conversation_id = x."conversationId" AND m.platform_id = x."platformId")`,
  },
  {
    key: 'g',
    rows: (w) => (w.messages.length > 0 ? [] : w.fetches),
    sql: (json) => `fetches AS (
  INSERT INTO media_fetch (channel, account, ref, ticket_id, next_at)
  SELECT x.channel, x.account, x.ref, x."ticketId", now()
  FROM jsonb_to_recordset(${json}) AS x(channel text, account text, ref text, "ticketId" uuid))`,
  },
]
