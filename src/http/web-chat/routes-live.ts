import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { roomOf, type Viewer, viewerOf, type WebChatDeps } from './deps.ts'
import { refusals, WebChatError } from './errors.ts'
import type { Presenter } from './present.ts'
import { LiveQuery, parse, RoomParams } from './schema.ts'
import type { WireLive } from './wire.ts'

const BATCH = 50
/** Streams of one person from one address: more than anyone looks at, few enough that nobody ties up the server. */
const MOST_STREAMS = 16
/** Written to a stream and not yet taken by the network, bytes. */
const MOST_UNREAD_BYTES = 2_000_000
/** Below the idle limits of usual proxies (60 s); also how soon a lost signal or a lost right is noticed. */
const BEAT_MS = 15_000

/**
 * `text/event-stream` of a room, read with `fetch` so that the session travels in a header. It goes on after the
 * seq it is given, so a browser that was away misses nothing.
 */
export function liveRoutes(
  app: FastifyInstance,
  deps: WebChatDeps,
  present: Presenter,
  beatMs: number = BEAT_MS,
): void {
  const open = new Set<() => void>()
  const held = new Map<string, number>()
  // Before the server waits for its connections to end, which these never would by themselves.
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })

  app.get('/api/web/rooms/:room/live', async (request, reply) => {
    const viewer = await viewerOf(deps, request)
    const { room } = parse(RoomParams, request.params)
    await roomOf(deps, viewer, room)
    const { after } = parse(LiveQuery, request.query)
    const holder = `${viewer.session.userId} ${request.ip}`
    const holds = held.get(holder) ?? 0
    if (holds >= MOST_STREAMS) throw refusals.tooManyWindows()
    held.set(holder, holds + 1)

    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    raw.write(': open\n\n')

    const reader = createReader(deps, present, raw, room, after)
    const stops = [
      deps.rooms.subscribe((changed) => {
        if (changed === room) reader.look()
      }),
      deps.rooms.onToast((toast) => {
        if (toast.room !== room || toast.userId !== viewer.session.userId) return
        write(raw, 'toast', { actionId: toast.actionId, text: toast.text })
      }),
    ]
    const beat = setInterval(() => {
      stillAllowed(deps, viewer, request, room).then(
        () => {
          raw.write(': beat\n\n')
          reader.look()
        },
        (error: unknown) => {
          if (error instanceof WebChatError) write(raw, 'over', error.toWire())
          end()
        },
      )
    }, beatMs)

    function end(): void {
      if (!open.delete(end)) return
      const left = (held.get(holder) ?? 1) - 1
      if (left > 0) held.set(holder, left)
      else held.delete(holder)
      clearInterval(beat)
      for (const stop of stops) stop()
      raw.end()
    }
    open.add(end)
    raw.on('close', end)
    // It may have gone while its rights were looked up.
    if (raw.destroyed) return end()
    reader.onFault(() => end())
    reader.look()
  })
}

/** Sends what is new, one look at a time; a look asked for meanwhile is made afterwards. */
function createReader(
  deps: WebChatDeps,
  present: Presenter,
  raw: ServerResponse,
  room: string,
  after: number,
): { look(): void; onFault(handler: () => void): void } {
  let cursor = after
  let busy = false
  let again = false
  let fault: () => void = () => undefined

  async function catchUp(): Promise<void> {
    do {
      again = false
      const posts = await deps.rooms.since(room, cursor, BATCH)
      const last = posts.at(-1)
      if (last) {
        // Whoever does not read is not written to without end; a browser comes back and goes on.
        if (raw.writableLength > MOST_UNREAD_BYTES) return fault()
        write(raw, 'posts', { posts: await present.posts(posts), cursor: last.seq })
        cursor = last.seq
        again ||= posts.length === BATCH
      }
    } while (again && !raw.writableEnded)
  }

  return {
    onFault(handler) {
      fault = handler
    },
    look() {
      again = true
      if (busy || raw.writableEnded) return
      busy = true
      catchUp()
        // The browser comes back by itself and goes on where it was.
        .catch(() => fault())
        .finally(() => {
          busy = false
        })
    },
  }
}

async function stillAllowed(
  deps: WebChatDeps,
  viewer: Viewer,
  request: Parameters<typeof viewerOf>[1],
  room: string,
): Promise<void> {
  const now = await viewerOf(deps, request)
  if (now.session.userId !== viewer.session.userId) throw refusals.signIn()
  await roomOf(deps, now, room)
}

function write<K extends keyof WireLive>(raw: ServerResponse, event: K, data: WireLive[K]): void {
  if (!raw.writableEnded) raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}
