import { randomUUID } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import type { ConversationRow } from '../app/store-port/conversations.ts'
import type { IdentityRow, PersonTies } from '../app/store-port/people.ts'
import type { IncomingEvent } from '../domain/message.ts'
import { storableText } from './storable.ts'

/** Rows made by the town import before the bot's own account is known; adopted when first heard. */
const ANY_ACCOUNT = '*'

const COLUMNS = `c.id, c.channel, c.account, c.type, c.title, c.area, c.department, c.identity_id AS "identityId",
  c.status, c.can_hear_all AS "canHearAll", c.told_bind AS "toldBind", c.told_hear AS "toldHear",
  (SELECT chat FROM conversation_address a WHERE a.conversation_id = c.id AND a.current LIMIT 1) AS chat,
  (SELECT language FROM identity i WHERE i.id = c.identity_id) AS language,
  (SELECT person_id FROM identity i WHERE i.id = c.identity_id) AS "personId"`

const IDENTITY = `i.id, i.channel, i.account, i.user_id AS "userId", i.person_id AS "personId", i.name, i.language`

export function createConversations(pool: Pool) {
  async function find(
    event: IncomingEvent,
  ): Promise<{ conversation?: ConversationRow; identity?: IdentityRow }> {
    const { rows } = await pool.query<{ conversation: ConversationRow | null; identity: IdentityRow | null }>(
      {
        name: 'parties',
        text: `SELECT
        (SELECT to_jsonb(x) FROM (SELECT ${COLUMNS} FROM conversation_address ca
          JOIN conversation c ON c.id = ca.conversation_id
          WHERE ca.channel = $1 AND ca.account = $2 AND ca.chat = $3) x) AS conversation,
        (SELECT to_jsonb(x) FROM (SELECT ${IDENTITY} FROM identity i
          WHERE i.channel = $1 AND i.account = $2 AND i.user_id = $4) x) AS identity`,
        values: [event.channel, event.account, event.conversation.id, event.sender.id],
      },
    )
    const row = rows[0]
    return {
      ...(row?.conversation ? { conversation: row.conversation } : {}),
      ...(row?.identity ? { identity: row.identity } : {}),
    }
  }

  /** First sight of a chat or an account: takes over what the import left for it, else makes it. */
  async function make(event: IncomingEvent): Promise<void> {
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      const identityId = await makeIdentity(client, event)
      await makeConversation(client, event, identityId)
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    } finally {
      client.release()
    }
  }

  const list = async (name: string, where: string, values: unknown[]): Promise<ConversationRow[]> =>
    (
      await pool.query<ConversationRow>({
        name: `conversations_${name}`,
        text: `SELECT ${COLUMNS} FROM conversation c WHERE ${where}`,
        values,
      })
    ).rows

  return {
    async parties(event: IncomingEvent): Promise<{ conversation: ConversationRow; identity: IdentityRow }> {
      let { conversation, identity } = await find(event)
      if (!conversation || !identity) {
        await make(event)
        ;({ conversation, identity } = await find(event))
      }
      if (!conversation || !identity) throw new Error('conversation could not be made')
      const title = event.conversation.title
      if (title && title !== conversation.title && conversation.type === 'group') {
        await pool.query('UPDATE conversation SET title = $2 WHERE id = $1', [
          conversation.id,
          storableText(title),
        ])
      }
      const person = event.sender.personId ?? null
      if (person && identity.personId !== person) {
        await pool.query(`UPDATE identity SET person_id = $2, tied_by = 'web' WHERE id = $1`, [
          identity.id,
          person,
        ])
        identity = { ...identity, personId: person }
      }
      return { conversation, identity }
    },

    /** The chat has a new platform id; the old one stays as an alias. Both ids may already be known. */
    async migrated(event: IncomingEvent, to: string): Promise<void> {
      const { conversation } = await this.parties(event)
      await this.readdress(conversation.id, to)
    },

    async readdress(conversationId: string, chat: string): Promise<void> {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
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
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK')
        throw error
      } finally {
        client.release()
      }
    },

    departmentConversations: (department: string) =>
      list('department', `c.department = $1 AND c.status = 'active' ORDER BY c.type DESC, c.created_at`, [
        department,
      ]),
    areaConversations: (areas: readonly string[]) =>
      list(
        'area',
        `c.area = ANY($1) AND c.type = 'group' AND c.status = 'active' ORDER BY array_position($1::text[], c.area), c.created_at`,
        [areas],
      ),
    personConversations: (personId: string) =>
      list(
        'person',
        `c.type = 'dm' AND c.status = 'active' AND c.identity_id IN
           (SELECT i.id FROM identity i JOIN person p ON p.id = i.person_id AND p.active WHERE p.id = $1) ORDER BY c.created_at`,
        [personId],
      ),
    async identityConversation(identityId: string): Promise<ConversationRow | null> {
      return (
        (
          await list('identity', `c.type = 'dm' AND c.status = 'active' AND c.identity_id = $1`, [identityId])
        )[0] ?? null
      )
    },
    async conversation(id: string): Promise<ConversationRow | null> {
      return (await list('id', 'c.id = $1', [id]))[0] ?? null
    },
    async identity(id: string): Promise<IdentityRow | null> {
      const { rows } = await pool.query<IdentityRow>(`SELECT ${IDENTITY} FROM identity i WHERE i.id = $1`, [
        id,
      ])
      return rows[0] ?? null
    },
    async conversationStatus(id: string, status: 'active' | 'left' | 'blocked'): Promise<void> {
      await pool.query('UPDATE conversation SET status = $2 WHERE id = $1', [id, status])
    },
    async personByPhone(phone: string): Promise<string | null> {
      const { rows } = await pool.query<{ id: string }>('SELECT id FROM person WHERE phone = $1 AND active', [
        phone,
      ])
      return rows.length === 1 ? (rows[0]?.id ?? null) : null
    },
    async personTies(personId: string, channel: string): Promise<PersonTies | null> {
      const { rows } = await pool.query<PersonTies>(
        `SELECT p.id, p.link_gen AS "linkGen", coalesce((SELECT json_agg(json_build_object('id', i.id, 'tiedBy', i.tied_by))
           FROM identity i WHERE i.person_id = p.id AND i.channel = $2), '[]') AS accounts
         FROM person p WHERE p.id = $1 AND p.active`,
        [personId, channel],
      )
      return rows[0] ?? null
    },
    async holdUntil(conversationId: string): Promise<Date | null> {
      const { rows } = await pool.query<{ hold_until: Date | null }>(
        'SELECT hold_until FROM conversation WHERE id = $1',
        [conversationId],
      )
      return rows[0]?.hold_until ?? null
    },
    async hold(conversationId: string, until: Date): Promise<void> {
      await pool.query('UPDATE conversation SET hold_until = $2 WHERE id = $1', [conversationId, until])
    },
  }
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
