import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readLag } from '../../src/store/lag.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let db: TestDatabase
let pool: pg.Pool

beforeAll(async () => {
  db = await testDatabase()
  pool = new pg.Pool({ connectionString: db.url, max: 2 })
})
afterAll(async () => {
  await pool.end()
  await db.drop()
})
beforeEach(async () => {
  await pool.query('TRUNCATE inbox, outbox, timer, ticket CASCADE')
})

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)

async function event(state: string, seconds: number) {
  await pool.query(
    `INSERT INTO inbox (channel, account, dedupe_key, lane, ord, raw, state, request_id, occurred_at, received_at)
     VALUES ('web', 'a', $1, 'l', 1, '{}', $2, 'r', now(), $3)`,
    [randomUUID(), state, ago(seconds)],
  )
}

async function outgoing(state: string, seconds: number, more: { inDoubt?: boolean; nextAt?: Date } = {}) {
  await pool.query(
    `INSERT INTO outbox (conversation_id, kind, idempotency_key, state, created_at, in_doubt, next_at)
     VALUES ($1, 'message', $2, $3, $4, $5, $6)`,
    [randomUUID(), randomUUID(), state, ago(seconds), more.inDoubt ?? false, more.nextAt ?? null],
  )
}

async function timer(state: string, dueAt: Date) {
  await pool.query(
    `INSERT INTO timer (id, ticket_id, kind, generation, due_at, state) VALUES ($1, $2, 'accept_due', 1, $3, $4)`,
    [randomUUID(), randomUUID(), dueAt, state],
  )
}

async function ticket(state: string) {
  await pool.query(
    `INSERT INTO ticket (id, number, state, category, urgency, area, source_conversation, opened_at, version, data)
     VALUES ($1, $2, $3, 'c', 'normal', 'a', $4, now(), 1, '{}')`,
    [randomUUID(), randomUUID(), state, randomUUID()],
  )
}

describe('readLag', () => {
  it('is all zeros when nothing waits', async () => {
    await event('done', 500)
    await outgoing('sent', 500)
    await timer('fired', ago(500))
    await timer('armed', ago(-500))
    expect(await readLag(pool)).toEqual({
      inbox: { count: 0, oldestSeconds: 0 },
      outbox: { count: 0, oldestSeconds: 0, inDoubt: 0 },
      timers: { overdue: 0, oldestSeconds: 0 },
      tickets: {},
    })
  })

  it('counts what waits and for how long', async () => {
    await event('pending', 60)
    await event('pending', 10)
    await outgoing('sending', 40, { inDoubt: true })
    await outgoing('pending', 20)
    await timer('armed', ago(30))
    const lag = await readLag(pool)
    expect(lag).toMatchObject({
      inbox: { count: 2 },
      outbox: { count: 2, inDoubt: 1 },
      timers: { overdue: 1 },
    })
    for (const [seconds, expected] of [
      [lag.inbox.oldestSeconds, 60],
      [lag.outbox.oldestSeconds, 40],
      [lag.timers.oldestSeconds, 30],
    ] as const) {
      expect(Math.abs(seconds - expected)).toBeLessThan(5)
    }
  })

  it('does not call it lag when the platform asked to wait', async () => {
    await outgoing('pending', 100, { nextAt: ago(-60) })
    expect(await readLag(pool)).toMatchObject({ outbox: { count: 1, oldestSeconds: 0 } })
  })

  it('counts open tickets by state', async () => {
    for (const state of ['new', 'accepted', 'accepted', 'closed', 'merged']) await ticket(state)
    expect((await readLag(pool)).tickets).toEqual({ new: 1, accepted: 2 })
  })
})
