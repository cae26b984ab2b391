import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import type { Channel, WebhookRequest } from '../../src/app/ports.ts'
import { healthPlugin } from '../../src/http/health.ts'
import { metricsPlugin } from '../../src/http/metrics.ts'
import { createServer } from '../../src/http/server.ts'
import { mountWebhooks } from '../../src/http/webhooks.ts'
import { createLogger } from '../../src/lib/log.ts'
import { createMetrics } from '../../src/lib/metrics.ts'

let app: FastifyInstance
let lines: string[] = []
afterEach(() => app.close())

function server(options: { trustProxy?: boolean; graceMs?: number } = {}) {
  lines = []
  const log = createLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } })
  const seen: unknown[] = []
  app = createServer({ log, trustProxy: false, onRequest: (request) => seen.push(request), ...options })
  return { app, seen }
}

describe('GET /healthz', () => {
  it('is 200 with every check when all is well', async () => {
    server()
    await app.register(healthPlugin, { checks: { database: async () => ({ ok: true, detail: '18.1' }) } })
    const answer = await app.inject('/healthz')
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({
      service: 'gridwhistle',
      ok: true,
      checks: { database: { ok: true, detail: '18.1' } },
    })
  })

  it('is 503 when a deciding check fails, hangs or throws, and tells no secret', async () => {
    server()
    const fault = Object.assign(new Error('postgres://user:pass@db refused'), { code: 'ECONNREFUSED' })
    await app.register(healthPlugin, {
      patienceMs: 30,
      checks: {
        database: () => Promise.reject(fault),
        queue: () => new Promise(() => undefined),
        migrations: async () => ({ ok: true }),
      },
    })
    const answer = await app.inject('/healthz')
    expect(answer.statusCode).toBe(503)
    expect(answer.json().checks).toEqual({
      database: { ok: false, detail: 'ECONNREFUSED' },
      queue: { ok: false, detail: 'no answer in time' },
      migrations: { ok: true },
    })
    expect(answer.body).not.toContain('pass')
  })

  it('stays 200 when only a platform is away', async () => {
    server()
    await app.register(healthPlugin, {
      checks: { channels: async () => ({ ok: false }) },
      optional: ['channels'],
    })
    expect((await app.inject('/healthz')).statusCode).toBe(200)
  })

  it('asks once for many callers and gives the answer again for a while', async () => {
    server()
    let asked = 0
    const checks = { database: async () => ({ ok: ++asked > 0 }) }
    await app.register(healthPlugin, { checks, keepMs: 60_000 })
    await Promise.all(Array.from({ length: 20 }, () => app.inject('/healthz')))
    const started = performance.now()
    await app.inject('/healthz')
    expect(performance.now() - started).toBeLessThan(50)
    expect(asked).toBe(1)
  })
})

describe('GET /metrics', () => {
  it('tells what was counted and what was looked up', async () => {
    server()
    const metrics = createMetrics()
    metrics.handled('message', 'done')
    metrics.delivered('telegram', 'sent')
    metrics.delivered('telegram', 'retried')
    metrics.delivered('telegram', 'in_doubt')
    metrics.malformed('telegram')
    metrics.timerFired(0.2)
    metrics.timerFired(-1)
    metrics.http({ method: 'GET', route: '/t/:id', status: 200, seconds: 0.01 })
    const collect = async () =>
      metrics.waiting({
        inbox: { count: 2, oldestSeconds: 1.5 },
        outbox: { count: 3, oldestSeconds: 4, inDoubt: 1 },
        timers: { overdue: 0, oldestSeconds: 0 },
        tickets: { accepted: 7 },
      })
    await app.register(metricsPlugin, { registry: metrics.registry, collect })
    const answer = await app.inject('/metrics')
    expect(answer.headers['content-type']).toContain('text/plain')
    for (const line of [
      'gridwhistle_inbox_lag_seconds 1.5',
      'gridwhistle_outbox_lag_seconds 4',
      'gridwhistle_outbox_in_doubt 1',
      'gridwhistle_tickets{state="accepted"} 7',
      'gridwhistle_intake_handled_total{kind="message",outcome="done"} 1',
      'gridwhistle_deliveries_total{channel="telegram",outcome="sent"} 1',
      'gridwhistle_delivery_retries_total{channel="telegram"} 1',
      'gridwhistle_deliveries_in_doubt_total{channel="telegram"} 1',
      'gridwhistle_malformed_frames_total{channel="telegram"} 1',
      'gridwhistle_timer_lateness_seconds_count 2',
      'gridwhistle_http_request_duration_seconds_count{method="GET",route="/t/:id",status="200"} 1',
    ]) {
      expect(answer.body).toContain(`${line}\n`)
    }
    expect(answer.body.match(/^# TYPE (?!gridwhistle_)/m)).toBeNull()
  })

  it('still tells what it has when the tables cannot be read', async () => {
    server()
    const metrics = createMetrics()
    metrics.malformed('web')
    await app.register(metricsPlugin, {
      registry: metrics.registry,
      collect: () => Promise.reject(new Error('away')),
    })
    expect((await app.inject('/metrics')).body).toContain(
      'gridwhistle_malformed_frames_total{channel="web"} 1',
    )
    expect(lines.join()).toContain('metrics: reading failed')
  })
})

describe('the server', () => {
  it('gives every answer an id and the headers browsers need', async () => {
    const { seen } = server()
    app.get('/t/:id', async () => ({ ok: true }))
    const { headers } = await app.inject({ url: '/t/secret-id?x=1', headers: { 'x-request-id': 'forged' } })
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['permissions-policy']).toContain('geolocation=(self)')
    expect(seen).toEqual([{ method: 'GET', route: '/t/:id', status: 200, seconds: expect.any(Number) }])
    expect(lines.join()).not.toContain('secret-id')
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      requestId: headers['x-request-id'],
      route: '/t/:id',
    })
  })

  it('leaves a header that a route has set', async () => {
    server()
    app.get('/', async (_, reply) => reply.header('content-security-policy', "default-src 'none'").send(''))
    expect((await app.inject('/')).headers['content-security-policy']).toBe("default-src 'none'")
  })

  it('tells a fault of ours by its number only', async () => {
    server()
    app.get('/', async () => {
      throw new Error('relation "ticket" of 陈淑华 is gone')
    })
    const answer = await app.inject('/')
    expect(answer.statusCode).toBe(500)
    expect(answer.json().error).toEqual({
      code: 'internal',
      message: expect.stringMatching(/出了点问题/),
      remedy: expect.stringContaining(String(answer.headers['x-request-id'])),
    })
    expect(answer.body).not.toMatch(/ticket|陈淑华/)
    const entry = JSON.parse(lines.find((line) => line.includes('request failed')) ?? '')
    expect(entry).toMatchObject({ requestId: answer.headers['x-request-id'], err: { type: 'Error' } })
    expect(lines.join()).not.toContain('陈淑华')
  })

  it.each([
    ['GET', '/nowhere', undefined, 404, 'not_found'],
    ['POST', '/json', '{', 400, 'bad_request'],
    ['POST', '/json', JSON.stringify('x'.repeat(1_000_001)), 413, 'too_large'],
  ] as const)('%s %s → the one shape of errors', async (method, url, payload, status, code) => {
    server()
    app.post('/json', async () => 'taken')
    const headers = { 'content-type': 'application/json' }
    const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toEqual({
      error: { code, message: expect.any(String), remedy: expect.any(String) },
    })
  })

  it.each([
    [true, '203.0.113.9'],
    [false, '127.0.0.1'],
  ])('with a proxy %s the caller is %s', async (trustProxy, ip) => {
    server({ trustProxy })
    app.get('/', async (request) => request.ip)
    expect((await app.inject({ url: '/', headers: { 'x-forwarded-for': '203.0.113.9' } })).body).toBe(ip)
  })

  it('lets a request in work end and cuts a stream that does not', async () => {
    server({ graceMs: 100 })
    app.get('/slow', async () => new Promise((resolve) => setTimeout(() => resolve('done'), 50)))
    app.get('/stream', (_, reply) => {
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream' })
      reply.raw.write(': here\n\n')
    })
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const stream = await fetch(`${address}/stream`)
    const slow = fetch(`${address}/slow`).then((answer) => answer.text())
    await new Promise((resolve) => setTimeout(resolve, 20))
    const started = performance.now()
    await app.close()
    expect(await slow).toBe('done')
    await expect(stream.text()).rejects.toThrow()
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('webhooks', () => {
  function channelThat(handle: (request: WebhookRequest) => Promise<{ status: number; body?: unknown }>) {
    return { webhook: { path: '/webhooks/test', handle } } as Channel
  }

  it('hands over headers, query and JSON, and gives back status and body', async () => {
    server()
    const got: WebhookRequest[] = []
    await mountWebhooks(app, [
      {} as Channel,
      channelThat(async (request) => {
        got.push(request)
        return { status: 200, body: { ok: true } }
      }),
    ])
    const headers = { 'content-type': 'application/json', 'x-secret': 's' }
    const answer = await app.inject({
      method: 'POST',
      url: '/webhooks/test?a=1&a=2',
      headers,
      payload: '{"x":1}',
    })
    expect(answer.json()).toEqual({ ok: true })
    expect(got[0]).toMatchObject({ query: { a: '1' }, body: { x: 1 } })
    expect(got[0]?.headers['x-secret']).toBe('s')
    expect((await app.inject('/webhooks/test')).statusCode).toBe(404)
  })

  it('reaches the channel whatever the body is', async () => {
    server()
    const bodies: unknown[] = []
    await mountWebhooks(app, [
      channelThat(async ({ body }) => {
        bodies.push(body)
        return { status: 401 }
      }),
    ])
    const type = fc.constantFrom(
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'image/png',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }).map((s) => `x${s}`),
        type,
        async (payload, contentType) => {
          const headers = { 'content-type': contentType }
          const answer = await app.inject({ method: 'POST', url: '/webhooks/test', headers, payload })
          return answer.statusCode === 401 && answer.body === ''
        },
      ),
      { numRuns: 50 },
    )
    expect(new Set(bodies)).toEqual(new Set([undefined]))
    expect((await app.inject({ method: 'POST', url: '/webhooks/test' })).statusCode).toBe(401)
    const bare = { method: 'POST', url: '/webhooks/test', payload: Buffer.from('{}'), headers: {} } as const
    expect((await app.inject(bare)).statusCode).toBe(401)
  })

  it('answers 500 when the channel fails, so that the platform comes again', async () => {
    server()
    await mountWebhooks(app, [channelThat(() => Promise.reject(new Error('not committed')))])
    expect((await app.inject({ method: 'POST', url: '/webhooks/test', payload: {} })).statusCode).toBe(500)
  })
})
