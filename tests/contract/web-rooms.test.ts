import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewWebPost, WebContent, WebRooms, WebToast } from '../../src/app/ports-web-rooms.ts'
import { createWebRooms, type StartedWebRooms } from '../../src/store/web-rooms.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { memoryRooms } from '../support/web-server.ts'
import { LogBook } from './log-book.ts'

let keys = 0
function post(text: string, more: Partial<NewWebPost> = {}): NewWebPost {
  keys += 1
  return {
    room: 'work',
    author: 'u1',
    authorName: '陈淑华',
    content: { kind: 'person', text, photos: [] },
    replyTo: null,
    clientKey: `key-${keys}`,
    ...more,
  }
}
const textOf = (content: WebContent) => (content.kind === 'person' ? content.text : content.kind)

/** What rooms must keep, in memory as in the store. `roomFor` gives each test a room of its own. */
function roomsContract(name: string, rooms: () => WebRooms): void {
  describe(`${name} keep the contract of rooms`, () => {
    let room = ''
    beforeEach(() => {
      keys += 1
      room = `room-${name}-${keys}`
    })
    const say = (text: string, more: Partial<NewWebPost> = {}) => rooms().post(post(text, { room, ...more }))

    it('counts the changes of a room from one, beside other rooms', async () => {
      await rooms().post(post('elsewhere', { room: `${room}-b` }))
      const posts = [await say('一'), await say('二')]
      expect(posts.map((p) => p.seq)).toEqual([1, 2])
      expect(await rooms().cursor(room)).toBe(2)
      expect(await rooms().cursor(`${room}-empty`)).toBe(0)
    })

    it('gives the first post for a key that was used', async () => {
      const clientKey = `again-${keys}`
      const first = await say('一', { clientKey })
      expect(await say('别的', { clientKey })).toEqual(first)
      expect(await rooms().latest(room, 10)).toHaveLength(1)
    })

    it('shows an edited post again, with a higher seq and in its old place', async () => {
      const first = await say('一')
      await say('二')
      const content = { kind: 'person' as const, text: '改过', photos: [] }
      const edited = await rooms().edit(first.id, content)
      expect(edited).toMatchObject({ id: first.id, seq: 3, content })
      expect(edited?.editedAt).toBeInstanceOf(Date)
      expect((await rooms().since(room, 2, 10)).map((p) => p.id)).toEqual([first.id])
      expect((await rooms().latest(room, 10)).map((p) => textOf(p.content))).toEqual(['改过', '二'])
    })

    it('changes nothing when the content stays the same', async () => {
      const first = await say('一')
      const again = await rooms().edit(first.id, first.content)
      expect(again).toMatchObject({ seq: 1, editedAt: null })
      expect(await rooms().edit('999999999', first.content)).toBeNull()
      expect(await rooms().get('no id')).toBeNull()
    })

    it('pages backwards', async () => {
      for (const text of ['一', '二', '三', '四']) await say(text)
      const newest = await rooms().latest(room, 2)
      expect(newest.map((p) => textOf(p.content))).toEqual(['三', '四'])
      const older = await rooms().latest(room, 3, newest[0]?.id ?? '')
      expect(older.map((p) => textOf(p.content))).toEqual(['一', '二'])
    })

    it('tells of changes and passes toasts on', async () => {
      const heard = new Promise<string>((resolve) => rooms().subscribe((r) => r === room && resolve(r)))
      const toasted = new Promise<WebToast>((resolve) =>
        rooms().onToast((t) => t.room === room && resolve(t)),
      )
      await say('一')
      await heard
      const toast = { room, userId: 'u1', actionId: 'a', text: '记下了' }
      await rooms().toast(toast)
      expect(await toasted).toEqual(toast)
    })

    it('keeps one order when many write at once', async () => {
      const posts = await Promise.all(Array.from({ length: 25 }, (_, at) => say(`第${at}句`)))
      const seqs = posts.map((p) => p.seq).toSorted((a, b) => a - b)
      expect(seqs).toEqual(Array.from({ length: 25 }, (_, at) => at + 1))
      const ids = (await rooms().since(room, 0, 100)).map((p) => Number(p.id))
      expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    })
  })
}

roomsContract('memory', () => memory)
const memory = memoryRooms()

describe('rooms on Postgres', () => {
  let db: TestDatabase
  let pool: pg.Pool
  let stored: StartedWebRooms
  const log = new LogBook()

  beforeAll(async () => {
    db = await testDatabase()
    pool = new pg.Pool({ connectionString: db.url, max: 8 })
    stored = createWebRooms({ pool, connectionString: `${db.url}&application_name=${db.schema}`, log })
    await stored.start()
  })
  afterAll(async () => {
    await stored.stop()
    await pool.end()
    await db.drop()
  })

  roomsContract('postgres', () => stored)

  it('hears of changes made by another process', async () => {
    const other = createWebRooms({ pool, connectionString: db.url, log })
    const heard = new Promise<string>((resolve) => stored.subscribe((r) => r === 'across' && resolve(r)))
    await other.post(post('一', { room: 'across' }))
    expect(await heard).toBe('across')
  })

  it('listens again after its connection was cut', async () => {
    const cut = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1'
    await pool.query(cut, [db.schema])
    const heard = new Promise<string>((resolve) => stored.subscribe((r) => r === 'cut' && resolve(r)))
    const telling = setInterval(() => void stored.post(post('一', { room: 'cut' })), 50)
    expect(await heard).toBe('cut')
    clearInterval(telling)
  })
})
