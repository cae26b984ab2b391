import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { inject } from 'vitest'
import { loadTownFolder } from '../../src/app/town/index.ts'
import { readConfig } from '../../src/config.ts'
import { type Context, createContext, type Overrides } from '../../src/context.ts'
import { createLogger, type StructuredLog } from '../../src/lib/log.ts'
import { createHttp } from '../../src/serve.ts'
import { importTown } from '../../src/store/town.ts'
import { testDatabase } from './database.ts'

export interface TestService {
  ctx: Context
  http: FastifyInstance
  /** `http://127.0.0.1:PORT` */
  url: string
  /** Waits until nothing is left to read or to send. Timers that lie ahead stay. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export interface ServiceOptions {
  env?: Record<string, string>
  queue?: 'postgres' | 'redis'
  overrides?: Overrides
  /** Town folder; the demo town if unset. */
  town?: string
  /** Where the log goes; quiet if unset. */
  log?: StructuredLog
}

/** The whole service in this process, on a schema of its own, with the demo town. */
export async function startService(options: ServiceOptions = {}): Promise<TestService> {
  const database = await testDatabase()
  const dir = await mkdtemp(join(tmpdir(), 'gridwhistle-service-'))
  const { redisUrl } = inject('services')
  // Known before the service is built: a webhook tells the platform its address.
  const port = await freePort()
  const read = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dir,
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ...(options.queue === 'redis' && redisUrl ? { REDIS_URL: redisUrl } : {}),
    ...options.env,
  })
  if (!read.ok) throw new Error(read.problems.map((p) => `${p.setting}: ${p.message}`).join('\n'))
  const log = options.log ?? createLogger({ level: read.config.log.level })
  const ctx = await createContext(read.config, log, {
    auditEvery: 1000,
    // Else every test in the evening would hear them; a test of them turns them on or tells them itself.
    digests: false,
    ...options.overrides,
  })
  const loaded = await loadTownFolder(options.town ?? 'prisma/towns/dongzhuang')
  if (!loaded.ok) throw new Error('town folder is broken')
  await importTown(ctx.db.pool, loaded.folder, { dryRun: false, demo: true, now: new Date() })
  await ctx.rooms.start()
  const http = await createHttp(ctx)
  const url = await http.listen({ port, host: '127.0.0.1' })
  if (ctx.config.roles.has('worker')) ctx.startWorkers()
  if (ctx.config.roles.has('gateway')) for (const channel of ctx.channels) await channel.start(ctx.sink)
  return {
    ctx,
    http,
    url,
    settled: () => settled(ctx),
    async stop() {
      await Promise.all(ctx.channels.map((c) => c.stop()))
      await http.close()
      await ctx.close()
      await database.drop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

const WAITING = `SELECT
  (SELECT count(*) FROM inbox WHERE state = 'pending')::int +
  (SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending'))::int AS waiting`

/** Asks Postgres, which is the truth, until nothing waits. */
export async function settled(ctx: Pick<Context, 'db'>, patienceMs = 15_000): Promise<void> {
  const end = Date.now() + patienceMs
  for (;;) {
    const { rows } = await ctx.db.pool.query<{ waiting: number }>(WAITING)
    if (rows[0]?.waiting === 0) return
    if (Date.now() > end) {
      const { rows: left } = await ctx.db.pool.query(
        `SELECT 'inbox' AS t, state, error, lane AS key FROM inbox WHERE state = 'pending'
         UNION ALL SELECT 'outbox', state, error, conversation_id::text FROM outbox WHERE state IN ('pending', 'sending')`,
      )
      throw new Error(`still waiting: ${JSON.stringify(left.slice(0, 5))}`)
    }
    await sleep(20)
  }
}
