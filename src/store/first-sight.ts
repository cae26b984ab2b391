import { randomUUID } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import type { IncomingEvent } from '../domain/message.ts'
import { storableText } from './storable.ts'
import { inTransaction } from './transaction.ts'

/** Rows made by the town import before the bot's own account is known; adopted when first heard. */
const ANY_ACCOUNT = '*'

/** A chat or an account heard for the first time: takes over what the import left for it, else makes it. */
export function makeParties(pool: Pool, event: IncomingEvent): Promise<void> {
  return inTransaction(pool, async (client) => {
    const identityId = await makeIdentity(client, event)
    await makeConversation(client, event, identityId)
  })
}

async function makeIdentity(client: PoolClient, event: IncomingEvent): Promise<string> {
  const { channel, account, sender } = event
  await client.query(
    `UPDATE identity SET account = $2 WHERE channel = $1 AND account = '${ANY_ACCOUNT}' AND user_id = $3
       AND NOT EXISTS (SELECT FROM identity WHERE channel = $1 AND account = $2 AND user_id = $3)`,
    [channel, account, sender.id],
  )
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO identity (id, channel, account, user_id, name, language) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (channel, account, user_id) DO UPDATE SET name = coalesce(excluded.name, identity.name),
       language = coalesce(excluded.language, identity.language)
     RETURNING id`,
    [
      randomUUID(),
      channel,
      account,
      sender.id,
      sender.name === undefined ? null : storableText(sender.name).slice(0, 200),
      sender.language ?? null,
    ],
  )
  return rows[0]?.id ?? ''
}

async function makeConversation(client: PoolClient, event: IncomingEvent, identityId: string): Promise<void> {
  const { channel, account, conversation } = event
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || $1, 2))', [
    `${channel}:${account}:${conversation.id}`,
  ])
  await client.query(
    `WITH left_over AS (
       UPDATE conversation_address SET account = $2 WHERE channel = $1 AND account = '${ANY_ACCOUNT}' AND chat = $3
         AND NOT EXISTS (SELECT FROM conversation_address WHERE channel = $1 AND account = $2 AND chat = $3)
       RETURNING conversation_id)
     UPDATE conversation SET account = $2 WHERE id IN (SELECT conversation_id FROM left_over)`,
    [channel, account, conversation.id],
  )
  await client.query(
    `WITH made AS (
       INSERT INTO conversation (id, channel, account, type, title, identity_id)
       SELECT $4, $1, $2, $5, $6, $7
       WHERE NOT EXISTS (SELECT FROM conversation_address WHERE channel = $1 AND account = $2 AND chat = $3)
       RETURNING id)
     INSERT INTO conversation_address (channel, account, chat, conversation_id) SELECT $1, $2, $3, id FROM made`,
    [
      channel,
      account,
      conversation.id,
      randomUUID(),
      conversation.type,
      conversation.title === undefined ? null : storableText(conversation.title).slice(0, 200),
      conversation.type === 'dm' ? identityId : null,
    ],
  )
}
