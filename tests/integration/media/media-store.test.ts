import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { MediaStore } from '../../../src/app/ports-media.ts'
import { createMediaStore } from '../../../src/store/media.ts'
import { type TestDatabase, testDatabase } from '../../support/database.ts'

let db: TestDatabase
let pool: pg.Pool
let dir: string
let store: MediaStore

beforeAll(async () => {
  db = await testDatabase()
  pool = new pg.Pool({ connectionString: db.url, max: 4 })
})
afterAll(async () => {
  await pool.end()
  await db.drop()
})
beforeEach(async () => {
  await pool.query('TRUNCATE media')
  dir = mkdtempSync(join(tmpdir(), 'gridwhistle-media-'))
  store = createMediaStore({ pool, dir })
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const files = () =>
  readdirSync(join(dir, 'media'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
const picture = (colour: string) =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: colour } })
const placed = {
  IFD2: { DateTimeOriginal: '2026:11:20 08:05:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '30/1 0/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '120/1 0/1 0/1',
  },
}

async function put(bytes: Uint8Array) {
  const result = await store.put(bytes)
  if (!result.ok) throw new Error(result.refusal)
  return result.media
}

it('keeps a photo under its hash, with its facts, and gives it back', async () => {
  const media = await put(await picture('#804020').withExif(placed).jpeg().toBuffer())
  expect(media).toMatchObject({
    mime: 'image/jpeg',
    width: 60,
    height: 40,
    point: { lng: 120, lat: 30 },
    takenAt: new Date('2026-11-20T00:05:00Z'),
  })
  const path = join(dir, 'media', media.hash.slice(0, 2), media.hash.slice(2, 4), `${media.hash}.jpg`)
  expect(statSync(path).size).toBe(media.bytes)
  expect(await store.get(media.hash)).toEqual({
    hash: media.hash,
    mime: 'image/jpeg',
    bytes: readFileSync(path),
  })
})

it('keeps the same photo once, however often and at once it comes', async () => {
  const bytes = await picture('#123456').png().toBuffer()
  const all = await Promise.all(Array.from({ length: 6 }, () => put(bytes)))
  expect(new Set(all.map((media) => media.hash)).size).toBe(1)
  expect(files()).toHaveLength(1)
  expect((await pool.query('SELECT count(*)::int AS n FROM media')).rows[0].n).toBe(1)
})

it('fills in what an earlier copy did not tell, and forgets nothing', async () => {
  const bare = await put(await picture('#abcdef').png().toBuffer())
  expect(bare.point).toBeNull()
  const told = await put(await picture('#abcdef').withExif(placed).png().toBuffer())
  expect(told).toMatchObject({ hash: bare.hash, point: { lng: 120, lat: 30 } })
  expect((await put(await picture('#abcdef').png().toBuffer())).point).toEqual({ lng: 120, lat: 30 })
})

it('mends a file that was cut short', async () => {
  const bytes = await picture('#00aa00').png().toBuffer()
  const { hash, bytes: size } = await put(bytes)
  const path = join(dir, 'media', hash.slice(0, 2), hash.slice(2, 4), `${hash}.jpg`)
  writeFileSync(path, 'cut')
  await put(bytes)
  expect(statSync(path).size).toBe(size)
})

it('refuses what is no photo and leaves nothing behind', async () => {
  expect(await store.put(Buffer.from('<svg/>'))).toEqual({ ok: false, refusal: 'not_an_image' })
  expect(readdirSync(dir)).toEqual([])
  expect((await pool.query('SELECT 1 FROM media')).rowCount).toBe(0)
})

it.each([
  '',
  '..',
  '../../etc/passwd',
  'a'.repeat(63),
  'A'.repeat(64),
  `${'a'.repeat(64)}/..`,
  `${'a'.repeat(64)}\0`,
  'f'.repeat(64),
])('has nothing under %j', async (hash) => {
  expect(await store.get(hash)).toBeNull()
})

it('says so when the disk refuses, instead of keeping a row without a file', async () => {
  writeFileSync(join(dir, 'media'), 'a file where the folder should be')
  await expect(store.put(await picture('#111111').png().toBuffer())).rejects.toThrow()
  expect((await pool.query('SELECT 1 FROM media')).rowCount).toBe(0)
})
