import type { Pool } from 'pg'
import type { ConversationRow } from '../app/store-port/conversations.ts'
import type { IdentityRow } from '../app/store-port/people.ts'
import type { IncomingEvent } from '../domain/message.ts'
import { makeParties } from './first-sight.ts'
import { IDENTITY } from './people.ts'
import { readdress } from './readdress.ts'
import { storableText } from './storable.ts'

const COLUMNS = `c.id, c.channel, c.account, c.type, c.title, c.area, c.department, c.identity_id AS "identityId",
  c.status, c.can_hear_all AS "canHearAll", c.told_bind AS "toldBind", c.told_hear AS "toldHear",
  (SELECT chat FROM conversation_address a WHERE a.conversation_id = c.id AND a.current LIMIT 1) AS chat,
  (SELECT language FROM identity i WHERE i.id = c.identity_id) AS language,
  (SELECT person_id FROM identity i WHERE i.id = c.identity_id) AS "personId"`

/** Chats, and whom they belong to. */
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
        await makeParties(pool, event)
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

    async migrated(event: IncomingEvent, to: string): Promise<void> {
      const { conversation } = await this.parties(event)
      await readdress(pool, conversation.id, to)
    },

    readdress: (conversationId: string, chat: string): Promise<void> => readdress(pool, conversationId, chat),

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
    async conversationStatus(id: string, status: 'active' | 'left' | 'blocked'): Promise<void> {
      await pool.query('UPDATE conversation SET status = $2 WHERE id = $1', [id, status])
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
