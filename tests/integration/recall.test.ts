import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startService, type TestService } from '../support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

async function call<T>(method: string, path: string, as?: string, body?: object): Promise<T> {
  const answer = await fetch(`${service.url}/api/web/${path}`, {
    method,
    headers: {
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return JSON.parse(await answer.text()) as T
}
const sql = async <T extends object>(text: string) => (await service.ctx.db.pool.query(text)).rows as T[]
const latest = async () =>
  (
    await sql<{ state: string; supplements: string[] }>(
      `SELECT state, ARRAY(SELECT x->>'text' FROM jsonb_array_elements(data->'supplements') x) AS supplements
       FROM ticket ORDER BY number DESC LIMIT 1`,
    )
  )[0]

let keys = 0
async function enter(name: string): Promise<{ token: string; room: string }> {
  const { token, me } = await call<{ token: string; me: { userId: string } }>(
    'POST',
    'demo/enter',
    undefined,
    {
      resident: name,
    },
  )
  return { token, room: `dm-${me.userId}` }
}
async function say(who: { token: string; room: string }, text: string): Promise<string> {
  keys += 1
  const { post } = await call<{ post: { id: string } }>('POST', `rooms/${who.room}/posts`, who.token, {
    clientKey: `recall-${keys}`,
    text,
    photos: [],
  })
  await service.settled()
  return post.id
}
async function takeBack(who: { token: string; room: string }, id: string): Promise<void> {
  await call('DELETE', `rooms/${who.room}/posts/${id}`, who.token)
  await service.settled()
}

describe('a message taken back in the web chat', () => {
  it('withdraws its report while nobody has accepted it', async () => {
    const mei = await enter('林小梅')
    const id = await say(mei, '东沁村3网格1单元门口的电线破皮了,下雨天滋滋响')
    expect(await latest()).toMatchObject({ state: 'dispatched' })
    await takeBack(mei, id)
    expect(await latest()).toMatchObject({ state: 'withdrawn' })
    const [event] = await sql<{ note: string }>(`SELECT note FROM ticket_event WHERE command = 'withdraw'`)
    expect(event?.note).toBe('报的人把这条消息撤回了')
  })

  it('is noted on the ticket once somebody has', async () => {
    const mei = await enter('林小梅')
    const id = await say(mei, '东沁村2网格3单元的井盖不见了')
    await sql(
      `UPDATE ticket SET state = 'accepted', data = jsonb_set(data, '{state}', '"accepted"') WHERE state = 'dispatched'`,
    )
    await takeBack(mei, id)
    expect(await latest()).toMatchObject({ state: 'accepted', supplements: ['报的人把这条消息撤回了'] })
  })

  it('before a ticket came of it is forgotten, and not asked about any more', async () => {
    const mei = await enter('郑阿强')
    const { app } = service.ctx
    const { town } = app
    app.town = async () => {
      const view = await town()
      if (!view) return null
      const unsure = { act: 'chatter', incidents: [], confidence: 0.5 } as const
      return {
        ...view,
        read: (input, thread) => ({
          ...view.read(input, thread),
          ...(input.surelyReport ? {} : { ...unsure, incidents: [] }),
        }),
      }
    }
    const id = await say(mei, '东沁村石板桥头垃圾没人清')
    app.town = town
    expect(await sql('SELECT state FROM question')).toMatchObject([{ state: 'asked' }])
    await takeBack(mei, id)
    expect(await sql('SELECT state FROM question')).toEqual([{ state: 'dropped' }])
    expect(await sql(`SELECT 1 FROM message WHERE text LIKE '%石板桥头%' AND direction = 'in'`)).toEqual([])
    const [card] = await sql<{ content: { buttons: unknown[] } }>(
      `SELECT content FROM card WHERE view = 'ask'`,
    )
    expect(card?.content.buttons).toEqual([])
  })
})
