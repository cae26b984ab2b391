import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makePersonalLink } from '../../../src/http/session.ts'
import type { WireEntered, WirePage, WirePosted } from '../../../src/http/web-chat/wire.ts'
import { CHEN, createWebServer, SECRET, type WebServer, ZHANG } from '../../support/web-server.ts'

let server: WebServer
beforeEach(async () => {
  server = await createWebServer()
})
afterEach(() => server.app.close())

interface Call {
  as?: string
  body?: object | Buffer
  type?: string
}
async function call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, { as, body, type }: Call = {}) {
  const answer = await server.app.inject({
    method,
    url,
    headers: { ...(as ? { authorization: `Bearer ${as}` } : {}), ...(type ? { 'content-type': type } : {}) },
    ...(body ? { payload: body } : {}),
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    raw: answer.rawPayload,
    json: <T>() => answer.json<T>(),
  }
}
const enter = async (who: object) =>
  (await call('POST', '/api/web/demo/enter', { body: who })).json<WireEntered>().token
const chen = () => enter({ personId: CHEN.id })
const zhang = () => enter({ personId: ZHANG.id })
const code = (answer: { json<T>(): T }) => answer.json<{ error: { code: string } }>().error.code
const POSTS = '/api/web/rooms/web-work/posts'
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])

describe('coming in', () => {
  it('lets anyone be anyone in the demo town only', async () => {
    expect((await call('GET', '/api/web/demo')).json()).toMatchObject({ town: '东庄镇' })
    const resident = await call('POST', '/api/web/demo/enter', { body: { resident: '黄秋菊' } })
    const { me, rooms } = resident.json<WireEntered>()
    expect(me).toMatchObject({ personId: null, name: '黄秋菊' })
    expect(rooms.map((room) => room.room)).toEqual([`dm-${me.userId}`])
    server.setDemo(false)
    expect(code(await call('GET', '/api/web/demo'))).toBe('not_demo')
    expect(code(await call('POST', '/api/web/demo/enter', { body: { personId: CHEN.id } }))).toBe('not_demo')
  })

  it('lets a person in by link until the link is made void', async () => {
    server.setDemo(false)
    const link = makePersonalLink(CHEN, SECRET, 'https://town.example')
    const entered = await call('POST', '/api/web/enter', { body: { link } })
    const { token, me } = entered.json<WireEntered>()
    expect(me).toMatchObject({ userId: CHEN.id, name: '陈淑华' })
    expect((await call('GET', '/api/web/rooms', { as: token })).status).toBe(200)

    server.directory.people.set(CHEN.id, { ...CHEN, linkGen: 2 })
    expect(code(await call('POST', '/api/web/enter', { body: { link } }))).toBe('bad_link')
    expect(code(await call('GET', '/api/web/rooms', { as: token }))).toBe('sign_in')
    server.directory.people.delete(CHEN.id)
    expect(code(await call('POST', '/api/web/enter', { body: { link: 'https://x/enter#a.b' } }))).toBe(
      'bad_link',
    )
  })

  it('refuses everything without a session', async () => {
    for (const url of ['/api/web/rooms', POSTS, '/api/web/rooms/web-work/live?after=0']) {
      const answer = await call('GET', url)
      expect([answer.status, code(answer)]).toEqual([401, 'sign_in'])
    }
    expect((await call('POST', '/api/web/photos', { body: JPEG, type: 'image/jpeg' })).status).toBe(401)
  })
})

describe('writing', () => {
  it('puts a post into the room and hands one event to the sink', async () => {
    const as = await chen()
    const body = { clientKey: 'key-00000001', text: '电线破皮了', point: { lng: 119.1, lat: 25.3 } }
    const answer = await call('POST', POSTS, { as, body })
    expect(answer.status).toBe(201)
    const { post } = answer.json<WirePosted>()
    expect(post).toMatchObject({ author: CHEN.id, label: CHEN.posts[0], content: { text: '电线破皮了' } })
    expect(server.received).toHaveLength(1)
    expect(server.received[0]?.event).toMatchObject({
      channel: 'web',
      account: 'web',
      order: post.seq,
      conversation: { id: 'web-work', type: 'group', title: '东沁村网格群' },
      sender: { id: CHEN.id, name: '陈淑华', personId: CHEN.id },
      body: {
        kind: 'message',
        messageId: post.id,
        parts: [
          { kind: 'text', text: '电线破皮了' },
          { kind: 'location', point: { lng: 119.1, lat: 25.3 } },
        ],
      },
    })
  })

  it('tells the writer when the event was not committed, and the same key then acts once', async () => {
    const as = await chen()
    const body = { clientKey: 'key-00000002', text: '漏水' }
    server.setFault(new Error('the database is away'))
    const failed = await call('POST', POSTS, { as, body })
    expect([failed.status, code(failed)]).toEqual([503, 'try_again'])
    server.setFault(null)
    const first = (await call('POST', POSTS, { as, body })).json<WirePosted>()
    const again = (await call('POST', POSTS, { as, body })).json<WirePosted>()
    expect(again).toEqual(first)
    expect(server.received).toHaveLength(1)
    expect((await call('GET', POSTS, { as })).json<WirePage>().posts).toHaveLength(1)
  })

  it('keeps the keys of two people apart', async () => {
    const body = { clientKey: 'key-00000003', text: '我的' }
    await call('POST', POSTS, { as: await chen(), body })
    const other = await call('POST', '/api/web/rooms/web-power/posts', { as: await zhang(), body })
    expect(other.json<WirePosted>().post.author).toBe(ZHANG.id)
    const elsewhere = await call('POST', `/api/web/rooms/dm-${CHEN.id}/posts`, { as: await chen(), body })
    expect(code(elsewhere)).toBe('key_taken')
  })

  it('reads commands and mentions', async () => {
    const as = await chen()
    await call('POST', POSTS, { as, body: { clientKey: 'key-00000004', text: '/status 东沁村' } })
    await call('POST', POSTS, { as, body: { clientKey: 'key-00000005', text: '@网格哨 在吗' } })
    const bodies = server.received.map(({ event }) => event.body)
    expect(bodies[0]).toMatchObject({ command: { name: 'status', args: '东沁村' } })
    expect(bodies[1]).toMatchObject({ mentionsBot: true })
  })

  it('checks the room on every request', async () => {
    const as = await chen()
    const body = { clientKey: 'key-00000006', text: '进来看看' }
    expect(code(await call('POST', '/api/web/rooms/web-power/posts', { as, body }))).toBe('foreign_room')
    expect(code(await call('GET', `/api/web/rooms/dm-${ZHANG.id}/posts`, { as }))).toBe('foreign_room')
    expect(code(await call('GET', '/api/web/rooms/web-power/live?after=0', { as }))).toBe('foreign_room')
    expect(server.received).toHaveLength(0)
  })

  it('refuses empty, overlong and malformed posts', async () => {
    const as = await chen()
    const bodies = [
      {},
      { clientKey: 'key-00000007', text: ' ' },
      { clientKey: 'x', text: '好' },
      { clientKey: 'key-00000007', text: 'x'.repeat(4001) },
    ]
    for (const body of bodies) expect((await call('POST', POSTS, { as, body })).status).toBe(400)
    expect((await call('POST', POSTS, { as, body: Buffer.from('{'), type: 'application/json' })).status).toBe(
      400,
    )
  })

  it('changes and takes back only what is one’s own, once', async () => {
    const as = await chen()
    const body = { clientKey: 'key-00000008', text: '三单元' }
    const { post } = (await call('POST', POSTS, { as, body })).json<WirePosted>()
    const url = `${POSTS}/${post.id}`
    await call('PATCH', url, { as, body: { text: '四单元' } })
    await call('PATCH', url, { as, body: { text: '四单元' } })
    const lin = await enter({ personId: '33333333-3333-4333-8333-333333333333' })
    expect(code(await call('PATCH', url, { as: lin, body: { text: '别的' } }))).toBe('not_yours')
    await call('DELETE', url, { as })
    await call('DELETE', url, { as })
    expect(server.received.map(({ event }) => event.body.kind)).toEqual(['message', 'edit', 'recall'])
    expect((await call('GET', POSTS, { as })).json<WirePage>().posts[0]?.content).toEqual({
      kind: 'recalled',
    })
  })

  it('slows a flood down politely', async () => {
    const as = await chen()
    let last = 0
    for (let at = 0; at < 40 && last !== 429; at += 1) {
      last = (await call('POST', POSTS, { as, body: { clientKey: `flood-00${at}0`, text: '刷屏' } })).status
    }
    expect(last).toBe(429)
  })
})

describe('buttons', () => {
  it('turn into an action whose answer finds its way back', async () => {
    const as = await chen()
    const to = { channel: 'web', account: 'web', chat: 'web-work', type: 'group' } as const
    const buttons = [[{ kind: 'action' as const, label: '补充', token: 'tok' }]]
    const sent = await server.channel.send(to, { lines: ['31号'], tone: 'plain', photos: [], buttons }, [], {
      idempotencyKey: 'k',
    })
    const body = { clientKey: 'click-000001', postId: sent.messageId, token: 'tok' }
    const answer = await call('POST', '/api/web/rooms/web-work/clicks', { as, body })
    expect(answer.status).toBe(202)
    await call('POST', '/api/web/rooms/web-work/clicks', { as, body })
    expect(server.received).toHaveLength(1)
    const { actionId } = answer.json<{ actionId: string }>()
    expect(server.received[0]?.event.body).toEqual({
      kind: 'action',
      actionId,
      token: 'tok',
      messageId: sent.messageId,
    })
    const toasted = new Promise((resolve) => server.rooms.onToast(resolve))
    await server.channel.answerAction?.(actionId, '记下了')
    expect(await toasted).toEqual({ room: 'web-work', userId: CHEN.id, actionId, text: '记下了' })
  })

  it('exist only under messages of the bot in that room', async () => {
    const as = await chen()
    const { post } = (
      await call('POST', POSTS, { as, body: { clientKey: 'key-00000009', text: '好' } })
    ).json<WirePosted>()
    for (const postId of [post.id, '424242']) {
      const body = { clientKey: 'click-000002', postId, token: 't' }
      expect(code(await call('POST', '/api/web/rooms/web-work/clicks', { as, body }))).toBe('no_post')
    }
  })
})

describe('photos', () => {
  it('go up, into a post and down again by a signed address', async () => {
    const as = await chen()
    const up = await call('POST', '/api/web/photos', { as, body: JPEG, type: 'image/jpeg' })
    const { hash, url } = up.json<{ hash: string; url: string }>()
    const body = { clientKey: 'key-00000010', photos: [hash] }
    const { post } = (await call('POST', POSTS, { as, body })).json<WirePosted>()
    expect(post.content).toMatchObject({ photos: [{ hash, url }] })
    expect(server.received[0]?.event.body).toMatchObject({
      parts: [{ kind: 'photo', media: { ref: hash, hash } }],
    })
    const down = await call('GET', url)
    expect(down.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' })
    expect(down.headers['cache-control']).toContain('immutable')
    expect(down.raw.equals(JPEG)).toBe(true)
    expect((await call('GET', `/media/${hash}?sig=1.x`)).status).toBe(404)
  })

  it('are refused with a reason', async () => {
    const as = await chen()
    const text = await call('POST', '/api/web/photos', { as, body: Buffer.from('hello'), type: 'image/png' })
    expect([text.status, code(text)]).toEqual([415, 'not_an_image'])
    const big = Buffer.alloc(20 * 1024 * 1024 + 1, 0xff)
    const large = await call('POST', '/api/web/photos', { as, body: big, type: 'image/jpeg' })
    expect([large.status, code(large)]).toEqual([413, 'too_large'])
    const unknown = { clientKey: 'key-00000011', photos: ['ab'.repeat(32)] }
    expect(code(await call('POST', POSTS, { as, body: unknown }))).toBe('no_photo')
  })
})

describe('pages of a room', () => {
  it('give the newest fifty and the older ones before them', async () => {
    for (let at = 0; at < 120; at += 1) {
      await server.rooms.post({
        room: 'web-work',
        author: CHEN.id,
        authorName: '陈淑华',
        content: { kind: 'person', text: `第${at}句`, photos: [] },
        replyTo: at === 119 ? '1' : null,
        clientKey: `seed-${at}`,
      })
    }
    const as = await chen()
    const newest = (await call('GET', POSTS, { as })).json<WirePage>()
    expect([newest.posts.length, newest.cursor, newest.more]).toEqual([50, 120, true])
    expect(newest.posts.at(-1)?.replyTo).toMatchObject({ id: '1', excerpt: '第0句' })
    const oldest = (await call('GET', `${POSTS}?before=21`, { as })).json<WirePage>()
    expect([oldest.posts.length, oldest.posts[0]?.id, oldest.more]).toEqual([20, '1', false])
    const since = (await call('GET', `${POSTS}?after=10`, { as })).json<WirePage>()
    expect([since.posts.length, since.cursor, since.more]).toEqual([50, 60, true])
  })
})
