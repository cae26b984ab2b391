import { setMaxListeners } from 'node:events'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { random } from '../../tests/support/telegram/chaos.ts'
import { startTelegram, type Telegram } from '../../tests/support/telegram/index.ts'
import { freePort } from '../lib/postgres-server.mjs'
import { audit } from './audit.ts'
import type { Check } from './check.ts'
import { Fleet, type Kill } from './fleet.ts'
import { openFront } from './front.ts'
import type { Services } from './services.ts'
import { chaosTown } from './town.ts'
import { ensureReadable, Workload } from './workload.ts'

export interface ChaosOptions {
  services: Services
  mode: 'polling' | 'webhook'
  /** Updates to make, at least. */
  updates: number
  /** Crash points, `point` or `point:nth`. */
  crashes: readonly string[]
  /** Kills at moments of chance. */
  randomKills: number
  seed: number
  /** Milliseconds for the load with its faults; what was not reached by then is a violation. */
  loadMs: number
  /** Milliseconds for the rest to come in afterwards. */
  settleMs: number
  say(line: string): void
}

export interface ChaosResult {
  updates: number
  reports: number
  kills: Kill[]
  faults: string[]
  checks: Check[]
  seconds: number
  /** Kept when something is wrong, else null. */
  logs: string | null
}

/** One run: load on two processes while they are killed and their services break, then the audit. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  // Dozens of webhook calls share one signal of the stand-in.
  setMaxListeners(100)
  const began = Date.now()
  const dir = await mkdtemp(join(tmpdir(), 'gridwhistle-chaos-'))
  const town = await chaosTown(join(dir, 'town'))
  await ensureReadable(town.folder)
  const tg = await startTelegram({ canReadAllGroupMessages: true })
  const ports = [await freePort(), await freePort()]
  const front = await openFront(ports)
  const pool = new pg.Pool({ connectionString: options.services.databaseUrl, max: 3 })
  pool.on('error', () => undefined)
  await mkdir(join(dir, 'data'))
  const fleet = new Fleet({
    env: {
      ...base(),
      DATABASE_URL: options.services.databaseUrl,
      ...(options.services.redisUrl ? { REDIS_URL: options.services.redisUrl } : {}),
      DATA_DIR: join(dir, 'data'),
      TOWN_DIR: town.folder,
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://127.0.0.1:${front.port}`,
      LOG_LEVEL: 'warn',
      TELEGRAM_BOT_TOKEN: tg.token,
      TELEGRAM_API_ROOT: tg.apiRoot,
      TELEGRAM_MODE: options.mode,
      ...(options.mode === 'webhook' ? { TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-enough-length' } : {}),
    },
    ports,
    logDir: dir,
    plans: [...options.crashes],
    patienceMs: Math.max(20_000, options.loadMs / 4),
  })
  let wrong = true
  try {
    const work = new Workload(tg, town, random(options.seed))
    fleet.start()
    const faults = await load(options, { tg, work, fleet, pool })
    const missed = fleet.calm()
    await settle(pool, tg, options.settleMs)
    const checks = await audit(pool, tg, work.reports)
    checks.push({ name: 'all crash points reached', seen: options.crashes.length, wrong: missed })
    checks.push({ name: 'no process ended by itself', seen: fleet.kills.length, wrong: fleet.accidents })
    wrong = checks.some((check) => check.wrong.length > 0)
    return {
      updates: tg.delivered.length,
      reports: work.reports.length,
      kills: fleet.kills,
      faults,
      checks,
      seconds: Math.round((Date.now() - began) / 1000),
      logs: wrong ? dir : null,
    }
  } catch (error) {
    options.say(await lastWords(dir))
    throw error
  } finally {
    await fleet.stop()
    await pool.end()
    await front.close()
    await tg.stop()
    if (!wrong) await rm(dir, { recursive: true, force: true })
  }
}

function base(): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR } = process.env
  return { PATH, HOME, TZ: 'UTC', ...(TMPDIR ? { TMPDIR } : {}) }
}

interface Stage {
  tg: Telegram
  work: Workload
  fleet: Fleet
  pool: pg.Pool
}

/** Batches of updates, mixed up and with repeats, until all are out and all crash points were reached. */
async function load(options: ChaosOptions, { tg, work, fleet, pool }: Stage): Promise<string[]> {
  const next = random(options.seed + 1)
  const { services } = options
  const faults: string[] = []
  const once: { at: number; what: () => Promise<string> }[] = [
    { at: 0.3, what: services.wipeQueues },
    { at: 0.5, what: services.breakDatabase },
    { at: 0.7, what: services.wipeQueues },
    ...Array.from({ length: options.randomKills }, (_, i) => ({
      at: (i + 1) / (options.randomKills + 1),
      what: async () => {
        fleet.killAny('random', (alive) => Math.floor(next() * alive))
        return 'random SIGKILL'
      },
    })),
  ].sort((a, b) => a.at - b.at)
  const made = () => tg.delivered.length + tg.pendingUpdates.filter((u) => !seen(tg, u.update_id)).length
  await firstAnswer(tg, options.loadMs)
  const until = Date.now() + options.loadMs
  let rounds = 0
  while ((made() < options.updates || fleet.left.length > 0 || once.length > 0) && Date.now() < until) {
    const more = made() < options.updates
    tg.hold()
    // More than one answer of a long poll holds would let updates that are out of order be confirmed unseen.
    const room = tg.pendingUpdates.length < 70
    if (more && room) for (let i = 0; i < 15; i++) await work.act()
    else if (room) await trickle(work, rounds)
    rounds += 1
    work.press()
    if (room) tg.shuffle(tg.pendingUpdates.length, { seed: Math.floor(next() * 1e9), repeat: 0.2 })
    tg.release()
    for (const { updateId } of tg.delivered.filter(() => room && next() < 0.01)) tg.repeatUpdate(updateId)
    await hurryTimers(pool)
    fleet.prod()
    const progress = Math.min(1, made() / options.updates)
    while (once[0] && once[0].at <= progress) {
      const fault = once.shift()
      if (fault) faults.push(await fault.what())
    }
    await sleep(more ? 1200 : 700)
  }
  return faults
}

/** Just enough for the last crash points to be reached. */
async function trickle(work: Workload, round: number): Promise<void> {
  work.chat()
  if (round % 4 === 0) await work.resident()
}

function seen(tg: Telegram, updateId: number): boolean {
  return tg.world.updates.delivered.has(updateId)
}

/** The first start makes the tables and imports the town. */
async function firstAnswer(tg: Telegram, patienceMs: number): Promise<void> {
  await tg.waitFor(() => tg.polls.length > 0 || tg.webhookInfo.url !== '', {
    what: 'the service to listen',
    timeoutMs: patienceMs,
  })
}

/** Lets the time of a few tickets run out; a broken database is not our business here. */
async function hurryTimers(pool: pg.Pool): Promise<void> {
  await pool
    .query(
      `UPDATE timer SET due_at = now() WHERE id IN
         (SELECT id FROM timer WHERE state = 'armed' AND kind = 'accept_due' AND generation < 3 AND due_at > now() LIMIT 1)`,
    )
    .catch(() => undefined)
}

/** Waits until nothing waits any more, or the patience is over: the audit then says what. */
async function settle(pool: pg.Pool, tg: Telegram, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs
  while (Date.now() < until) {
    const waiting = await pool
      .query<{ n: number }>(
        `SELECT (SELECT count(*) FROM inbox WHERE state = 'pending') + (SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending'))
         + (SELECT count(*) FROM timer WHERE state = 'armed' AND due_at < now())
         + (SELECT count(*) FROM media_fetch WHERE state = 'pending') AS n`,
      )
      .then(
        ({ rows }) => Number(rows[0]?.n),
        () => 1,
      )
    if (waiting === 0 && tg.pendingUpdates.length === 0) return
    await sleep(300)
  }
}

async function lastWords(dir: string): Promise<string> {
  const logs = await Promise.all(
    [0, 1].map((i) => readFile(join(dir, `process-${i}.log`), 'utf8').catch(() => '')),
  )
  return logs.map((log) => log.split('\n').slice(-12).join('\n')).join('\n')
}
