import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { IncomingEvent } from '../../src/domain/message.ts'
import { type Figure, quantile, round } from './figure.ts'
import { openService } from './service.ts'
import { CHATTER, MATTERS } from './town.ts'

const PER_SECOND = 100
const SECONDS = 12
/** One update in so many is a report; a town at its peak posts 12 reports a second. */
const REPORT_EVERY = 4
const WARM_UP = 200

/**
 * A process of its own, so that its memory is the service's: sends updates into the sink at an even pace and
 * notes when the answers of each stand in the outbox. Arguments: folder, suffix of the names. Prints JSON.
 */
const [dir = '', suffix = ''] = process.argv.slice(2)
const { DATABASE_URL = '', REDIS_URL } = process.env
const ctx = await openService(dir, { DATABASE_URL, ...(REDIS_URL ? { REDIS_URL } : {}) })
const arrived = new Map<string, number>()
const took: number[] = []
const { store } = ctx.app
ctx.app.store = {
  ...store,
  commit: async (write) => {
    const result = await store.commit(write)
    const message = write.messages[0]?.platformId
    const at = message === undefined ? undefined : arrived.get(message)
    if (result.ok && at !== undefined && write.outbox.length > 0) took.push(performance.now() - at)
    return result
  },
}
ctx.startWorkers()
const { rows: chiefs } = await ctx.db.pool.query<{ personId: string; area: string }>(
  `SELECT person_id AS "personId", area FROM post WHERE role = 'unit_chief' ORDER BY position`,
)

function event(n: number): IncomingEvent {
  const chief = chiefs[n % chiefs.length]
  const report = n % REPORT_EVERY === 0
  const text = report ? MATTERS[(n / REPORT_EVERY) % MATTERS.length] : CHATTER[n % CHATTER.length]
  return {
    channel: 'web',
    account: 'web',
    dedupeKey: `load-${n}`,
    order: n,
    occurredAt: new Date().toISOString(),
    conversation: { id: `g-${chief?.area.split('-')[0]}`, type: 'group' },
    sender: { id: `chief-${n % chiefs.length}`, personId: chief?.personId ?? '', name: '单元长' },
    body: { kind: 'message', messageId: `load-${n}`, parts: [{ kind: 'text', text: text ?? '' }] },
  }
}

const total = WARM_UP + PER_SECOND * SECONDS
const began = performance.now()
const received: Promise<void>[] = []
for (let n = 0; n < total; n++) {
  const due = began + (n * 1000) / PER_SECOND
  const early = due - performance.now()
  if (early > 1) await sleep(early)
  if (n >= WARM_UP) arrived.set(`load-${n}`, performance.now())
  received.push(ctx.sink.receive([{ event: event(n), raw: { id: randomUUID() } }]))
}
await Promise.all(received)
const until = Date.now() + 30_000
for (;;) {
  const { rows } = await ctx.db.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM inbox WHERE state = 'pending'`,
  )
  if (rows[0]?.n === 0 || Date.now() > until) break
  await sleep(100)
}
const rss = process.memoryUsage().rss / 1024 / 1024
const expected = (PER_SECOND * SECONDS) / REPORT_EVERY
const note = `${PER_SECOND} updates/s for ${SECONDS} s, every ${REPORT_EVERY}th a report (${took.length} of ${expected} answered), 1,500 areas`
const figures: Figure[] = [
  { name: `answer.p50${suffix}`, value: round(quantile(took, 0.5)), unit: 'ms', note },
  { name: `answer.p99${suffix}`, value: round(quantile(took, 0.99)), unit: 'ms', note },
  {
    name: `memory.rss${suffix}`,
    value: Math.round(rss),
    unit: 'MB',
    note: 'service and load driver after the load',
  },
]
process.stdout.write(JSON.stringify(figures))
await ctx.close()
