import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { issueSession, makePersonalLink, mediaPath } from '../../src/http/session.ts'
import type { WireEntered, WireMe } from '../../src/http/web-chat/wire.ts'
import { startService, type TestService } from '../support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

interface Answer {
  status: number
  headers: Headers
  text: string
  json<T>(): T
}
async function call(
  method: string,
  path: string,
  { as, body, headers = {} }: { as?: string; body?: object | string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const answer = await fetch(`${service.url}${path}`, {
    method,
    headers: {
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) }
}
const sql = async <T extends object>(text: string, values: unknown[] = []) =>
  (await service.ctx.db.pool.query(text, values)).rows as T[]
const idOf = async (name: string) =>
  (
    await sql<{ id: string; link_gen: number }>('SELECT id, link_gen FROM person WHERE name = $1', [name])
  )[0] ?? {
    id: '',
    link_gen: 0,
  }
async function enter(name: string): Promise<string> {
  const { id } = await idOf(name)
  const entered = await call('POST', '/api/web/demo/enter', { body: { personId: id } })
  return entered.json<WireEntered>().token
}
const resident = async (name: string): Promise<{ token: string; me: WireMe }> =>
  (await call('POST', '/api/web/demo/enter', { body: { resident: name } })).json<WireEntered>()
let keys = 0
const post = (as: string, room: string, more: object) => {
  keys += 1
  return call('POST', `/api/web/rooms/${room}/posts`, {
    as,
    body: { clientKey: `security-${keys}`, ...more },
  })
}
const secret = () => service.ctx.secretKey

async function setDemo(demo: boolean): Promise<void> {
  await sql('UPDATE town SET demo = $1, version = version + 1', [demo])
  await expect.poll(async () => (await service.ctx.app.town())?.town.demo, { timeout: 5000 }).toBe(demo)
}

describe('sessions', () => {
  afterEach(async () => {
    await setDemo(true)
    await sql('UPDATE person SET active = true')
  })

  it('chosen from the list of the demo town end with it; those by personal link go on', async () => {
    const chosen = await enter('陈淑华')
    const { token: guest, me } = await resident('过路人')
    const person = await idOf('陈淑华')
    const link = makePersonalLink({ id: person.id, linkGen: person.link_gen }, secret(), service.url)
    const own = (await call('POST', '/api/web/enter', { body: { link } })).json<WireEntered>().token
    await setDemo(false)
    expect((await call('GET', '/api/web/rooms', { as: own })).status).toBe(200)
    expect((await call('GET', '/api/web/rooms', { as: chosen })).status).toBe(401)
    expect((await call('GET', '/api/web/rooms', { as: guest })).status).toBe(401)
    expect((await post(guest, `dm-${me.userId}`, { text: '路灯坏了' })).status).toBe(401)
    expect((await call('GET', '/api/web/demo')).status).toBe(404)
    expect((await call('POST', '/api/web/demo/enter', { body: { resident: 'x' } })).status).toBe(404)
  })

  it('of somebody who left, or whose links were renewed, are over', async () => {
    const token = await enter('张建国')
    expect((await call('GET', '/api/web/rooms', { as: token })).status).toBe(200)
    await sql(`UPDATE person SET active = false WHERE name = '张建国'`)
    expect((await call('GET', '/api/web/rooms', { as: token })).status).toBe(401)
    expect((await post(token, 'power', { text: '1号接单' })).status).toBe(401)
    const lin = await enter('林志强')
    await sql(`UPDATE person SET link_gen = link_gen + 1 WHERE name = '林志强'`)
    expect((await call('GET', '/api/web/rooms', { as: lin })).status).toBe(401)
  })

  it('cannot be made up, carried over from another purpose, or used after their time', async () => {
    const { id } = await idOf('陈淑华')
    const session = { userId: id, name: '陈淑华', personId: id, gen: 1 }
    const old = issueSession(session, secret(), new Date(Date.now() - 31 * 86_400_000))
    const foreign = issueSession(session, 'another secret of thirty-two char', new Date())
    const link = makePersonalLink({ id, linkGen: 1 }, secret(), service.url).split('#')[1] ?? ''
    const none = `${Buffer.from(JSON.stringify({ u: id, n: '', p: id, g: 1, e: 9e9 })).toString('base64url')}.`
    for (const token of [old, foreign, link, none, 'x', '..', '__proto__.constructor', 'a'.repeat(100_000)]) {
      const answer = await call('GET', '/api/web/rooms', { as: token }).catch(() => ({ status: 431 }))
      expect([401, 431]).toContain(answer.status)
    }
    for (const wrong of ['#', 'x.y', `${link.slice(0, -2)}AA`, '{"p":"__proto__"}.sig']) {
      expect((await call('POST', '/api/web/enter', { body: { link: wrong } })).status).toBe(401)
    }
  })
})

describe('rooms and posts of others', () => {
  it('stay closed, for reading, writing, live streams and clicks', async () => {
    const chen = await enter('陈淑华')
    const { token: mei } = await resident('林小梅')
    const { me: other } = await resident('黄秋菊')
    for (const [as, room] of [
      [chen, 'power'],
      [chen, `dm-${other.userId}`],
      [mei, 'dongqin'],
      [mei, `dm-${other.userId}`],
      [mei, '__proto__'],
      [mei, '..%2fdongqin'],
    ] as const) {
      expect((await call('GET', `/api/web/rooms/${room}/posts`, { as })).status).toBe(403)
      expect((await call('GET', `/api/web/rooms/${room}/live?after=0`, { as })).status).toBe(403)
      expect((await post(as, room, { text: '你好' })).status).toBe(403)
      const click = { clientKey: 'click-0001', postId: '1', token: 'x' }
      expect((await call('POST', `/api/web/rooms/${room}/clicks`, { as, body: click })).status).toBe(403)
    }
  })

  it('are not edited, deleted or quoted from elsewhere', async () => {
    const chen = await enter('陈淑华')
    const lin = await enter('林志强')
    const { token: mei, me } = await resident('林小梅')
    const mine = (await post(chen, 'dongqin', { text: '大家早上好' })).json<{ post: { id: string } }>().post
      .id
    const at = `/api/web/rooms/dongqin/posts/${mine}`
    expect((await call('PATCH', at, { as: lin, body: { text: '改掉' } })).status).toBe(403)
    expect((await call('DELETE', at, { as: lin })).status).toBe(403)
    const other = `/api/web/rooms/dm-${me.userId}/posts/${mine}`
    expect((await call('PATCH', other, { as: mei, body: { text: '改掉' } })).status).toBe(404)
    const quoting = await post(mei, `dm-${me.userId}`, { text: '谢谢', replyTo: mine })
    expect(quoting.json<{ post: { replyTo: unknown } }>().post.replyTo).toBeNull()
  })
})

describe('photos', () => {
  it('open only with a signature of ours that has not run out', async () => {
    const hash = 'a'.repeat(64)
    const good = mediaPath(hash, secret(), new Date())
    const old = mediaPath(hash, secret(), new Date(Date.now() - 30 * 86_400_000))
    for (const path of [
      `/media/${hash}`,
      `/media/${hash}?sig=`,
      old,
      good.replace(/sig=\d+/, 'sig=99999999999'),
      good.replace(hash, 'b'.repeat(64)),
      `/media/..%2f..%2fsecret.key?sig=1.x`,
      '/media/__proto__?sig=1.x',
    ]) {
      const { status, text } = await call('GET', path)
      expect([400, 404]).toContain(status)
      expect(text).not.toMatch(/node_modules|\/work|at Object|SELECT/)
    }
  })
})

describe('hostile input', () => {
  it('characters that no database keeps, or that turn lines around, do not stick in the queue for ever', async () => {
    const { token, me } = await resident('林小梅')
    for (const text of ['门口\u0000路灯坏了', '路灯\ud800坏了', `路灯${'\u202e'}坏了`, '\u0000']) {
      const { status } = await post(token, `dm-${me.userId}`, { text })
      expect([201, 400]).toContain(status)
    }
    const { status } = await call('POST', '/api/web/demo/enter', { body: { resident: 'a\u0000\ud800b' } })
    expect([200, 400]).toContain(status)
    await service.settled()
  })

  it('odd shapes get a plain refusal without anything of the inside', async () => {
    const { token, me } = await resident('林小梅')
    const room = `/api/web/rooms/dm-${me.userId}/posts`
    for (const body of [
      '{"__proto__":{"isAdmin":true},"clientKey":"abcdefgh","text":"x"}',
      '{"constructor":{"prototype":{"x":1}}}',
      '{',
      '[]',
      'null',
      JSON.stringify({ clientKey: "';DROP TABLE ticket;--", text: 'x' }),
      JSON.stringify({ clientKey: 'abcdefgh', text: 'x'.repeat(5000) }),
      JSON.stringify({ clientKey: 'abcdefgh', text: 'x', point: { lng: 1e9, lat: 0 } }),
      JSON.stringify({ clientKey: 'abcdefgh', text: 'x', photos: ['../../etc/passwd'] }),
    ]) {
      const { status, text } = await call('POST', room, { as: token, body })
      expect(status, body).toBe(400)
      expect(text).not.toMatch(/node_modules|src\/|SELECT|at \w+ \(/)
    }
    for (const query of [
      'after=-1',
      'after=1e400',
      'after=NaN',
      "before=1'--",
      'before=99999999999999999999',
    ]) {
      expect((await call('GET', `${room}?${query}`, { as: token })).status).toBe(400)
    }
  })

  it('files outside the pages are not served', async () => {
    for (const path of [
      '/assets/../../../package.json',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/....//package.json',
      '/.env',
      '/assets/%00',
      '//etc/passwd',
    ]) {
      const { status, text } = await call('GET', path)
      expect(status, path).toBeGreaterThanOrEqual(400)
      expect(text).not.toMatch(/"dependencies"|root:/)
    }
  })

  it('a body that is too large is refused, signed in or not', async () => {
    const { token, me } = await resident('林小梅')
    const body = JSON.stringify({ clientKey: 'abcdefgh', text: 'x'.repeat(1_100_000) })
    const { status } = await call('POST', `/api/web/rooms/dm-${me.userId}/posts`, { as: token, body })
    expect(status).toBe(413)
  })
})

describe('headers', () => {
  it('keep private data out of caches, frames and other sites', async () => {
    const { token } = await resident('林小梅')
    const rooms = await call('GET', '/api/web/rooms', {
      as: token,
      headers: { origin: 'https://evil.example' },
    })
    expect(rooms.headers.get('cache-control')).toBe('no-store')
    expect(rooms.headers.get('access-control-allow-origin')).toBeNull()
    expect(rooms.headers.get('set-cookie')).toBeNull()
    for (const path of ['/', '/chat', '/enter', '/nothing', '/healthz', '/metrics']) {
      const { headers } = await call('GET', path)
      expect(headers.get('content-security-policy'), path).toMatch(/frame-ancestors '(none|self)'/)
      expect(headers.get('content-security-policy'), path).not.toMatch(/unsafe-/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('set-cookie')).toBeNull()
    }
  })

  it('health and metrics tell nothing of people, places or secrets', async () => {
    const { token } = await resident('林小梅')
    await call('GET', '/api/web/rooms/dongqin/posts', { as: token })
    const text = `${(await call('GET', '/healthz')).text}${(await call('GET', '/metrics')).text}`
    expect(text).not.toMatch(/[\u4e00-\u9fff]{2,}村|林小梅|dongqin|resident-|postgres:\/\/|\d{8,}:[\w-]{20}/)
  })
})

describe('live streams', () => {
  it('one person opens only so many from one place', async () => {
    const { token, me } = await resident('许多窗口')
    const ends: AbortController[] = []
    const open = async (): Promise<number> => {
      const end = new AbortController()
      ends.push(end)
      const { status } = await fetch(`${service.url}/api/web/rooms/dm-${me.userId}/live?after=0`, {
        headers: { authorization: `Bearer ${token}` },
        signal: end.signal,
      })
      return status
    }
    const statuses: number[] = []
    for (let i = 0; i < 24; i++) statuses.push(await open())
    expect(statuses.slice(0, 8)).toEqual(Array(8).fill(200))
    expect(statuses.at(-1)).toBe(429)
    for (const end of ends) end.abort()
    // Those that were closed make room again.
    await expect.poll(open, { timeout: 5000 }).toBe(200)
    for (const end of ends) end.abort()
  })
})
