import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Pool } from 'pg'
import type { MediaStore, StoredMedia } from '../app/ports-media.ts'
import { crashPoint } from '../lib/crash-point.ts'
import { type CleanPhoto, cleanPhoto } from '../lib/photo.ts'

/**
 * Photos on disk as `dir/media/ab/cd/<hash>.jpg`, known by a row each. The file is there before its row.
 *
 * @param options.dir DATA_DIR
 * @param options.timeZone of cameras that do not say theirs
 */
export function createMediaStore(options: { pool: Pool; dir: string; timeZone?: string }): MediaStore {
  const { pool, dir, timeZone = 'Asia/Shanghai' } = options
  return {
    async put(bytes) {
      const cleaned = await cleanPhoto(bytes, { timeZone })
      if (!cleaned.ok) return cleaned
      await writeOnce(fileOf(dir, cleaned.photo.hash), cleaned.photo.bytes)
      crashPoint('media.written')
      return { ok: true, media: await writeRow(pool, cleaned.photo) }
    },
    async get(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return null
      try {
        return { hash, mime: 'image/jpeg', bytes: await readFile(fileOf(dir, hash)) }
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    async likenesses(hashes) {
      if (hashes.length === 0) return []
      const { rows } = await pool.query<{ likeness: string }>(
        'SELECT likeness FROM media WHERE hash = ANY($1) AND likeness IS NOT NULL',
        [hashes],
      )
      return rows.map((row) => row.likeness)
    },
    async describe(hash) {
      const { rows } = await pool.query<Row>('SELECT lng, lat, taken_at FROM media WHERE hash = $1', [hash])
      const row = rows[0]
      if (!row) return null
      return { point: row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat } }
    },
  }
}

function fileOf(dir: string, hash: string): string {
  return join(dir, 'media', hash.slice(0, 2), hash.slice(2, 4), `${hash}.jpg`)
}

/** Whole or not at all, also after a power cut. */
async function writeOnce(file: string, bytes: Uint8Array): Promise<void> {
  const there = await stat(file).catch(() => null)
  if (there?.size === bytes.byteLength) return
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    const handle = await open(draft, 'wx', 0o640)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  const folder = await open(dirname(file), 'r')
  await folder.sync().finally(() => folder.close())
}

interface Row {
  lng: number | null
  lat: number | null
  taken_at: Date | null
}

/** The same picture may come again with more in its EXIF than before: what was unknown is filled in. */
const UPSERT = `INSERT INTO media (hash, mime, bytes, width, height, lng, lat, taken_at, likeness)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (hash) DO UPDATE SET
  lng = CASE WHEN media.lat IS NULL THEN excluded.lng ELSE media.lng END,
  lat = COALESCE(media.lat, excluded.lat),
  taken_at = COALESCE(media.taken_at, excluded.taken_at),
  likeness = COALESCE(media.likeness, excluded.likeness)
RETURNING lng, lat, taken_at`

async function writeRow(pool: Pool, photo: CleanPhoto): Promise<StoredMedia> {
  const { hash, mime, bytes, width, height, point, takenAt } = photo
  const values = [
    hash,
    mime,
    bytes.byteLength,
    width,
    height,
    point?.lng ?? null,
    point?.lat ?? null,
    takenAt,
    photo.likeness,
  ]
  const { rows } = await pool.query<Row>(UPSERT, values)
  const row = rows[0]
  return {
    hash,
    mime,
    bytes: bytes.byteLength,
    width,
    height,
    point: row && row.lng !== null && row.lat !== null ? { lng: row.lng, lat: row.lat } : null,
    takenAt: row?.taken_at ?? null,
  }
}
