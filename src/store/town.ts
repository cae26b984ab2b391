import type { Pool } from 'pg'
import { type Exported, exportTown as exportFrom } from '../app/town/export.ts'
import type { TownFolder } from '../app/town/folder.ts'
import { type ImportDiff, type ImportOptions, importTown as importInto } from '../app/town/import.ts'
import type { TownStore } from '../app/town/store.ts'
import { Policy } from '../domain/area/policy.ts'
import type { Duty, TownData } from '../domain/area/town.ts'
import { readStoredTown } from './town-read.ts'
import { writeTown } from './town-write.ts'
import { inTransaction } from './transaction.ts'

const LOCK = 727_002

/** Version of the imported town; 0 when there is none. */
export async function townVersion(pool: Pick<Pool, 'query'>): Promise<number> {
  const { rows } = await pool.query<{ version: number }>('SELECT version FROM town WHERE id = 1')
  return rows[0]?.version ?? 0
}

const list = (columns: string, from: string, order: string) =>
  `(SELECT coalesce(json_agg(r), '[]') FROM (SELECT ${columns} FROM ${from} ORDER BY ${order}) r)`

/** Days told once are null, as the domain has it. */
const ROSTER = `id, department, area, role, person_id AS "personId",
  CASE WHEN cardinality(days) > 0 THEN days END AS days, begins AS "from", ends AS "to"`
/** What is over for good is left out; the clock of the town is never a day away from that of the database. */
const LATELY = `to_char(now() - interval '32 days', 'YYYY-MM-DD"T"HH24:MI')`

// One statement, so that all tables are seen at the same moment.
const LOAD = `SELECT version, name, letters, demo, policy, taxonomy, lexicon,
  ${list('code, parent, level, name, aliases, kind, households, lng, lat', 'area WHERE active', 'position, code')} AS areas,
  ${list('area, polygons', 'area_shape', 'position, area')} AS shapes,
  ${list('code, name, aliases, area, kind', 'department WHERE active', 'position, code')} AS departments,
  ${list('id, name', 'person WHERE active', 'position, id')} AS people,
  ${list('id, person_id AS "personId", role, area, department', 'post WHERE active', 'position, id')} AS posts,
  ${list('category, area, lead, assist', 'responsibility', 'position, category, area')} AS responsibilities,
  ${list(ROSTER, 'roster', 'position, id')} AS rosters,
  ${list('id, person_id AS "personId", begins AS "from", ends AS "to", deputy', `absence WHERE ends > ${LATELY}`, 'position, begins, id')} AS absences,
  ${list('d.id, s.roster, s.start, s."personId", s.by', `duty_swap d, jsonb_to_recordset(d.shifts) AS s(roster text, start text, "personId" text, by text) WHERE d.state = 'agreed' AND s.start > ${LATELY}`, 'd.decided_at, d.id, s.start')} AS swaps
  FROM town WHERE id = 1`

/** The town as imported last, or null before the first import. One round trip. */
export async function loadTown(pool: Pick<Pool, 'query'>): Promise<TownData | null> {
  const { rows } = await pool.query<Omit<TownData, 'duty'> & Duty & { policy: unknown }>(LOAD)
  if (!rows[0]) return null
  const { rosters, absences, swaps, ...row } = rows[0]
  return { ...row, policy: Policy.parse(row.policy), duty: { rosters, absences, swaps } }
}

/** The import's port on Postgres. */
export function townStore(pool: Pool): TownStore {
  return {
    read: () => readStoredTown(pool),
    exchange: (decide) =>
      inTransaction(pool, async (client) => {
        await client.query('SELECT pg_advisory_xact_lock($1, hashtext(current_schema()))', [LOCK])
        const { write, result } = decide(await readStoredTown(client))
        if (write) await writeTown(client, write)
        return result
      }),
  }
}

/** Imports a folder that was read without an error; see the use case of the same name. */
export function importTown(pool: Pool, folder: TownFolder, options: ImportOptions): Promise<ImportDiff> {
  return importInto(townStore(pool), folder, options)
}

/** Writes the stored town as a folder; see the use case of the same name. */
export function exportTown(pool: Pool, folder: string, options: { force: boolean }): Promise<Exported> {
  return exportFrom(townStore(pool), folder, options)
}
