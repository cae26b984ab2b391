import { Redis } from 'ioredis'
import type { Pool } from 'pg'
import { bad, codeOf, type Finding, note, ok } from './finding.ts'

/** Schema of the queue library's tables on Postgres. */
const SCHEMA = 'bullmq'

export async function examinePostgresQueue(pool: Pool): Promise<Finding[]> {
  const { rows } = await pool.query<{ tables: number }>(
    'SELECT count(*)::int AS tables FROM pg_catalog.pg_tables WHERE schemaname = $1',
    [SCHEMA],
  )
  if (rows[0]?.tables) return [ok('queue', ['队列在 PostgreSQL 上', 'queues are kept on PostgreSQL'])]
  return [
    note(
      'queue',
      ['队列用 PostgreSQL,还没有建表', 'queues will be kept on PostgreSQL, their tables are not made yet'],
      ['第一次 npm start 会建好', 'the first `npm start` prepares them'],
    ),
  ]
}

/** A Redis that evicts or forgets loses wakes: everything is found again, but late. */
export async function examineRedis(url: string): Promise<Finding[]> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 3000, retryStrategy: () => null })
  let fault: unknown
  redis.on('error', (error) => {
    fault = error
  })
  try {
    await redis.connect()
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? '?'
    return [
      ok('queue', [`队列在 Redis ${version} 上`, `queues are kept on Redis ${version}`]),
      await setting(redis, 'maxmemory-policy', 'noeviction'),
      await setting(redis, 'appendonly', 'yes'),
    ]
  } catch (error) {
    const code = codeOf(fault ?? error)
    return [
      bad(
        'queue',
        [`连不上 Redis(${code})`, `Redis cannot be reached (${code})`],
        [
          '启动 Redis,检查 REDIS_URL;不设置 REDIS_URL 就用 PostgreSQL 排队',
          'start Redis, check REDIS_URL; without REDIS_URL queues are kept on PostgreSQL',
        ],
      ),
    ]
  } finally {
    redis.disconnect()
  }
}

async function setting(redis: Redis, name: string, wanted: string): Promise<Finding> {
  let value: string | undefined
  try {
    const answer: unknown = await redis.config('GET', name)
    value = Array.isArray(answer) ? String(answer[1]) : undefined
  } catch {
    // Hosted ones often forbid CONFIG.
  }
  if (value === undefined) {
    return note(
      'queue',
      [`看不到 Redis 的 ${name}`, `Redis does not show its ${name}`],
      [`请在 Redis 的管理页面确认它是 ${wanted}`, `make sure in its console that it is ${wanted}`],
    )
  }
  if (value === wanted) return ok('queue', [`Redis ${name} ${value}`, `Redis ${name} ${value}`])
  return bad(
    'queue',
    [`Redis 的 ${name} 是 ${value},应当是 ${wanted}`, `${name} of Redis is ${value}, it must be ${wanted}`],
    [
      `redis-cli CONFIG SET ${name} ${wanted},并写进 redis.conf`,
      `redis-cli CONFIG SET ${name} ${wanted}, and write it into redis.conf`,
    ],
  )
}
