import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWebDirectory } from '../../src/store/web-directory.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { sampleTown } from '../support/sample-town.ts'

const ids = new Map<string, string>()
const idOf = (key: string): string => {
  const id = ids.get(key) ?? randomUUID()
  ids.set(key, id)
  return id
}

describe('web directory', () => {
  let db: TestDatabase
  let pool: pg.Pool
  const town = (() => {
    const sample = sampleTown()
    const postsByPerson = new Map(
      [...sample.postsByPerson].map(([key, posts]) => [
        idOf(key),
        posts.map((p) => ({ ...p, personId: idOf(key) })),
      ]),
    )
    return { ...sample, postsByPerson }
  })()
  const directory = () => createWebDirectory({ pool, town: async () => town })
  const user = (key: string) => ({ userId: idOf(key), name: key, personId: idOf(key) })
  const roomsOf = async (key: string) => (await directory().roomsOf(user(key))).map((room) => room.room)

  beforeAll(async () => {
    db = await testDatabase()
    pool = new pg.Pool({ connectionString: db.url, max: 2 })
    for (const { id, name } of town.people) {
      await pool.query('INSERT INTO person (id, key, name) VALUES ($1, $2, $3)', [idOf(id), id, name])
    }
    await group('web-dq', '东沁村网格群', 'DQ', null)
    await group('web-dq3', '3网格群', 'DQ3', null)
    await group('web-xq', '西沁村网格群', 'XQ', null)
    await group('web-power', '供电所群', null, 'power')
  })
  afterAll(async () => {
    await pool.end()
    await db.drop()
  })

  async function group(chat: string, title: string, area: string | null, department: string | null) {
    const id = randomUUID()
    await pool.query(
      `INSERT INTO conversation (id, channel, account, type, title, area, department) VALUES ($1, 'web', 'web', 'group', $2, $3, $4)`,
      [id, title, area, department],
    )
    await pool.query(
      `INSERT INTO conversation_address (channel, account, chat, conversation_id) VALUES ('web', 'web', $1, $2)`,
      [chat, id],
    )
  }

  it('opens to a chief the groups around the own area, the nearest first, and the own chat', async () => {
    expect(await roomsOf('chen')).toEqual(['web-dq3', 'web-dq', `dm-${idOf('chen')}`])
  })

  it('opens to those above the groups below them', async () => {
    expect(await roomsOf('he')).toEqual(expect.arrayContaining(['web-dq3', 'web-dq', 'web-xq']))
    expect(await roomsOf('xu')).not.toContain('web-xq')
  })

  it('opens to a department its own group', async () => {
    expect(await roomsOf('su')).toEqual(['web-power', `dm-${idOf('su')}`])
    expect(await roomsOf('weng')).toEqual([`dm-${idOf('weng')}`])
  })

  it('opens to a resident only the own chat', async () => {
    const rooms = await directory().roomsOf({ userId: 'resident-1', name: '黄秋菊', personId: null })
    expect(rooms).toEqual([{ room: 'dm-resident-1', type: 'dm', kind: 'dm', title: '网格哨' }])
  })

  it('leaves out groups that were left and people who are gone', async () => {
    await pool.query(`UPDATE conversation SET status = 'left' WHERE area = 'DQ3'`)
    expect(await roomsOf('chen')).not.toContain('web-dq3')
    await pool.query(`UPDATE conversation SET status = 'active'`)
    await pool.query('UPDATE person SET active = false WHERE id = $1', [idOf('lin')])
    expect(await directory().person(idOf('lin'))).toBeNull()
    expect(await directory().person('no uuid')).toBeNull()
  })

  it('names people with their posts and finds them for the demo', async () => {
    const chen = await directory().person(idOf('chen'))
    expect(chen).toMatchObject({ name: '陈淑华', linkGen: 1, posts: [{ role: 'unit_chief' }] })
    const labels = await directory().labels([idOf('su'), 'resident-1'])
    expect([...labels]).toEqual([[idOf('su'), { role: 'department_lead', place: '供电所' }]])
    const rooms = await directory().demoRooms()
    expect(rooms.map((room) => room.room)).toEqual(['web-dq3', 'web-dq', 'web-xq', 'web-power'])
    expect(rooms.find((room) => room.room === 'web-power')?.people.map((p) => p.name)).toContain('苏所长')
  })
})
