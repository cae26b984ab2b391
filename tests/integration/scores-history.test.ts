import { performance } from 'node:perf_hooks'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RATES } from '../../src/domain/area/score-policy.ts'
import type { Figures } from '../../src/domain/scores/figures.ts'
import type { Period } from '../../src/domain/scores/period.ts'
import { type PastEvent, reckon } from '../../src/domain/scores/reckon.ts'
import { scoresOf } from '../../src/domain/scores/scope.ts'
import { nameUuid } from '../../src/lib/name-uuid.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { createStore } from '../../src/store/index.ts'
import { storableJson } from '../../src/store/storable.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { sampleTown } from '../support/sample-town.ts'
import { Life, type Lived, livedArb, townTime } from '../support/ticket-lives.ts'
import { minutesAfter, START } from '../support/tickets.ts'

const town = sampleTown()
const JULY: Period = {
  from: townTime('07-01 00:00'),
  to: townTime('08-01 00:00'),
  asOf: townTime('08-04 00:00'),
}

let database: TestDatabase
let db: Database
let store: ReturnType<typeof createStore>
beforeAll(async () => {
  database = await testDatabase()
  db = openDatabase({ url: database.url, onError: () => {} })
  store = createStore(db)
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

type Kept = Pick<Lived, 'ticket' | 'events'>

/** Writes histories as `commit` does, `copies` of each under ids of their own. */
async function keep(lives: readonly Kept[], copies = 1): Promise<void> {
  const rows = lives.map(({ ticket, events }, n) => ({ n, ticket, events }))
  await db.pool.query(
    `WITH life AS (SELECT (x->>'n')::int * 100000 + c AS k, x FROM jsonb_array_elements($1::jsonb) AS x,
       generate_series(1, $2::int) AS c),
     named AS (SELECT gen_random_uuid() AS id, 'DZ-2607-' || k AS number, x FROM life),
     kept AS (INSERT INTO ticket (id, number, state, category, urgency, area, department, source_conversation, opened_at,
         version, data)
       SELECT id, number, x->'ticket'->>'state', x->'ticket'->>'category', x->'ticket'->>'urgency', x->'ticket'->>'area',
         x->'ticket'->>'department', $3::uuid, (x->'ticket'->>'openedAt')::timestamptz,
         (x->'ticket'->>'version')::int, x->'ticket' FROM named)
     INSERT INTO ticket_event (ticket_id, seq, at, command, by, "from", "to", data)
     SELECT id, (e->>'seq')::int, (e->>'at')::timestamptz, e->>'command', e->'by', e->>'from', e->>'to',
       CASE WHEN e->>'seq' = '1' THEN (e->'data') || jsonb_build_object('id', id, 'number', number) ELSE e->'data' END
     FROM named, jsonb_array_elements(x->'events') AS e`,
    [storableJson(rows), copies, nameUuid('scores', 'chat')],
  )
}

const figuresOf = (histories: readonly (readonly PastEvent[])[], period: Period): Figures =>
  scoresOf(
    town,
    histories.map((events) => reckon(events, period)),
    { kind: 'area', code: town.top },
  )
/** A figure without the ids, which are new ones in the store. */
const inShort = (all: Figures) =>
  RATES.map((rate) => [rate, all[rate].value?.toFixed(9), all[rate].items.map((i) => i.worth).sort()])

it('what the store reads of a month gives the figures of the whole histories, in any month', async () => {
  const lives = fc.sample(livedArb(town), { numRuns: 400, seed: 34 })
  await keep(lives)
  const months = [
    [0, 31, 34],
    [10, 41, 44],
    [31, 62, 62],
    [3, 9, 60],
  ] as const
  let counted = 0
  for (const [from, to, asOf] of months) {
    const day = (n: number) => minutesAfter(n * 24 * 60, START)
    const period = { from: day(from), to: day(to), asOf: day(asOf) }
    const live = figuresOf(
      lives.map(({ events }) => events),
      period,
    )
    expect(inShort(figuresOf(await store.histories(period), period))).toEqual(inShort(live))
    counted += live.resolution.items.length
  }
  expect(counted).toBeGreaterThan(100)
})

it('one month of 100,000 events is reckoned within a second', { timeout: 120_000 }, async () => {
  await db.pool.query('TRUNCATE ticket, ticket_event CASCADE')
  const lives = Array.from({ length: 28 }, (_, i): Kept => {
    const day = `07-${String(i + 1).padStart(2, '0')}`
    const life = new Life(town, i + 1, `${day} 08:00`)
      .at(`${day} 08:05`, 'zhang', { kind: 'supply', text: '在路上', photos: [] })
      .at(`${day} ${i % 3 === 0 ? '09' : '08'}:10`, 'zhang', { kind: 'accept' })
      .at(`${day} 10:00`, 'chen', { kind: 'urge' })
      .at(`${day} 12:00`, 'zhang', { kind: 'resolve', result: '换了新线', photos: ['after'] })
      .at(`${day} 13:00`, 'chen', { kind: 'confirm' })
      .at(`${day} 13:10`, 'chen', { kind: 'rate', value: i % 4 === 0 ? 'bad' : 'good', text: '' })
    if (!life.ticket) throw new Error('no ticket')
    return { ticket: life.ticket, events: life.events }
  })
  const each = lives.reduce((sum, { events }) => sum + events.length, 0)
  const copies = Math.ceil(100_000 / each)
  await keep(lives, copies)
  await db.pool.query('ANALYZE ticket, ticket_event')
  const { rows } = await db.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM ticket_event')
  expect(rows[0]?.n).toBeGreaterThanOrEqual(100_000)
  const took = async (work: () => Promise<void>): Promise<number> => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }
  let best = Number.POSITIVE_INFINITY
  let raw = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const reckoned = await took(async () => {
      const figures = figuresOf(await store.histories(JULY), JULY)
      expect(figures.response.items).toHaveLength(28 * copies)
      expect(figures.response.value).toBeCloseTo(18 / 28)
      expect(figures.satisfaction.value).toBeCloseTo(21 / 28)
    })
    best = Math.min(best, reckoned)
    const plain = await took(async () => {
      await db.pool.query('SELECT ticket_id, seq, at, command, "to", data FROM ticket_event')
    })
    raw = Math.min(raw, plain)
  }
  if (process.env['SHOW_TIMES'])
    process.stderr.write(
      `a month of ${rows[0]?.n} events: ${Math.round(best)} ms; read alone: ${Math.round(raw)} ms\n`,
    )
  // On a busy machine all takes longer: then no more than reading the same rows as they stand.
  expect(best).toBeLessThan(Math.max(1000, 1.5 * raw))
  // A month without tickets reads none of it.
  const other = { from: townTime('09-01 00:00'), to: townTime('10-01 00:00'), asOf: townTime('10-04 00:00') }
  const idle = await took(async () => expect(await store.histories(other)).toEqual([]))
  expect(idle).toBeLessThan(best / 2)
})
