import type { Pool, PoolClient } from 'pg'
import type { Logger } from '../app/ports.ts'
import type { NewWebPost, WebContent, WebPost, WebRooms } from '../app/ports-web-rooms.ts'
import { storableJson, storableText } from './storable.ts'
import { inTransaction } from './transaction.ts'
import { createWebSignals, ROOM_CHANNEL, TOAST_CHANNEL, type WebSignals } from './web-signals.ts'

/** First key of the advisory lock that keeps the posts of one room in one order. */
const ROOM_LOCK = 727_002

export interface StartedWebRooms extends WebRooms {
  /** Begins to listen for changes made by other processes. */
  start(): Promise<void>
  stop(): Promise<void>
}

interface Row {
  id: string
  room: string
  seq: string
  author: string | null
  author_name: string
  content: WebContent
  reply_to: string | null
  created_at: Date
  edited_at: Date | null
}

const COLUMNS = 'id, room, seq, author, author_name, content, reply_to, created_at, edited_at'

const INSERT = `INSERT INTO web_post (room, seq, author, author_name, content, reply_to, client_key)
  SELECT $1::text, COALESCE(max(seq), 0) + 1, $2::text, $3::text, $4::jsonb, $5::bigint, $6::text FROM web_post WHERE room = $1
  ON CONFLICT (client_key) DO NOTHING RETURNING ${COLUMNS}`

const UPDATE = `UPDATE web_post SET content = $3::jsonb, edited_at = now(),
    seq = (SELECT max(seq) + 1 FROM web_post WHERE room = $2)
  WHERE id = $1 AND content <> $3::jsonb RETURNING ${COLUMNS}`

/**
 * Rooms of the web chat on Postgres. Within a room `seq` grows in the order of commits, because writers take
 * the room's lock first: a reader who has seen seq n has seen everything below it.
 *
 * @param options.connectionString for the one listening connection beside the pool.
 */
export function createWebRooms(options: {
  pool: Pool
  connectionString: string
  log: Logger
}): StartedWebRooms {
  const { pool } = options
  const signals: WebSignals = createWebSignals(options)

  const rows = async (sql: string, values: unknown[]): Promise<WebPost[]> =>
    (await pool.query<Row>(sql, values)).rows.map(toPost)

  return {
    start: () => signals.start(),
    stop: () => signals.stop(),
    subscribe: (listener) => signals.onRoom(listener),
    onToast: (listener) => signals.onToast(listener),

    post: (post) =>
      inRoom(pool, post.room, async (client) => {
        const added = await client.query<Row>(INSERT, insertValues(post))
        if (added.rows[0]) return { post: toPost(added.rows[0]), changed: true }
        const first = await client.query<Row>(`SELECT ${COLUMNS} FROM web_post WHERE client_key = $1`, [
          post.clientKey,
        ])
        if (!first.rows[0]) throw new Error('a post with this client key vanished while it was written')
        return { post: toPost(first.rows[0]), changed: false }
      }),

    async edit(id, content) {
      const before = await this.get(id)
      if (!before) return null
      return inRoom(pool, before.room, async (client) => {
        const changed = await client.query<Row>(UPDATE, [id, before.room, storableJson(content)])
        if (changed.rows[0]) return { post: toPost(changed.rows[0]), changed: true }
        const same = await client.query<Row>(`SELECT ${COLUMNS} FROM web_post WHERE id = $1`, [id])
        return { post: same.rows[0] ? toPost(same.rows[0]) : before, changed: false }
      })
    },

    since: (room, after, limit) =>
      rows(`SELECT ${COLUMNS} FROM web_post WHERE room = $1 AND seq > $2 ORDER BY seq LIMIT $3`, [
        room,
        after,
        limit,
      ]),

    async latest(room, limit, before) {
      const newest = await rows(
        `SELECT ${COLUMNS} FROM web_post WHERE room = $1 AND ($3::bigint IS NULL OR id < $3) ORDER BY id DESC LIMIT $2`,
        [room, limit, before ?? null],
      )
      return newest.reverse()
    },

    async cursor(room) {
      const { rows: found } = await pool.query<{ seq: string | null }>(
        'SELECT max(seq) AS seq FROM web_post WHERE room = $1',
        [room],
      )
      return Number(found[0]?.seq ?? 0)
    },

    async get(id) {
      if (!isPostId(id)) return null
      return (await rows(`SELECT ${COLUMNS} FROM web_post WHERE id = $1`, [id]))[0] ?? null
    },

    async toast(toast) {
      await pool.query('SELECT pg_notify($1, $2)', [TOAST_CHANNEL, JSON.stringify(toast)])
    },
  }
}

/** Runs `work` with the room's lock held and tells all processes when it changed something. */
function inRoom(
  pool: Pool,
  room: string,
  work: (client: PoolClient) => Promise<{ post: WebPost; changed: boolean }>,
): Promise<WebPost> {
  return inTransaction(pool, async (client) => {
    // A statement of its own: the next one must see what the last holder of the lock committed.
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [ROOM_LOCK, room])
    const { post, changed } = await work(client)
    if (changed) await client.query('SELECT pg_notify($1, $2)', [ROOM_CHANNEL, room])
    return post
  })
}

function insertValues(post: NewWebPost): unknown[] {
  const replyTo = post.replyTo !== null && isPostId(post.replyTo) ? post.replyTo : null
  const { room, author, authorName, content, clientKey } = post
  return [room, author, storableText(authorName), storableJson(content), replyTo, clientKey]
}

/** Post ids are positive bigints in decimal. */
function isPostId(id: string): boolean {
  return /^[1-9]\d{0,17}$/.test(id)
}

function toPost(row: Row): WebPost {
  return {
    id: row.id,
    room: row.room,
    seq: Number(row.seq),
    author: row.author,
    authorName: row.author_name,
    content: row.content,
    replyTo: row.reply_to,
    createdAt: row.created_at,
    editedAt: row.edited_at,
  }
}
