import type { ClientBase } from 'pg'
import type { AccountRow, GroupRow, TableWrite, TownWrite } from '../app/town/store.ts'

interface Table {
  name: string
  /** Column → Postgres type; the JSON field is the column in camel case. */
  columns: Readonly<Record<string, string>>
  key: readonly string[]
  /** Rows of this table are switched off instead of deleted. */
  keeps: boolean
}

const AREA: Table = {
  name: 'area',
  columns: {
    code: 'text',
    parent: 'text',
    level: 'text',
    name: 'text',
    aliases: 'text[]',
    kind: 'text',
    households: 'int',
    lng: 'float8',
    lat: 'float8',
    position: 'int',
  },
  key: ['code'],
  keeps: true,
}
const AREA_SHAPE: Table = {
  name: 'area_shape',
  columns: { area: 'text', polygons: 'jsonb', position: 'int' },
  key: ['area'],
  keeps: false,
}
const DEPARTMENT: Table = {
  name: 'department',
  columns: { code: 'text', name: 'text', aliases: 'text[]', area: 'text', kind: 'text', position: 'int' },
  key: ['code'],
  keeps: true,
}
const PERSON: Table = {
  name: 'person',
  columns: { id: 'uuid', key: 'text', name: 'text', phone: 'text', party: 'boolean', position: 'int' },
  key: ['id'],
  keeps: true,
}
const POST: Table = {
  name: 'post',
  columns: {
    id: 'uuid',
    person_id: 'uuid',
    role: 'text',
    area: 'text',
    department: 'text',
    position: 'int',
  },
  key: ['id'],
  keeps: true,
}
const RESPONSIBILITY: Table = {
  name: 'responsibility',
  columns: { category: 'text', area: 'text', lead: 'text', assist: 'text[]', position: 'int' },
  key: ['category', 'area'],
  keeps: false,
}

const ROSTER: Table = {
  name: 'roster',
  columns: {
    id: 'uuid',
    department: 'text',
    area: 'text',
    role: 'text',
    person_id: 'uuid',
    days: 'int[]',
    begins: 'text',
    ends: 'text',
    position: 'int',
  },
  key: ['id'],
  keeps: false,
}
const ABSENCE: Table = {
  name: 'absence',
  columns: {
    id: 'uuid',
    person_id: 'uuid',
    begins: 'text',
    ends: 'text',
    deputy: 'uuid',
    source: 'text',
    position: 'int',
  },
  key: ['id'],
  keeps: false,
}

const field = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
const recordset = (columns: Table['columns']) =>
  `jsonb_to_recordset($1::jsonb) AS r(${Object.entries(columns)
    .map(([column, type]) => `"${field(column)}" ${type}`)
    .join(', ')})`

async function put(client: ClientBase, table: Table, rows: readonly object[]) {
  if (rows.length === 0) return
  const names = Object.keys(table.columns)
  const keeps = table.keeps ? ', active' : ''
  const updates = names.filter((n) => !table.key.includes(n)).map((n) => `${n} = excluded.${n}`)
  if (table.keeps) updates.push('active = true')
  await client.query(
    `INSERT INTO ${table.name} (${names.join(', ')}${keeps})
     SELECT ${names.map((n) => `r."${field(n)}"`).join(', ')}${table.keeps ? ', true' : ''} FROM ${recordset(table.columns)}
     ON CONFLICT (${table.key.join(', ')}) DO UPDATE SET ${updates.join(', ')}`,
    [JSON.stringify(rows)],
  )
}

async function switchOff(client: ClientBase, table: Table, keys: readonly string[]) {
  const key = table.key[0] ?? ''
  if (keys.length > 0)
    await client.query(
      `UPDATE ${table.name} SET active = false WHERE ${key} = ANY($1::${table.columns[key]}[])`,
      [keys],
    )
}

async function replace<T extends object>(client: ClientBase, table: Table, write: TableWrite<T, string>) {
  await switchOff(client, table, write.drop)
  await put(client, table, write.put)
}

/** Rows that may go: nothing but a swap of a shift points at them. */
async function writeDuty(client: ClientBase, { rosters, absences }: TownWrite) {
  await client.query('DELETE FROM roster WHERE id = ANY($1::uuid[])', [rosters.drop])
  const turns = rosters.put.map(({ from, to, days, ...row }) => ({
    ...row,
    days: days ?? [],
    begins: from,
    ends: to,
  }))
  await put(client, ROSTER, turns)
  await client.query(`DELETE FROM absence WHERE id = ANY($1::uuid[]) AND source = 'import'`, [absences.drop])
  const away = absences.put.map(({ from, to, ...row }) => ({
    ...row,
    begins: from,
    ends: to,
    source: 'import',
  }))
  await put(client, ABSENCE, away)
}

async function writeAccounts(client: ClientBase, write: TownWrite['accounts']) {
  const keys = recordset({ channel: 'text', user_id: 'text' })
  if (write.drop.length > 0) {
    const gone = JSON.stringify(write.drop)
    // Never heard of: nothing points at the row. Heard of: messages do, so only the tie goes.
    await client.query(
      `DELETE FROM identity i USING ${keys}
       WHERE i.channel = r.channel AND i.user_id = r."userId" AND i.tied_by = 'import' AND i.account = '*'`,
      [gone],
    )
    await client.query(
      `UPDATE identity i SET person_id = NULL, tied_by = NULL FROM ${keys}
       WHERE i.channel = r.channel AND i.user_id = r."userId" AND i.tied_by = 'import'`,
      [gone],
    )
  }
  if (write.put.length === 0) return
  const rows = recordset({ id: 'uuid', channel: 'text', user_id: 'text', person_id: 'uuid' })
  const wanted: readonly AccountRow[] = write.put
  await client.query(
    `UPDATE identity i SET person_id = r."personId", tied_by = 'import' FROM ${rows}
     WHERE i.channel = r.channel AND i.user_id = r."userId"`,
    [JSON.stringify(wanted)],
  )
  await client.query(
    `INSERT INTO identity (id, channel, account, user_id, person_id, tied_by)
     SELECT r.id, r.channel, '*', r."userId", r."personId", 'import' FROM ${rows}
     WHERE NOT EXISTS (SELECT FROM identity i WHERE i.channel = r.channel AND i.user_id = r."userId")
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(wanted)],
  )
}

async function writeGroups(client: ClientBase, write: TownWrite['groups'], at: Date) {
  if (write.drop.length > 0)
    await client.query(`UPDATE conversation SET status = 'left' WHERE id = ANY($1::uuid[])`, [write.drop])
  if (write.put.length === 0) return
  const wanted: readonly GroupRow[] = write.put
  const rows = recordset({
    id: 'uuid',
    channel: 'text',
    chat: 'text',
    name: 'text',
    area: 'text',
    department: 'text',
  })
  // The web chat has one account; elsewhere the bot's own is known when it first hears the group.
  const account = `CASE WHEN r.channel = 'web' THEN 'web' ELSE '*' END`
  await client.query(
    `INSERT INTO conversation AS c (id, channel, account, type, title, area, department, created_at)
     SELECT r.id, r.channel, ${account}, 'group', r.name, r.area, r.department, $2 FROM ${rows}
     ON CONFLICT (id) DO UPDATE SET area = excluded.area, department = excluded.department,
       title = CASE WHEN c.channel = 'web' THEN excluded.title ELSE coalesce(c.title, excluded.title) END,
       status = CASE WHEN c.channel = 'web' THEN 'active' ELSE c.status END`,
    [JSON.stringify(wanted), at],
  )
  await client.query(
    `INSERT INTO conversation_address (channel, account, chat, conversation_id, current)
     SELECT r.channel, ${account}, r.chat, r.id, true FROM ${rows}
     WHERE NOT EXISTS (SELECT FROM conversation_address a
       WHERE a.channel = r.channel AND a.chat = r.chat AND a.conversation_id = r.id)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(wanted)],
  )
}

/** Writes an import with the client's open transaction; a fixed number of statements whatever the size. */
export async function writeTown(client: ClientBase, write: TownWrite): Promise<void> {
  await replace(client, AREA, write.areas)
  await client.query('DELETE FROM area_shape WHERE area = ANY($1::text[])', [write.shapes.drop])
  await put(client, AREA_SHAPE, write.shapes.put)
  await replace(client, DEPARTMENT, write.departments)
  await replace(client, PERSON, write.people)
  await replace(client, POST, write.posts)
  await client.query(
    `DELETE FROM responsibility t USING ${recordset({ category: 'text', area: 'text' })}
     WHERE t.category = r.category AND t.area = r.area`,
    [JSON.stringify(write.responsibilities.drop)],
  )
  await put(client, RESPONSIBILITY, write.responsibilities.put)
  await writeDuty(client, write)
  await writeAccounts(client, write.accounts)
  await writeGroups(client, write.groups, write.at)
  const { name, letters, demo, policy, taxonomy, lexicon } = write.head
  await client.query(
    `INSERT INTO town (id, version, name, letters, demo, policy, taxonomy, updated_at, lexicon)
     VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (id) DO UPDATE SET version = $1, name = $2, letters = $3, demo = $4, policy = $5,
       taxonomy = $6, updated_at = $7, lexicon = $8`,
    [
      write.version,
      name,
      letters,
      demo,
      JSON.stringify(policy),
      JSON.stringify(taxonomy),
      write.at,
      JSON.stringify(lexicon),
    ],
  )
  await client.query(
    `INSERT INTO audit_log (at, actor, action, target, data) VALUES ($1, 'import', 'town.import', 'town', $2)`,
    [write.at, JSON.stringify({ version: write.version, areas: write.areas.put.length })],
  )
}
