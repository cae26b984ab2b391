import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import pg from 'pg'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { type Handlers, type Jobs, openJobs, type QueueSettings } from '../../src/jobs/index.ts'
import { createLogger } from '../../src/lib/log.ts'
import { type Stage, startStage } from '../support/stage.ts'
import { WIRE } from '../support/wire.ts'

const { databaseUrl, redisUrl } = inject('services')
const BACKENDS = ['postgres', 'redis'] as const

function settingsOf(backend: (typeof BACKENDS)[number]): QueueSettings {
  const name = `q_${randomBytes(4).toString('hex')}`
  return backend === 'redis'
    ? { kind: 'redis', url: `${redisUrl}/5`, prefix: name }
    : { kind: 'postgres', url: databaseUrl, schema: name }
}

/** Empties the store as if it had never been there. */
async function wipe(settings: QueueSettings): Promise<void> {
  if (settings.kind === 'redis') {
    const redis = new Redis(settings.url)
    await redis.flushdb()
    await redis.quit()
    return
  }
  const pool = new pg.Pool({ connectionString: settings.url, max: 1 })
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = $1 AND table_type = 'BASE TABLE' AND table_name <> 'bullmq_schema_migrations'`,
    [settings.schema],
  )
  await pool.query(`TRUNCATE ${rows.map((r) => `"${settings.schema}"."${r.name}"`).join(', ')} CASCADE`)
  await pool.end()
}

async function dropSchema(settings: QueueSettings): Promise<void> {
  if (settings.kind !== 'postgres') return
  const pool = new pg.Pool({ connectionString: settings.url, max: 1 })
  await pool.query(`DROP SCHEMA IF EXISTS "${settings.schema}" CASCADE`)
  await pool.end()
}

interface Seen {
  inbox: string[]
  delivery: string[]
  /** When something was said to be due. */
  due: number[]
}

function handlers(change: Partial<Handlers> = {}): Handlers & { seen: Seen } {
  const seen: Seen = { inbox: [], delivery: [], due: [] }
  return {
    seen,
    inbox: async (key) => void seen.inbox.push(key),
    delivery: async (key) => void seen.delivery.push(key),
    due: async () => void seen.due.push(Date.now()),
    learning: async () => {},
    audit: async () => {},
    ...change,
  }
}

describe.each(BACKENDS)('queues on %s', (backend) => {
  const log = createLogger({ level: 'silent' })
  const settings = settingsOf(backend)
  const opened: Jobs[] = []
  /** Without looks at the tables, unless told how often. */
  const open = async (lookEvery = 600_000): Promise<Jobs> => {
    const jobs = await openJobs({ settings, log, lookEvery })
    opened.push(jobs)
    return jobs
  }
  const skipped = backend === 'redis' && redisUrl === null
  const test = it.skipIf(skipped)
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((jobs) => jobs.stop()))
    if (!skipped) await wipe(settings)
    await dropSchema(settings)
  })

  test('a wake is handled, twice in a breath once', async () => {
    const jobs = await open()
    const h = handlers()
    jobs.startWorkers(h)
    jobs.wake.inbox('telegram:1:-1001')
    jobs.wake.inbox('telegram:1:-1001')
    jobs.wake.delivery('c-1')
    await expect.poll(() => [...h.seen.inbox, ...h.seen.delivery].sort()).toEqual(['c-1', 'telegram:1:-1001'])
    expect(await jobs.ping()).toBe(backend)
  })

  test('what comes due within a moment is one call, in time and not before', async () => {
    const jobs = await open()
    const h = handlers()
    jobs.startWorkers(h)
    const due = Math.ceil((Date.now() + 1200) / 250) * 250
    for (const early of [200, 100, 0]) jobs.wake.due(new Date(due - early))
    await expect.poll(() => h.seen.due.length, { timeout: 6000 }).toBe(1)
    expect(h.seen.due[0]).toBeGreaterThanOrEqual(due - 20)
    expect(h.seen.due[0]).toBeLessThan(due + 2000)
  })

  test('the tables are looked at in any case', async () => {
    const jobs = await open(50)
    const h = handlers()
    jobs.startWorkers(h)
    await expect.poll(() => h.seen.due.length).toBeGreaterThan(2)
  })

  test('a job that throws does not stop the others', async () => {
    const jobs = await open()
    const h = handlers({
      delivery: async () => {
        throw new Error('broken')
      },
    })
    jobs.startWorkers(h)
    jobs.wake.delivery('c-1')
    jobs.wake.inbox('lane')
    await expect.poll(() => h.seen.inbox).toEqual(['lane'])
  })

  test('what the audit found is queued even where the same wake was queued before', async () => {
    const jobs = await open()
    const h = handlers()
    jobs.wake.inbox('telegram:1:-1001', 3_600_000)
    jobs.startWorkers(h)
    await jobs.rescue({ lanes: ['telegram:1:-1001'], conversations: ['c-1'] }, 1)
    await expect.poll(() => [...h.seen.inbox, ...h.seen.delivery]).toEqual(['telegram:1:-1001', 'c-1'])
  })

  test('the store emptied in the middle: workers go on with what comes after', async () => {
    const jobs = await open()
    const h = handlers()
    jobs.startWorkers(h)
    jobs.wake.inbox('before')
    await expect.poll(() => h.seen.inbox).toEqual(['before'])
    await wipe(settings)
    jobs.wake.inbox('after')
    await expect.poll(() => h.seen.inbox, { timeout: 10_000 }).toEqual(['before', 'after'])
  })

  test('stop lets running jobs end', async () => {
    const jobs = await open()
    let begun = false
    let ended = false
    const h = handlers({
      inbox: async () => {
        begun = true
        await new Promise((resolve) => setTimeout(resolve, 400))
        ended = true
      },
    })
    jobs.startWorkers(h)
    jobs.wake.inbox('lane')
    await expect.poll(() => begun).toBe(true)
    await opened.splice(0)[0]?.stop()
    expect(ended).toBe(true)
  })

  test('a worker that died in the middle of a job: another takes it up', { timeout: 40_000 }, async () => {
    const { spawn } = await import('node:child_process')
    const jobs = await open()
    jobs.wake.inbox('lane')
    const script = `
      import { openJobs } from '${new URL('../../src/jobs/index.ts', import.meta.url).pathname}'
      const log = { debug() {}, info() {}, warn() {}, error() {} }
      const jobs = await openJobs({ settings: ${JSON.stringify(settings)}, log })
      const never = () => new Promise(() => {})
      jobs.startWorkers({ inbox: (key) => { console.log('got ' + key); return never() }, delivery: never, due: async () => {}, audit: async () => {} })
    `
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (data: Buffer) => {
        if (data.toString().includes('got lane')) resolve()
      })
    })
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    const h = handlers()
    const started = Date.now()
    jobs.startWorkers(h)
    await expect.poll(() => h.seen.inbox, { timeout: 20_000 }).toEqual(['lane'])
    expect(Date.now() - started).toBeLessThan(15_000)
  })
})

describe.each(BACKENDS)('the auditor with queues on %s', (backend) => {
  let stage: Stage | undefined
  afterEach(async () => {
    await stage?.stop()
    stage = undefined
  })

  it.skipIf(backend === 'redis' && redisUrl === null)(
    'finds what the emptied store forgot: events, messages and timers, within 30 s',
    { timeout: 60_000 },
    async () => {
      let ahead = 0
      stage = await startStage({
        ...(backend === 'redis' ? { env: { REDIS_URL: `${redisUrl}/6` } } : {}),
        overrides: { now: () => new Date(Date.now() + ahead * 60_000) },
      })
      const { service, tg, sql, quiet } = stage
      const scene = await stage.scene()
      const schema = `${service.ctx.db.schema}_q`
      const settings: QueueSettings =
        backend === 'redis'
          ? { kind: 'redis', url: `${redisUrl}/6`, prefix: '' }
          : { kind: 'postgres', url: databaseUrl, schema }
      scene.chen.send(scene.work, WIRE)
      await tg.waitForMessage(scene.power, /请处理 1号/)
      await quiet()
      const started = Date.now()
      await wipe(settings)
      // An event and a message whose wakes were lost with the store.
      const [lane] = await sql<{ lane: string }>('SELECT lane FROM inbox ORDER BY id DESC LIMIT 1')
      await sql(
        `INSERT INTO inbox (channel, account, dedupe_key, lane, ord, event, raw, request_id, occurred_at)
         SELECT channel, account, 'lost', lane, ord + 1000, jsonb_set(jsonb_set(event, '{dedupeKey}', '"lost"'),
           '{body}', '{"kind":"message","messageId":"9001","parts":[{"kind":"text","text":"/help"}],"command":{"name":"help","args":""}}'),
           raw, 'lost', now() FROM inbox WHERE lane = $1 AND event->'body'->>'kind' = 'message' ORDER BY id DESC LIMIT 1`,
        [lane?.lane],
      )
      await sql(
        `INSERT INTO outbox (conversation_id, kind, content, idempotency_key)
         SELECT id, 'message', '{"lines":["忘在路上的话"],"tone":"plain","photos":[],"buttons":[]}', 'lost'
         FROM conversation WHERE department = 'power'`,
      )
      ahead = 42
      await tg.waitForMessage(scene.power, /忘在路上的话/, { timeoutMs: 30_000 })
      await tg.waitForMessage(scene.work, /在群里照常说话就行/, { timeoutMs: 30_000 })
      await tg.waitForMessage(scene.work, /1号.*没人接单/, { timeoutMs: 30_000 })
      expect(Date.now() - started).toBeLessThan(30_000)
      // And new work is done as ever.
      scene.lin.send(scene.work, '/status')
      await tg.waitForMessage(scene.work, /东沁村.*在办 1 件/)
      await quiet()
    },
  )
})

it.runIf(redisUrl === null)('no redis-server was found: the Redis half is skipped', () => {
  expect(redisUrl).toBeNull()
})
