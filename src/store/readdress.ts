import type { Pool, PoolClient } from 'pg'
import { inTransaction } from './transaction.ts'

/** The chat has a new platform id; the old one stays as an alias. Both ids may already be known. */
export function readdress(pool: Pool, conversationId: string, chat: string): Promise<void> {
  return inTransaction(pool, async (client) => {
    await client.query('UPDATE conversation_address SET current = false WHERE conversation_id = $1', [
      conversationId,
    ])
    const { rows } = await client.query<{ conversation_id: string }>(
      `SELECT a.conversation_id FROM conversation_address a JOIN conversation c ON c.id = $1
       WHERE a.channel = c.channel AND a.account = c.account AND a.chat = $2`,
      [conversationId, chat],
    )
    const newer = rows[0]?.conversation_id
    if (newer && newer !== conversationId) await absorb(client, newer, conversationId)
    await client.query(
      `INSERT INTO conversation_address (channel, account, chat, conversation_id, current)
       SELECT channel, account, $2, id, true FROM conversation WHERE id = $1
       ON CONFLICT (channel, account, chat) DO UPDATE SET conversation_id = excluded.conversation_id, current = true`,
      [conversationId, chat],
    )
  })
}

/** Something was heard under the new id before the migration notice came: that conversation folds into the old one. */
async function absorb(client: PoolClient, from: string, into: string): Promise<void> {
  await client.query('UPDATE conversation_address SET conversation_id = $2 WHERE conversation_id = $1', [
    from,
    into,
  ])
  await client.query(
    `UPDATE message m SET conversation_id = $2 WHERE conversation_id = $1 AND NOT EXISTS
       (SELECT FROM message o WHERE o.conversation_id = $2 AND o.platform_id = m.platform_id)`,
    [from, into],
  )
  await client.query('UPDATE outbox SET conversation_id = $2 WHERE conversation_id = $1', [from, into])
  await client.query(
    `UPDATE card k SET conversation_id = $2 WHERE conversation_id = $1 AND NOT EXISTS
       (SELECT FROM card o WHERE o.conversation_id = $2 AND o.ticket_id = k.ticket_id)`,
    [from, into],
  )
  await client.query('UPDATE question SET conversation_id = $2 WHERE conversation_id = $1', [from, into])
  await client.query(
    `UPDATE question q SET about_conversation = $2 WHERE about_conversation = $1 AND NOT EXISTS
       (SELECT FROM question o WHERE o.about_conversation = $2 AND o.about_message = q.about_message)`,
    [from, into],
  )
  await client.query('UPDATE button_token SET conversation_id = $2 WHERE conversation_id = $1', [from, into])
  await client.query(
    `UPDATE ticket SET source_conversation = $2::uuid,
       data = jsonb_set(data, '{source,conversationId}', to_jsonb(($2::uuid)::text))
     WHERE source_conversation = $1::uuid`,
    [from, into],
  )
  await client.query(
    `UPDATE ticket SET data = jsonb_set(data, '{joined}',
       replace((data->'joined')::text, to_jsonb(($1::uuid)::text)::text, to_jsonb(($2::uuid)::text)::text)::jsonb)
     WHERE data->'joined' @> jsonb_build_array(jsonb_build_object('source',
       jsonb_build_object('conversationId', ($1::uuid)::text)))`,
    [from, into],
  )
  await client.query(`UPDATE conversation SET status = 'left' WHERE id = $1`, [from])
}
