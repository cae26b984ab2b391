import type { ClientBase, Pool } from 'pg'
import type { StoredTown } from '../app/town/store.ts'

const TABLES = {
  areas: `SELECT code, parent, level, name, aliases, kind, households, lng, lat, position
    FROM area WHERE active ORDER BY position, code`,
  shapes: 'SELECT area, polygons, position FROM area_shape ORDER BY position, area',
  departments: `SELECT code, name, aliases, area, kind, position
    FROM department WHERE active ORDER BY position, code`,
  people: 'SELECT id, key, name, phone, party, position FROM person WHERE active ORDER BY position, id',
  posts: `SELECT id, person_id AS "personId", role, area, department, position
    FROM post WHERE active ORDER BY position, id`,
  responsibilities: `SELECT category, area, lead, assist, position
    FROM responsibility ORDER BY position, category, area`,
  rosters: `SELECT id, department, area, role, person_id AS "personId",
    CASE WHEN cardinality(days) > 0 THEN days END AS days, begins AS "from", ends AS "to", position
    FROM roster ORDER BY position, id`,
  absences: `SELECT id, person_id AS "personId", begins AS "from", ends AS "to", deputy, position
    FROM absence WHERE source = 'import' ORDER BY position, id`,
  accounts: `SELECT channel, user_id AS "userId", person_id AS "personId", tied_by AS "tiedBy"
    FROM identity WHERE channel <> 'web' ORDER BY channel, user_id`,
  groups: `SELECT c.id, c.channel, a.chat, a.current, c.title AS name, c.area, c.department, c.status
    FROM conversation c JOIN conversation_address a ON a.conversation_id = c.id AND a.channel = c.channel
    LEFT JOIN area ON area.code = c.area LEFT JOIN department ON department.code = c.department
    WHERE c.type = 'group'
    ORDER BY c.channel <> 'web', c.channel, area.position, department.position, c.title, a.chat`,
} as const

/** The town as it lies in the tables, for comparing and exporting. */
export async function readStoredTown(db: Pick<Pool | ClientBase, 'query'>): Promise<StoredTown> {
  const rows = async (name: keyof typeof TABLES) => (await db.query(TABLES[name])).rows
  const head = await db.query(
    'SELECT version, name, letters, demo, policy, taxonomy, lexicon FROM town WHERE id = 1',
  )
  const { version, ...found } = head.rows[0] ?? { version: 0 }
  return {
    version,
    head: head.rows.length > 0 ? found : null,
    areas: await rows('areas'),
    shapes: await rows('shapes'),
    departments: await rows('departments'),
    people: await rows('people'),
    posts: await rows('posts'),
    responsibilities: await rows('responsibilities'),
    rosters: await rows('rosters'),
    absences: await rows('absences'),
    accounts: await rows('accounts'),
    groups: await rows('groups'),
  }
}
