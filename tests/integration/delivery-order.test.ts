import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { createOutbox } from '../../src/store/outbox.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

it('messages leave in the order of their numbers, also where these grow a digit', async () => {
  const db = openDatabase({ url: database.url, onError: () => undefined })
  const outbox = createOutbox(db.pool)
  const conversation = '0190a1b2-0000-7000-8000-00000000000a'
  await db.pool.query(
    `INSERT INTO outbox (conversation_id, kind, idempotency_key, content)
     SELECT $1, 'message', 'k' || n, '{}' FROM generate_series(1, 12) n`,
    [conversation],
  )
  const order: number[] = []
  for (;;) {
    const next = await outbox.nextOutbox(conversation)
    if (!next) break
    order.push(Number(next.id))
    await outbox.outboxMerged(next.id)
  }
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(order).toHaveLength(12)
  await db.close()
})
