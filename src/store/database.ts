import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

export interface Database {
  /** For statements. */
  pool: pg.Pool
  /** For lane locks alone: a lane keeps its connection while it works, so these must not starve statements. */
  locks: pg.Pool
  /** Reads and administration, on the same pool as the statements. */
  prisma: PrismaClient
  schema: string
  /** For a connection of its own that listens. */
  listenUrl: string
  close(): Promise<void>
}

/** Connections one process may hold: `statements` + `lanes` + a few listeners. */
export interface DatabaseOptions {
  /** A `?schema=` in the URL is honoured, else `public`. */
  url: string
  statements?: number
  lanes?: number
  onError(error: Error): void
}

/** Opens the pools; connects on first use. */
export function openDatabase(options: DatabaseOptions): Database {
  const url = new URL(options.url)
  const schema = url.searchParams.get('schema') ?? 'public'
  url.searchParams.delete('schema')
  url.searchParams.delete('options')
  const base = {
    connectionString: url.toString(),
    options: `-c search_path=${schema}`,
    application_name: 'gridwhistle',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  }
  const pool = new pg.Pool({ ...base, max: options.statements ?? 20 })
  const locks = new pg.Pool({ ...base, max: options.lanes ?? 24 })
  // An idle connection that breaks (Postgres restarted) is replaced by the pool on next use.
  pool.on('error', options.onError)
  locks.on('error', options.onError)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { schema, disposeExternalPool: false }) })
  return {
    pool,
    locks,
    prisma,
    schema,
    listenUrl: url.toString(),
    async close() {
      await prisma.$disconnect()
      await Promise.all([pool.end(), locks.end()])
    },
  }
}
