import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Logger } from '../app/ports.ts'
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
  const locks = new pg.Pool({ ...base, max: options.lanes ?? 32 })
  for (const each of [pool, locks]) {
    // An idle connection that breaks (Postgres restarted) is replaced by the pool on next use.
    each.on('error', options.onError)
    // One that breaks between two queries, or while the pool closes it, would end the process.
    each.on('connect', (client) => client.on('error', () => undefined))
  }
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

/** The server is there and will answer soon: it starts, recovers after a crash, or ends to start anew. */
const PASSING: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03'])
/** How long one that starts is waited for, and one that nobody hears of yet, milliseconds. */
const PATIENCE = { starting: 60_000, absent: 5_000 }

/**
 * Waits for a database that is only coming up: a service that starts together with it, or while it recovers,
 * need not be started twice. Throws what the last try threw.
 */
export async function untilAnswered(pool: Pick<pg.Pool, 'query'>, log: Pick<Logger, 'warn'>): Promise<void> {
  const began = Date.now()
  for (;;) {
    try {
      await pool.query('SELECT 1')
      return
    } catch (error) {
      const { code = '' } = error as { code?: string }
      const absent = code === 'ECONNREFUSED' || code === 'ECONNRESET'
      const patience = PASSING.has(code) ? PATIENCE.starting : absent ? PATIENCE.absent : 0
      if (Date.now() - began >= patience) throw error
      log.warn({ code }, 'waiting for the database')
      await sleep(500)
    }
  }
}
