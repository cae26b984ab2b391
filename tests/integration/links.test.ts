import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linksCommand } from '../../bot-scripts/lib/links-command.ts'
import { readPersonalLink } from '../../src/http/session.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const SECRET = Buffer.alloc(32, 7).toString('base64')

describe('npm run links', () => {
  let db: TestDatabase
  let pool: pg.Pool
  let dir: string
  const ids = { chen: randomUUID(), lin: randomUUID() }
  beforeAll(async () => {
    db = await testDatabase()
    dir = await mkdtemp(join(tmpdir(), 'gridwhistle-links-'))
    pool = new pg.Pool({ connectionString: db.url, max: 1 })
    await pool.query(`INSERT INTO person (id, key, name) VALUES ($1, 'a', '陈淑华'), ($2, 'b', '林志强')`, [
      ids.chen,
      ids.lin,
    ])
  })
  afterAll(async () => {
    await pool.end()
    await db.drop()
    await rm(dir, { recursive: true })
  })

  async function run(...args: string[]) {
    const out: string[] = []
    const errors: string[] = []
    const env = {
      DATABASE_URL: db.url,
      DATA_DIR: dir,
      SECRET_KEY: SECRET,
      PUBLIC_URL: 'https://town.example',
    }
    const code = await linksCommand(args, {
      env,
      print: (lines) => out.push(...lines),
      complain: (lines) => errors.push(...lines),
    })
    return { code, out, errors }
  }

  it('prints a link for everyone, and new ones for those who lost theirs', async () => {
    const all = await run()
    expect([all.code, all.out.length, all.errors]).toEqual([0, 2, []])
    const link = all.out.find((line) => line.startsWith('陈淑华'))?.split('\t')[2] ?? ''
    expect(link).toMatch(/^https:\/\/town\.example\/enter#/)
    expect(readPersonalLink(link, SECRET)).toEqual({ personId: ids.chen, gen: 1 })
    const renewed = await run('--renew', '陈淑华')
    expect(readPersonalLink(renewed.out[0]?.split('\t')[2] ?? '', SECRET)).toMatchObject({ gen: 2 })
    expect((await run('林志强')).out[0]).toContain('林志强')
  })

  it('says who is not there and how to call it', async () => {
    expect(await run('无此人')).toMatchObject({ code: 1, errors: ['没有找到 / not found: 无此人'] })
    expect((await run('--renew')).code).toBe(2)
    expect((await run('--all')).code).toBe(2)
  })
})
