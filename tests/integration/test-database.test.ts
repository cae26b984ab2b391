import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { testDatabase } from '../support/database.ts'

const first = await testDatabase()
const second = await testDatabase()
afterAll(async () => {
  await first.drop()
  await second.drop()
})

it('gives each caller a migrated schema of its own', async () => {
  expect(first.schema).not.toBe(second.schema)
  const client = new pg.Client(first.url)
  await client.connect()
  const { rows } = await client.query(
    "SELECT current_schema() AS schema, to_regclass('_prisma_migrations') AS history",
  )
  await client.end()
  expect(rows).toEqual([{ schema: first.schema, history: '_prisma_migrations' }])
})
