import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mutatedArb, nested } from '../support/mutate-json.ts'
import { type Stage, startStage } from '../support/stage.ts'
import { sampleUpdates } from '../support/telegram/index.ts'

const SECRET = 'a-secret-of-enough-length'
/** The work group and the person of the samples. */
const GROUP = -1001500000101
const CHEN = 700100201

let stage: Stage
beforeAll(async () => {
  stage = await startStage({ mode: 'webhook' })
  await stage.scene()
  stage.tg.user({ id: CHEN, first_name: '陈淑华' }).setStarted()
  stage.tg.group({ id: GROUP, title: '东沁村网格群' }).addBot({ admin: true, silent: true })
})
afterAll(() => stage.stop())

async function post(body: string, secret: string | null = SECRET): Promise<number> {
  const response = await fetch(`${stage.service.url}/webhooks/telegram`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret }),
    },
    body,
  })
  await response.text()
  return response.status
}

interface Counted {
  state: string
  n: number
}
const counts = async () =>
  Object.fromEntries(
    (await stage.sql<Counted>('SELECT state, count(*)::int AS n FROM inbox GROUP BY state')).map((c) => [
      c.state,
      c.n,
    ]),
  )
const faults = () =>
  stage.sql<{ dedupe_key: string; error: string; raw: unknown }>(
    `SELECT dedupe_key, error, left(raw::text, 400) AS raw FROM inbox WHERE state <> 'malformed' AND error IS NOT NULL`,
  )

/** Waits until everything is read; a message that could not be handled ends the waiting. */
async function read(): Promise<void> {
  await expect
    .poll(async () => ((await faults()).length > 0 ? -1 : ((await counts())['pending'] ?? 0)), {
      timeout: 100_000,
      interval: 100,
    })
    .toBeLessThanOrEqual(0)
  expect(await faults()).toEqual([])
}

describe('what comes in by webhook', () => {
  it('with a wrong secret, or none, is refused and not kept', async () => {
    const [update] = sampleUpdates(810_000_000)
    const body = JSON.stringify(update)
    const before = await counts()
    for (const secret of ['', 'x', `${SECRET}x`, SECRET.toUpperCase(), null]) {
      expect(await post(body, secret)).toBe(401)
    }
    expect(await post('no json')).toBe(400)
    expect(await post('[1]')).toBe(400)
    expect(await counts()).toEqual(before)
  })

  it('strange bodies are kept too, and the next message is served', { timeout: 60_000 }, async () => {
    const [sample] = sampleUpdates()
    const strange: string[] = [
      JSON.stringify({ ...sample, update_id: 830_000_001, extra: nested(1500) }),
      JSON.stringify({ ...sample, update_id: 830_000_002, text: '字'.repeat(300_000) }),
      `{"update_id":830000003,"deep":${'['.repeat(9000)}${']'.repeat(9000)}}`,
      `{"deep":${'['.repeat(9000)}${']'.repeat(9000)}}`,
      JSON.stringify({ update_id: 'x' }),
      '{}',
      JSON.stringify({ update_id: 1e300, message: {} }),
      JSON.stringify({ update_id: -5, message: { chat: { id: 'a' } } }),
      '{"update_id":830000004,"message":{"text":"\\u0000\\ud800"}}',
    ]
    for (const body of strange)
      expect({ body: body.slice(0, 60), status: await post(body) }).toMatchObject({ status: 200 })
    expect(await post(`{"update_id":830000009,"x":"${'x'.repeat(2_100_000)}"}`)).toBe(413)
    await read()
    const rows = await stage.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM inbox WHERE dedupe_key IN ('u830000001', 'u830000002', 'u830000003', 'u830000004')`,
    )
    expect(rows).toEqual([{ n: 4 }])
    const scene = await stage.scene()
    scene.mei.dm('/help')
    await stage.tg.waitForMessage(scene.mei, /直接写情况就行/)
    const health = await fetch(`${stage.service.url}/healthz`)
    await health.text()
    expect(health.status).toBe(200)
  })

  it('1,200 updates gone wrong: each is kept, none crashes anything, none is lost', {
    timeout: 180_000,
  }, async () => {
    const updates = fc
      .sample(mutatedArb(sampleUpdates()), {
        numRuns: 1200,
        seed: Number(process.env['FUZZ_SEED'] ?? 20_261_122),
      })
      .map((update, i) => ({ ...update, update_id: 820_000_000 + i }))
    const bodies = updates.map((u) => JSON.stringify(u))
    const statuses = new Map<number, number>()
    for (let i = 0; i < bodies.length; i += 8) {
      const answered = await Promise.all(bodies.slice(i, i + 8).map((b) => post(b)))
      for (const status of answered) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    expect([...statuses]).toEqual([[200, 1200]])
    const kept = await stage.sql<{ key: string }>(
      `SELECT DISTINCT dedupe_key AS key FROM inbox WHERE dedupe_key LIKE 'u820%'`,
    )
    expect(kept).toHaveLength(1200)
    await read()
    const states = await counts()
    expect(Object.keys(states).sort()).toEqual(['done', 'malformed', 'skipped'])
    expect(states['done']).toBeGreaterThan(150)
    // Delivered again, all at once: nothing acts twice.
    const before = await stage.sql('SELECT count(*) FROM message')
    for (let i = 0; i < bodies.length; i += 50) expect(await post(bodies[i] ?? '')).toBe(200)
    await read()
    expect(await counts()).toEqual(states)
    expect(await stage.sql('SELECT count(*) FROM message')).toEqual(before)
    expect(stage.tg.strictErrors).toEqual([])
  })
})
