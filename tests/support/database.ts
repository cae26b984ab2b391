import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import pg from 'pg'
import { expect, inject } from 'vitest'
import { migrate } from '../../src/store/migrate.ts'

/** A migrated schema of its own in the shared test server. */
export interface TestDatabase {
  /** `postgresql://…?schema=NAME&options=-c search_path=NAME`: pg lands in the schema; for Prisma pass `schema` to PrismaPg. */
  url: string
  schema: string
  /** Drops the schema and what is in it. */
  drop(): Promise<void>
}

/**
 * A fresh schema, named after the test file so that a leftover tells where it came from.
 * @example
 * const db = await testDatabase()
 * afterAll(() => db.drop())
 */
export async function testDatabase(): Promise<TestDatabase> {
  const base = inject('services').databaseUrl
  const file = basename(expect.getState().testPath ?? 'test').replace(/\.test\.tsx?$/, '')
  const schema =
    `t_${file.replaceAll(/[^a-z0-9]/gi, '_').slice(0, 40)}_${randomBytes(4).toString('hex')}`.toLowerCase()
  const url = withSchema(base, schema)
  await withPool(url, (pool) => migrate(pool, { schema }))
  return {
    url,
    schema,
    drop: () =>
      withPool(base, async (pool) => {
        await pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
        // The queues of a service that ran on it.
        await pool.query(`DROP SCHEMA IF EXISTS "${schema}_q" CASCADE`)
      }),
  }
}

function withSchema(base: string, schema: string): string {
  const url = new URL(base)
  url.searchParams.set('schema', schema)
  url.searchParams.set('options', `-c search_path=${schema}`)
  // URLSearchParams writes a space as "+", which pg would take literally.
  return url.href.replaceAll('+', '%20')
}

async function withPool<T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}
