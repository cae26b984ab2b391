import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pool, PoolClient } from 'pg'

const FOLDER = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
const LOCK = 727_001

export interface Migration {
  name: string
  sql: string
  /** sha256 of the file, as Prisma writes it. */
  checksum: string
}

/** Migrations of the folder in order. */
export async function readMigrations(folder = FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Applies what is missing, each migration in its own transaction, under an advisory lock so that
 * several processes may start at once. Fills Prisma's own `_prisma_migrations`, so that
 * `prisma migrate deploy` sees the same history (docs/decisions/0004-migrations.md).
 *
 * @returns names of the migrations applied now.
 * @throws when an applied migration was changed afterwards, naming it.
 */
export async function migrate(pool: Pool, options: { schema: string }): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LOCK, options.schema])
    await client.query(`CREATE SCHEMA IF NOT EXISTS "${options.schema}"`)
    await client.query(`SET search_path TO "${options.schema}"`)
    await client.query(HISTORY_TABLE)
    return await applyMissing(client)
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined)
    client.release()
  }
}

async function applyMissing(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const applied = new Map(rows.map((r) => [r.migration_name, r.checksum]))
  const done: string[] = []
  for (const migration of await readMigrations()) {
    const before = applied.get(migration.name)
    if (before === migration.checksum) continue
    if (before)
      throw new Error(`migration ${migration.name} was changed after it had been applied: restore its file`)
    await client.query('BEGIN')
    try {
      await client.query(migration.sql)
      await client.query(
        'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
        [randomUUID(), migration.checksum, migration.name],
      )
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
    }
    done.push(migration.name)
  }
  return done
}

const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`
