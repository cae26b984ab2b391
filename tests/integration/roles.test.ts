import { afterEach, describe, expect, it } from 'vitest'
import { type Context, createContext } from '../../src/context.ts'
import { createLogger } from '../../src/lib/log.ts'
import { settled, startService, type TestService } from '../support/service.ts'

describe('one town split over processes by ROLE', () => {
  let service: TestService | undefined
  let worker: Context | undefined

  afterEach(async () => {
    await worker?.close()
    await service?.stop()
  })

  it('a web process only takes in; a worker process elsewhere reads, decides and answers', async () => {
    // The first process serves pages and stops short of any work.
    service = await startService({ env: { ROLE: 'web' } })
    const person = await service.ctx.db.pool.query<{ id: string }>(
      `SELECT id FROM person WHERE name = '陈淑华'`,
    )
    const entered = await post(service.url, '/api/web/demo/enter', { personId: person.rows[0]?.id })
    const room = '/api/web/rooms/dongqin/posts'
    const clientKey = '7b0f2a44-9d0e-4c58-8f3e-0a6d3b2f1c11'
    await post(service.url, room, { clientKey, text: '3网格1单元路口井盖不见了', photos: [] }, entered.token)
    const before = await service.ctx.db.pool.query('SELECT state FROM inbox')
    expect(before.rows).toEqual([{ state: 'pending' }])

    worker = await createContext(
      { ...service.ctx.config, roles: new Set(['worker'] as const) },
      createLogger({ level: 'silent' }),
      { auditEvery: 200 },
    )
    worker.startWorkers()
    await settled(service.ctx)
    const posts = await get(service.url, room, entered.token)
    expect(JSON.stringify(posts)).toContain('1号 · 井盖缺失破损')
  })
})

async function post(url: string, path: string, body: unknown, token?: string): Promise<{ token: string }> {
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  }
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(response.ok, await response.clone().text()).toBe(true)
  return response.json() as Promise<{ token: string }>
}

async function get(url: string, path: string, token: string): Promise<unknown> {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })
  return response.json()
}
