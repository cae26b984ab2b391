import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Context } from '../../src/context.ts'
import { Fleet } from '../chaos/fleet.ts'
import { ownServices, type Services } from '../chaos/services.ts'
import { freePort } from '../lib/postgres-server.mjs'
import type { Figure } from './figure.ts'
import { realWrite } from './intake.ts'
import { openService } from './service.ts'
import { cloneTicket } from './timers/clone.ts'
import { readFired } from './timers/fired.ts'

const TIMERS = 25_000
const PER_SECOND = 500
const PROCESSES = 2
/** Seconds the processes get to come up before the first timer is due. */
const HEAD_START = 25
/** Seconds after the last one is due until what has not fired counts as lost. */
const PATIENCE = 60

/**
 * 25,000 armed timers, 500 due a second, on two worker processes: in the middle the queue store is emptied, later one
 * process is killed and comes again. Says how late they fired; throws when one was lost, early or fired twice.
 * @param redisServer program, or null for queues on Postgres
 */
export async function benchTimers(dir: string, redisServer: string | null): Promise<Figure> {
  const services = await ownServices(redisServer)
  const logDir = await mkdtemp(join(dir, 'timers-'))
  const ports = await Promise.all(Array.from({ length: PROCESSES }, () => freePort()))
  const ctx = await openService(dir, { DATABASE_URL: services.databaseUrl })
  const fleet = new Fleet({ env: environment(services, dir), ports, logDir, plans: [], patienceMs: 600_000 })
  try {
    const first = await plant(ctx)
    fleet.start()
    const after = (share: number) => first.getTime() + (TIMERS / PER_SECOND) * 1000 * share - Date.now()
    await sleep(after(0.35))
    await services.wipeQueues()
    await sleep(after(0.6))
    fleet.killAny('bench', () => 0)
    await sleep(after(1))
    await allFired(ctx.db.pool)
    const fired = await readFired(ctx.db.pool)
    const suffix = redisServer ? '.redis' : ''
    return {
      name: `timers.lateness.p99${suffix}`,
      value: fired.p99,
      unit: 'ms',
      limit: 1000,
      ratio: Math.round((fired.p99 / 1000) * 100) / 100,
      note: `${fired.count} timers, ${PER_SECOND} due a second, queue store emptied and a worker killed; p50 ${fired.p50} ms, longest ${fired.most} ms; none lost, early or twice`,
    }
  } finally {
    await fleet.stop()
    await ctx.close()
    await services.stop()
  }
}

function environment({ databaseUrl, redisUrl }: Services, dir: string): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return {
    PATH,
    HOME,
    TZ: 'UTC',
    ROLE: 'worker',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    DATA_DIR: join(dir, 'data'),
    DATABASE_URL: databaseUrl,
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  }
}

/** Copies of one reported ticket, each with the warning of its accept clock due at its own moment. */
async function plant(ctx: Context): Promise<Date> {
  const write = await realWrite(ctx)
  const [change] = write.tickets
  const done = await ctx.store.commit(write)
  if (!done.ok || !change) throw new Error('timers: the report was not written')
  const first = new Date(Date.now() + HEAD_START * 1000)
  await cloneTicket(ctx.db.pool, change.ticket.id, { count: TIMERS, perSecond: PER_SECOND, first })
  return first
}

async function allFired(pool: Pool): Promise<void> {
  for (let second = 0; second < PATIENCE; second++) {
    const { rows } = await pool.query(
      `SELECT FROM timer WHERE kind = 'accept_warn' AND state = 'armed' LIMIT 1`,
    )
    if (rows.length === 0) return
    await sleep(1000)
  }
}
