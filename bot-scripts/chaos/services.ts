import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import pg from 'pg'
import { startPostgres } from '../lib/postgres.mjs'
import { signal, waitGone } from '../lib/processes.mjs'
import { throwawayRedis } from '../lib/redis.mjs'
import { throwawayFolder } from '../lib/throwaway.mjs'

/** The database and the queue store of one run, and what may happen to them. */
export interface Services {
  databaseUrl: string
  redisUrl: string | null
  /** The database goes away under load and comes back. */
  breakDatabase(): Promise<string>
  /** Everything in the queue store is gone. */
  wipeQueues(): Promise<string>
  stop(): Promise<void>
}

/** A PostgreSQL of our own, which can be killed, and a Redis of our own when a program for it is given. */
export async function ownServices(redisServer: string | null): Promise<Services> {
  const place = throwawayFolder()
  let server = await startPostgres({ dataDir: place.folder, quick: false })
  place.note(server.pid, server.cluster)
  const redis = redisServer ? await throwawayRedis(redisServer) : null
  return {
    databaseUrl: server.url,
    redisUrl: redis?.url ?? null,
    async breakDatabase() {
      signal(server.pid, 'SIGKILL')
      await waitGone(server.pid, 10_000)
      await server.stop()
      server = await startPostgres({ dataDir: place.folder, port: server.port, quick: false })
      place.note(server.pid, server.cluster)
      return 'Postgres SIGKILL + restart'
    },
    wipeQueues: () => wipe(server.url, redis?.url ?? null),
    async stop() {
      await redis?.stop()
      await server.stop()
      place.remove()
    },
  }
}

/**
 * A database of our own on a server that others use too: it is not killed, but all its connections break at
 * once. Of a shared Redis one numbered database is used, and only that one is emptied.
 */
export async function sharedServices(databaseUrl: string, redisUrl: string | null): Promise<Services> {
  const name = `chaos_${process.pid}_${Date.now().toString(36)}`
  const url = new URL(databaseUrl)
  url.search = ''
  await statement(url.href, `CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const redis = redisUrl ? `${redisUrl.replace(/\/+$/, '')}/7` : null
  return {
    databaseUrl: own.href,
    redisUrl: redis,
    async breakDatabase() {
      await cutConnections(url.href, name)
      return 'all database connections cut'
    },
    wipeQueues: () => wipe(own.href, redis),
    async stop() {
      if (redis) await flush(redis)
      await statement(url.href, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

function cutConnections(url: string, database: string): Promise<void> {
  return statement(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid()`,
  )
}

async function wipe(databaseUrl: string, redisUrl: string | null): Promise<string> {
  if (redisUrl) {
    await flush(redisUrl)
    return 'FLUSHDB'
  }
  await statement(databaseUrl, WIPE_QUEUE_TABLES)
  return 'TRUNCATE of all queue tables'
}

/** Everything but the record of the library's own migrations. */
const WIPE_QUEUE_TABLES = `DO $$ DECLARE t text; BEGIN
  SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') INTO t FROM pg_tables
    WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%';
  IF t IS NOT NULL THEN EXECUTE 'TRUNCATE ' || t || ' CASCADE'; END IF;
END $$`

async function flush(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 3 })
  await redis.flushdb()
  redis.disconnect()
}

async function statement(url: string, text: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query(text)
      return
    } catch (error) {
      if (tries >= 5) throw error
      await sleep(200)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
