import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Write } from '../../src/app/store-port/write.ts'
import { Draft } from '../../src/app/tickets/draft.ts'
import { decide } from '../../src/domain/ticket/decide.ts'
import type { Decision } from '../../src/domain/ticket/decision.ts'
import { replay } from '../../src/domain/ticket/replay.ts'
import type { Ticket, TimerKind } from '../../src/domain/ticket/types.ts'
import { nameUuid } from '../../src/lib/name-uuid.ts'
import { commit } from '../../src/store/commit.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { createStore } from '../../src/store/index.ts'
import { storableJson } from '../../src/store/storable.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { sampleTown } from '../support/sample-town.ts'
import { actorArb, concrete, happeningArb, openArb } from '../support/ticket-arbitraries.ts'
import { START } from '../support/tickets.ts'

const town = sampleTown()
const SOURCE = nameUuid('property', 'source')

let database: TestDatabase
let db: Database
let pool: pg.Pool
beforeAll(async () => {
  database = await testDatabase()
  db = openDatabase({ url: database.url, onError: () => {} })
  pool = db.pool
  await pool.query(
    `INSERT INTO conversation (id, channel, account, type) VALUES ($1, 'telegram', '1', 'group')`,
    [SOURCE],
  )
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

type Done = Extract<Decision, { ok: true }>

/** The sample town's short ids as the UUIDs of the tables. */
const uuid = (id: string | null): string | null =>
  id === null || /^[0-9a-f]{8}-/.test(id) ? id : nameUuid('property', id)

function rowOf(ticket: Ticket): Ticket {
  return {
    ...ticket,
    handler: uuid(ticket.handler),
    reporter: { ...ticket.reporter, identityId: uuid(ticket.reporter.identityId) },
    source: { ...ticket.source, conversationId: SOURCE },
  }
}

let writes = 0
function writeOf(before: Ticket | null, { ticket, events, timers }: Done): Write {
  writes += 1
  const { write } = new Draft({ requestId: `property-${writes}` })
  // Data of events stays as decided: the history has to replay to the ticket that was decided.
  write.tickets.push({
    ticket: rowOf(ticket),
    before: before?.version ?? 0,
    events,
    timers: timers.map((t, i) => ({ ...t, id: nameUuid('timer', String(writes), String(i)) })),
    reassigned: before?.department !== ticket.department || before?.handler !== ticket.handler,
  })
  return write
}

async function armed(
  ticketId: string,
): Promise<Partial<Record<TimerKind, { dueAt: string; generation: number }>>> {
  const { rows } = await pool.query<{ kind: TimerKind; due_at: Date; generation: number }>(
    `SELECT kind, due_at, generation FROM timer WHERE ticket_id = $1 AND state = 'armed'`,
    [ticketId],
  )
  const timers = Object.fromEntries(
    rows.map((r) => [r.kind, { dueAt: r.due_at.toISOString(), generation: r.generation }]),
  )
  expect(Object.keys(timers)).toHaveLength(rows.length)
  return timers
}

const lives = fc.record({
  open: openArb(town),
  by: actorArb(town),
  happenings: fc.array(happeningArb(town), { minLength: 5, maxLength: 25, size: 'max' }),
})

it('random lives in Postgres: stale writes are refused, history replays, timers follow', {
  timeout: 120_000,
}, async () => {
  const store = createStore(db)
  const reached = new Set<string>()
  let commands = 0
  let running = 0
  await fc.assert(
    fc.asyncProperty(lives, async ({ open, by, happenings }) => {
      running += 1
      const id = nameUuid('ticket', String(running), String(Math.trunc(performance.now() * 1000)))
      const number = `PT-2607-${String(running).padStart(6, '0')}`
      const first = decide(null, { ...open, id, number }, { now: START, town, actor: by })
      if (!first.ok) throw new Error('open is never refused')
      let ticket = first.ticket
      let last = writeOf(null, first)
      expect(await commit(pool, last)).toEqual({ ok: true })
      // The same number or id a second time.
      expect(await commit(pool, last)).toMatchObject({ ok: false })
      let clock = START
      for (const happening of happenings) {
        const { command, actor, now } = concrete(happening, ticket, clock, town)
        clock = now
        const decision = decide(ticket, command, { now, town, actor })
        commands += 1
        if (!decision.ok || decision.events.length === 0) continue
        last = writeOf(ticket, decision)
        expect(await commit(pool, last)).toEqual({ ok: true })
        // Somebody who decided on the same version comes too late, and nothing of it stays.
        expect(await commit(pool, last)).toMatchObject({ ok: false })
        ticket = decision.ticket
        reached.add(ticket.state)
      }
      const stored = await store.ticket(id)
      expect(stored).toEqual(JSON.parse(storableJson(rowOf(ticket))))
      const history = await store.history(id)
      expect(history.map((e) => e.seq)).toEqual(history.map((_, i) => i + 1))
      expect(replay(history)).toEqual(JSON.parse(storableJson(ticket)))
      expect(await armed(id)).toEqual(JSON.parse(storableJson(ticket.timers)))
      const { rows } = await pool.query<{ state: string; version: number; department: string | null }>(
        'SELECT state, version, department FROM ticket WHERE id = $1',
        [id],
      )
      expect(rows).toEqual([{ state: ticket.state, version: ticket.version, department: ticket.department }])
      const { rows: open_ } = await pool.query<{ department: string }>(
        'SELECT department FROM assignment WHERE ticket_id = $1 AND ended_at IS NULL',
        [id],
      )
      expect(open_).toEqual(ticket.department === null ? [] : [{ department: ticket.department }])
    }),
    { numRuns: 60 },
  )
  expect(commands).toBeGreaterThan(400)
  expect(reached.size).toBeGreaterThanOrEqual(7)
})

it('two that decided on the same version: exactly one is written', { timeout: 60_000 }, async () => {
  const opened = decide(
    null,
    {
      ...(fc.sample(openArb(town), { numRuns: 1, seed: 7 })[0] as never as Extract<
        Parameters<typeof decide>[1],
        { kind: 'open' }
      >),
      id: nameUuid('ticket', 'race'),
      number: 'PT-2607-999999',
      missing: null,
    },
    { now: START, town, actor: { kind: 'system' } },
  )
  if (!opened.ok) throw new Error('open is never refused')
  await commit(pool, writeOf(null, opened))
  let { ticket } = opened
  for (let round = 0; round < 20; round++) {
    const decided = Array.from({ length: 4 }, (_, i) =>
      decide(
        ticket,
        { kind: 'supply', text: `${round}/${i}`, photos: [] },
        { now: new Date(START.getTime() + round * 60_000), town, actor: { kind: 'system' } },
      ),
    ).filter((d): d is Done => d.ok)
    const results = await Promise.all(decided.map((d) => commit(pool, writeOf(ticket, d))))
    expect(results.filter((r) => r.ok)).toHaveLength(1)
    ticket = decided[results.findIndex((r) => r.ok)]?.ticket ?? ticket
  }
  expect((await createStore(db).ticket(ticket.id))?.version).toBe(ticket.version)
})

it('the history takes no change and no removal', async () => {
  const before = await pool.query('SELECT count(*) FROM ticket_event')
  await expect(pool.query(`UPDATE ticket_event SET note = 'x'`)).rejects.toThrow('append-only')
  await expect(pool.query('DELETE FROM ticket_event')).rejects.toThrow('append-only')
  expect((await pool.query('SELECT count(*) FROM ticket_event')).rows).toEqual(before.rows)
})
