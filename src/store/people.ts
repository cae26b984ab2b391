import type { Pool } from 'pg'
import type { IdentityRow, PersonTies } from '../app/store-port/people.ts'

/** Columns of an account; `i` is the table. */
export const IDENTITY = `i.id, i.channel, i.account, i.user_id AS "userId", i.person_id AS "personId", i.name, i.language`

/** Accounts, and people of the town. */
export function createPeople(pool: Pool) {
  return {
    async identity(id: string): Promise<IdentityRow | null> {
      const { rows } = await pool.query<IdentityRow>(`SELECT ${IDENTITY} FROM identity i WHERE i.id = $1`, [
        id,
      ])
      return rows[0] ?? null
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
  }
}
