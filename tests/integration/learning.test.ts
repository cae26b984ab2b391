import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { modelsCommand } from '../../bot-scripts/lib/models-command.ts'
import { learn } from '../../src/app/learning/learn.ts'
import { createContext } from '../../src/context.ts'
import { guardedLeaves } from '../../src/domain/understanding/model/adapter.ts'
import type { ReadInput } from '../../src/domain/understanding/types.ts'
import { JARGON, PLAIN } from '../support/examples.ts'
import { startService, type TestService } from '../support/service.ts'

const { redisUrl } = inject('services')
const BACKENDS = ['postgres', 'redis'] as const

let service: TestService
afterEach(() => service.stop())

const start = async (options: Parameters<typeof startService>[0] = {}) => {
  service = await startService({ ...options, overrides: { auditEvery: 200, ...options.overrides } })
  return service
}
/** Without the worker that learns by itself. */
const startQuiet = () => start({ env: { ROLE: 'web' } })

const sql = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await service.ctx.db.pool.query(text, values)).rows as never

interface Taught {
  text: string
  read: string
  right: string | null
  by?: string
}
const BY = Array.from({ length: 4 }, () => randomUUID())

async function teach(examples: readonly Taught[]): Promise<void> {
  for (const [i, { text, read, right, by }] of examples.entries())
    await sql(
      `INSERT INTO reading_example (ticket_id, kind, text, read_category, read_urgency, read_area, right_category,
         right_urgency, right_area, by_identity, at)
       VALUES ($1, $2, $3, $4, 'normal', 'DQ', $5, 'normal', 'DQ', $6, now())`,
      [randomUUID(), read === right ? 'confirmation' : 'correction', text, read, right, by ?? BY[i % 4]],
    )
}

const corrections: Taught[] = JARGON.map((text) => ({ text, read: 'other', right: 'facility.street_light' }))
const confirmations: Taught[] = PLAIN.map(([text, leaf]) => ({ text, read: leaf, right: leaf }))
const input: ReadInput = {
  text: '宫口的天星不会着了,派人来弄一下',
  hasPhoto: false,
  at: new Date('2026-07-12T04:00:00Z'),
  conversation: { kind: 'group', area: 'DQ' },
  sender: { role: 'unit_chief', area: 'DQ' },
}
const readBy = async (ctx: TestService['ctx'], text: string = input.text) =>
  (await ctx.app.town())?.read({ ...input, text }, { recent: [], open: [] }).incidents.map((i) => i.category)

/** What the shipped reader takes for something else that a town may correct: which, depends on its weights. */
async function misread(ctx: TestService['ctx']): Promise<string> {
  const town = (await ctx.app.town())?.town
  for (const text of JARGON) {
    const [leaf, more] = (await readBy(ctx, text)) ?? []
    if (!town || !leaf || more || leaf === 'facility.street_light') continue
    if (!guardedLeaves(town, [leaf]).has(leaf)) return text
  }
  throw new Error('all is read right: tests/support/examples.ts needs other words')
}

const versions = () =>
  sql<{ version: number; state: string; figures: Record<string, never> }>(
    'SELECT version, state, figures FROM town_model ORDER BY version',
  )
const lines: string[] = []
const models = (...args: string[]) => {
  lines.length = 0
  return modelsCommand(args, {
    env: { DATABASE_URL: service.ctx.config.database.url, DATA_DIR: service.ctx.config.data.dir },
    print: (more) => void lines.push(...more),
    complain: (more) => void lines.push(...more),
  })
}

describe.each(BACKENDS)('learning with queues on %s', (backend) => {
  it.skipIf(backend === 'redis' && redisUrl === null)(
    'comes by itself once enough is corrected, is used by all processes, and can be taken back',
    { timeout: 60_000 },
    async () => {
      await start(backend === 'redis' ? { env: { REDIS_URL: `${redisUrl}/7` } } : {})
      const other = await createContext(service.ctx.config, service.ctx.log)
      try {
        const text = await misread(other)
        const before = await readBy(other, text)
        await teach([...corrections.slice(0, 19), ...confirmations])
        expect(await readBy(service.ctx, text)).toEqual(before)
        await teach(corrections.slice(19))
        await expect.poll(versions, { timeout: 20_000 }).toMatchObject([{ version: 1, state: 'in_use' }])
        for (const ctx of [service.ctx, other])
          await expect.poll(() => readBy(ctx, text), { timeout: 5000 }).toEqual(['facility.street_light'])
        expect(await models('list')).toBe(0)
        expect(lines.join('\n')).toMatch(/^1\t.*在用 in use\t更正 corrections \d+→\d+\/30/)

        expect(await models('off')).toBe(0)
        for (const ctx of [service.ctx, other])
          await expect.poll(() => readBy(ctx, text), { timeout: 5000 }).toEqual(before)
        expect(await models('use', '1')).toBe(0)
        await expect.poll(() => readBy(other, text), { timeout: 5000 }).toEqual(['facility.street_light'])
        const log = await sql<{ action: string; target: string }>(
          `SELECT action, target FROM audit_log WHERE action LIKE 'model.%' ORDER BY id`,
        )
        expect(log.map((l) => `${l.action} ${l.target}`)).toEqual([
          'model.trained 1',
          'model.off 0',
          'model.use 1',
        ])
      } finally {
        await other.close()
      }
    },
  )
})

describe('a training', () => {
  it('is not repeated within an hour, nor without as many new corrections', { timeout: 60_000 }, async () => {
    let ahead = 0
    await start({
      env: { ROLE: 'web' },
      overrides: { now: () => new Date(Date.now() + ahead * 60_000) },
    })
    const { app } = service.ctx
    await learn(app)
    expect(await versions()).toEqual([])
    await teach([...corrections, ...confirmations])
    await Promise.all([learn(app), learn(app)])
    await learn(app)
    expect(await versions()).toHaveLength(1)
    await teach(corrections.map((c) => ({ ...c, text: `${c.text}吧` })))
    ahead = 50
    await learn(app)
    expect(await versions()).toHaveLength(1)
    ahead = 70
    await learn(app)
    expect(await versions()).toHaveLength(2)
    ahead = 140
    await learn(app)
    expect(await versions()).toHaveLength(2)
  })

  it('that reads no better is kept as refused, with its figures, and is not to be used', async () => {
    await startQuiet()
    const torn = corrections.map((c, i) => ({ ...c, right: `noise.${['living', 'industrial'][i % 2]}` }))
    await teach([
      ...torn.map((t, i) => ({ ...t, text: `${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${i}` })),
      ...confirmations,
    ])
    await learn(service.ctx.app)
    expect(await versions()).toMatchObject([{ state: 'refused', figures: { corrections: { n: 30 } } }])
    expect(await models('use', '1')).toBe(1)
    expect(lines[0]).toMatch(/没有采用/)
    expect(await models('use', '9')).toBe(1)
    expect(await models('use')).toBe(2)
    expect((await service.ctx.store.versions()).model).toBeNull()
  })

  it('killed in the middle loses nothing: the next one does it', { timeout: 60_000 }, async () => {
    await startQuiet()
    await teach([...corrections, ...confirmations])
    const at = (path: string) => new URL(`../../src/${path}`, import.meta.url).pathname
    const script = `
      import { createContext } from '${at('context.ts')}'
      import { readConfig } from '${at('config.ts')}'
      import { createLogger } from '${at('lib/log.ts')}'
      import { armCrash } from '${at('lib/crash-point.ts')}'
      import { learn } from '${at('app/learning/learn.ts')}'
      const read = readConfig(${JSON.stringify({
        DATABASE_URL: service.ctx.config.database.url,
        DATA_DIR: service.ctx.config.data.dir,
      })})
      const ctx = await createContext(read.config, createLogger({ level: 'silent' }))
      armCrash({ point: 'learning.trained', nth: 1 })
      await learn(ctx.app)
      console.log('not killed')
      process.exit(0)
    `
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = await new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))
    expect(ended).toBe('SIGKILL')
    expect(await versions()).toEqual([])
    await expect
      .poll(async () => {
        await learn(service.ctx.app)
        return versions()
      })
      .toMatchObject([{ version: 1, state: 'in_use' }])
  })

  it('of rows that no program wrote does not stop reading', async () => {
    await startQuiet()
    await sql(
      `INSERT INTO town_model (version, made_at, base, packed, state) VALUES (1, '2026-01-01', 'x', '{"leaf": 3}', 'in_use')`,
    )
    await expect.poll(() => readBy(service.ctx)).toBeDefined()
    await teach([
      ...Array.from({ length: 30 }, (_, i) => ({
        text: '\u202e😀'.repeat(300) + i,
        read: 'nowhere',
        right: 'no.such',
      })),
      ...confirmations,
    ])
    await learn(service.ctx.app)
    expect((await versions()).map((v) => v.state)).toEqual(['in_use', 'refused'])
    expect(await readBy(service.ctx)).toBeDefined()
  })

  it('keeps as many versions as the town wants', async () => {
    await startQuiet()
    const base = { base: 'b', packed: null, lastExample: 0, figures: {}, madeAt: new Date() }
    for (let i = 0; i < 6; i++)
      await service.ctx.store.addModel({ ...base, state: i % 2 === 0 ? 'in_use' : 'refused' }, 2)
    expect((await versions()).map((v) => `${v.version} ${v.state}`)).toEqual([
      '3 kept',
      '4 refused',
      '5 in_use',
      '6 refused',
    ])
  })
})
