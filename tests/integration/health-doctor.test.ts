import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { examine } from '../../bot-scripts/doctor/examine.ts'
import { asLines, type Finding } from '../../bot-scripts/doctor/finding.ts'
import { examineNode } from '../../bot-scripts/doctor/machine.ts'
import { healthPlugin } from '../../src/http/health.ts'
import { createServer as createService } from '../../src/http/server.ts'
import { createLogger } from '../../src/lib/log.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { completion, raw, startModel } from '../support/model-stand-in.ts'

let db: TestDatabase
let pool: pg.Pool
let dir: string
let env: Record<string, string>

beforeAll(async () => {
  db = await testDatabase()
  pool = new pg.Pool({ connectionString: db.url, max: 2 })
  dir = mkdtempSync(join(tmpdir(), 'gridwhistle-doctor-'))
})
afterAll(async () => {
  await pool.end()
  await db.drop()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(async () => {
  env = { DATABASE_URL: db.url, DATA_DIR: dir, HOST: '127.0.0.1', PORT: String(await freePort()) }
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function findingsOf(more: Record<string, string> = {}): Promise<Finding[]> {
  const findings: Finding[] = []
  for await (const finding of examine({ ...env, ...more })) findings.push(finding)
  return findings
}

const bad = (findings: Finding[]) => findings.filter((f) => f.state === 'bad')

describe('the doctor', () => {
  it('finds nothing wrong where nothing is, in a fixed order', async () => {
    const findings = await findingsOf()
    expect(bad(findings)).toEqual([])
    expect(findings.map((f) => f.check)).toEqual([
      'node',
      'settings',
      'data',
      'database',
      'migrations',
      'clock',
      'queue',
      'town',
      'telegram',
      'model',
      'port',
    ])
  })

  it('gives a remedy for whatever is wrong, all at once, and no credentials', async () => {
    const findings = await findingsOf({
      PORT: 'x',
      DINGTALK_CLIENT_ID: 'ding1',
      DATABASE_URL: 'postgres://user:hiddenpw@127.0.0.1:1/none',
      REDIS_URL: 'redis://:hiddenpw@127.0.0.1:1',
      DATA_DIR: join(dir, 'no', 'such'),
      TOWN_DIR: join(dir, 'no-town'),
    })
    expect(bad(findings).map((f) => f.check)).toEqual(['settings', 'settings', 'data', 'database', 'queue'])
    for (const finding of bad(findings)) expect(finding.remedy?.zh).toBeTruthy()
    expect(findings.map(asLines).join('\n')).not.toContain('hiddenpw')
    expect(bad(findings).map(asLines).join('\n')).toMatch(/^✗ .*\n {4}.*\n {2}→ .*\n {4}/)
  })

  it('asks the language model for one example, and tells what is wrong with it', async () => {
    const model = await startModel()
    const settings = { LLM_BASE_URL: model.baseUrl, LLM_MODEL: 'qwen-plus', LLM_API_KEY: 'sk-hidden-key' }
    const finding = async () => (await findingsOf(settings)).find((f) => f.check === 'model')
    expect((await findingsOf()).find((f) => f.check === 'model')?.state).toBe('note')
    const lamp = { n: 1, category: 'facility.street_light', urgency: 'normal', place: '村口' }
    model.says(completion({ act: 'report', incidents: [lamp] }))
    expect(await finding()).toMatchObject({ state: 'ok', zh: expect.stringContaining('qwen-plus') })
    expect(model.asked[0]?.authorization).toBe('Bearer sk-hidden-key')
    model.says(completion('好的,这是路灯问题。'))
    expect(await finding()).toMatchObject({ state: 'bad', remedy: { zh: expect.stringContaining('模型') } })
    model.says(raw(401, { 'content-type': 'application/json' }, '{}'))
    const refused = await finding()
    expect(refused).toMatchObject({ state: 'bad', remedy: { zh: expect.stringContaining('LLM_API_KEY') } })
    expect(JSON.stringify(refused)).not.toContain('sk-hidden')
    await model.stop()
    expect(await finding()).toMatchObject({
      state: 'bad',
      remedy: { zh: expect.stringContaining('LLM_BASE_URL') },
    })
  })

  it('says so when there is no database to ask', async () => {
    const findings = await findingsOf({ DATABASE_URL: '' })
    expect(bad(findings).map((f) => [f.check, f.zh])).toEqual([
      ['settings', expect.stringContaining('DATABASE_URL')],
    ])
  })

  it('sees a migration that is missing, changed or too new', async () => {
    const client = await pool.connect()
    const migrations = async () => (await findingsOf()).find((f) => f.check === 'migrations')
    const { rows } = await client.query('SELECT * FROM _prisma_migrations ORDER BY migration_name')
    const name = rows.at(-1).migration_name
    try {
      await client.query("UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name = $1", [name])
      expect(await migrations()).toMatchObject({ state: 'bad', zh: expect.stringContaining(name) })
      await client.query(
        "UPDATE _prisma_migrations SET migration_name = '99999999999999_later' WHERE migration_name = $1",
        [name],
      )
      expect(await migrations()).toMatchObject({
        state: 'bad',
        zh: expect.stringContaining('99999999999999_later'),
      })
      await client.query("DELETE FROM _prisma_migrations WHERE migration_name = '99999999999999_later'")
      expect(await migrations()).toMatchObject({ state: 'bad', zh: expect.stringContaining('差 1 步') })
    } finally {
      await client.query(
        'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
        [rows.at(-1).id, rows.at(-1).checksum, name],
      )
      client.release()
    }
    expect(await migrations()).toMatchObject({ state: 'ok' })
  })

  it('counts the town, and who is missing in it', async () => {
    await pool.query(`
      INSERT INTO town (id, name, letters, demo) VALUES (1, '东庄镇', 'DZ', true);
      INSERT INTO area (code, parent, level, name, kind) VALUES
        ('t', NULL, 'town', '镇', 'mixed'), ('g1', 't', 'grid', '一网格', 'village'), ('u1', 'g1', 'unit', '一单元', 'village');
      INSERT INTO department (code, name, area, kind) VALUES ('power', '供电所', 't', 'power'), ('water', '水务站', 't', 'water');
      INSERT INTO person (id, key, name) VALUES ('0190a1b2-0000-7000-8000-000000000001', 'k', '张工');
      INSERT INTO post (id, person_id, role, department) VALUES
        ('0190a1b2-0000-7000-8000-000000000002', '0190a1b2-0000-7000-8000-000000000001', 'handler', 'power');`)
    const findings = await findingsOf()
    const text = (check: string) => findings.find((f) => f.check === check)?.zh
    expect(text('town')).toBe('东庄镇（演示）：3 个区域，1 人，0 个群已绑定')
    expect(text('departments')).toMatch(/^1 个部门没有经办人.*水务站/)
    expect(text('vacancies')).toBe('空缺：网格长 1 个，单元长 1 个')
    expect(bad(findings)).toEqual([])
    await pool.query('TRUNCATE town, area, department, person, post')
  })

  it.skipIf(!inject('services').redisUrl)('looks into Redis: kept on disk, nothing evicted', async () => {
    const REDIS_URL = inject('services').redisUrl ?? ''
    const queue = (await findingsOf({ REDIS_URL })).filter((f) => f.check === 'queue')
    expect(queue.map((f) => f.state)).toEqual(['ok', 'ok', 'ok'])
  })

  it('knows its own service on the port from a stranger', async () => {
    const port = Number(env['PORT'])
    const stranger = createServer((_, answer) => answer.end('hello'))
    await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve))
    expect((await findingsOf()).at(-1)).toMatchObject({ check: 'port', state: 'bad' })
    await new Promise((resolve) => stranger.close(resolve))

    let well = true
    const service = createService({ log: createLogger({ level: 'silent' }), trustProxy: false })
    await service.register(healthPlugin, { checks: { queue: async () => ({ ok: well }) }, keepMs: 0 })
    await service.listen({ port, host: '127.0.0.1' })
    expect((await findingsOf()).at(-1)).toMatchObject({ check: 'port', state: 'ok' })
    well = false
    expect((await findingsOf()).at(-1)).toMatchObject({ state: 'bad', zh: expect.stringContaining('queue') })
    await service.close()
  })

  it('tells a Telegram that is away from a token that is refused', async () => {
    const port = await freePort()
    const settings = { TELEGRAM_BOT_TOKEN: '1:x', TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` }
    const telegram = async () => (await findingsOf(settings)).find((f) => f.check === 'telegram')
    expect(await telegram()).toMatchObject({ state: 'bad', zh: '连不上 Telegram' })
    const refusing = createServer((_, answer) => {
      answer.writeHead(401, { 'content-type': 'application/json' })
      answer.end('{"ok":false,"error_code":401,"description":"Unauthorized"}')
    })
    await new Promise<void>((resolve) => refusing.listen(port, '127.0.0.1', resolve))
    expect(await telegram()).toMatchObject({ state: 'bad', zh: expect.stringContaining('不认这个令牌') })
    await new Promise((resolve) => refusing.close(resolve))
  })
})

it.each([
  ['20.18.3', 'bad'],
  ['20.19.0', 'ok'],
  ['18.20.0', 'bad'],
  ['24.1.0', 'ok'],
])('Node %s is %s', (version, state) => {
  expect(examineNode(version).state).toBe(state)
})
