import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { webhooksCommand } from '../../bot-scripts/lib/webhooks-command.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let db: TestDatabase
let pool: pg.Pool
let dir: string
beforeAll(async () => {
  db = await testDatabase()
  dir = await mkdtemp(join(tmpdir(), 'gridwhistle-webhooks-'))
  pool = new pg.Pool({ connectionString: db.url, max: 1 })
})
afterAll(async () => {
  await pool.end()
  await db.drop()
  await rm(dir, { recursive: true })
})

async function run() {
  const said: string[] = []
  const env = { DATABASE_URL: db.url, DATA_DIR: dir, SECRET_KEY: Buffer.alloc(32, 7).toString('base64') }
  const take = (lines: readonly string[]) => void said.push(...lines)
  const code = await webhooksCommand({ env, print: take, complain: take })
  return { code, said }
}

it('shows each address with its own key and what became of its calls', async () => {
  expect(await run()).toMatchObject({ code: 2, said: [expect.stringContaining('no town is imported')] })
  const policy = {
    webhooks: { center: { url: 'https://a.example/in' }, fire: { url: 'https://b.example/in' } },
  }
  await pool.query(`INSERT INTO town (id, name, letters, policy) VALUES (1, '镇', 'DZ', $1)`, [
    JSON.stringify(policy),
  ])
  await pool.query(`INSERT INTO webhook_call (id, name, body, state, error, next_at) VALUES
    (gen_random_uuid(), 'center', '{}', 'sent', NULL, now()), (gen_random_uuid(), 'center', '{}', 'failed', 'redirect', now())`)
  const { code, said } = await run()
  const rows = said.map((line) => line.split('\t'))
  expect(code).toBe(0)
  expect(rows.map(([name, url, , ...rest]) => [name, url, ...rest])).toEqual([
    ['center', 'https://a.example/in', '1', '0', '1', 'redirect'],
    ['fire', 'https://b.example/in', '0', '0', '0', ''],
  ])
  const [first, second] = rows.map((row) => row[2])
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  expect(second).not.toBe(first)
})
