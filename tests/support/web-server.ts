import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import Fastify, { type FastifyInstance } from 'fastify'
import type { ReceivedEvent, Sink } from '../../src/app/ports.ts'
import type { MediaBytes, MediaStore } from '../../src/app/ports-media.ts'
import { type DemoRoom, type Directory, ownRoom, type WebPerson } from '../../src/app/ports-web.ts'
import type { NewWebPost, WebPost, WebRooms } from '../../src/app/ports-web-rooms.ts'
import { createWebChannel } from '../../src/channels/web/index.ts'
import { consoleFilesPlugin } from '../../src/http/console-files.ts'
import { webChatPlugin } from '../../src/http/web-chat/index.ts'

export const SECRET = 'a secret of thirty-two characters!'
export const CHEN: WebPerson = {
  id: '11111111-1111-4111-8111-111111111111',
  name: '陈淑华',
  linkGen: 1,
  posts: [{ role: 'unit_chief', place: '3网格1单元' }],
}
export const ZHANG: WebPerson = {
  id: '22222222-2222-4222-8222-222222222222',
  name: '张建国',
  linkGen: 1,
  posts: [{ role: 'handler', place: '供电所' }],
}
export const LIN: WebPerson = {
  id: '33333333-3333-4333-8333-333333333333',
  name: '林志强',
  linkGen: 1,
  posts: [{ role: 'grid_chief', place: '3网格' }],
}

/** Rooms in memory, with the same order and idempotency as the stored ones. */
export function memoryRooms(): WebRooms {
  const posts: (WebPost & { clientKey: string })[] = []
  const listeners = new Set<(room: string) => void>()
  const toastListeners = new Set<Parameters<WebRooms['onToast']>[0]>()
  const inRoom = (room: string) => posts.filter((post) => post.room === room)
  const nextSeq = (room: string) => Math.max(0, ...inRoom(room).map((post) => post.seq)) + 1
  const tell = (room: string) => {
    for (const listener of listeners) listener(room)
  }
  return {
    async post(added: NewWebPost) {
      const first = posts.find((post) => post.clientKey === added.clientKey)
      if (first) return { ...first }
      const post = {
        ...added,
        id: String(posts.length + 1),
        seq: nextSeq(added.room),
        createdAt: new Date(),
        editedAt: null,
      }
      posts.push(post)
      tell(post.room)
      return { ...post }
    },
    async edit(id, content) {
      const post = posts.find((candidate) => candidate.id === id)
      if (!post) return null
      if (JSON.stringify(post.content) === JSON.stringify(content)) return { ...post }
      Object.assign(post, { content, seq: nextSeq(post.room), editedAt: new Date() })
      tell(post.room)
      return { ...post }
    },
    since: async (room, after, limit) =>
      inRoom(room)
        .filter((post) => post.seq > after)
        .sort((a, b) => a.seq - b.seq)
        .slice(0, limit),
    latest: async (room, limit, before) =>
      inRoom(room)
        .filter((post) => before === undefined || Number(post.id) < Number(before))
        .slice(-limit),
    cursor: async (room) => nextSeq(room) - 1,
    get: async (id) => posts.find((post) => post.id === id) ?? null,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async toast(toast) {
      for (const listener of toastListeners) listener(toast)
    },
    onToast(listener) {
      toastListeners.add(listener)
      return () => toastListeners.delete(listener)
    },
  }
}

/** Keeps what looks like a JPEG, PNG or WebP by its hash. */
export function memoryMedia(): MediaStore {
  const kept = new Map<string, MediaBytes>()
  return {
    async put(bytes) {
      const mime =
        bytes[0] === 0xff
          ? 'image/jpeg'
          : bytes[0] === 0x89
            ? 'image/png'
            : bytes[0] === 0x52
              ? 'image/webp'
              : null
      if (!mime) return { ok: false, refusal: 'not_an_image' }
      const hash = createHash('sha256').update(bytes).digest('hex')
      kept.set(hash, { hash, mime, bytes })
      const size = { width: null, height: null, point: null, takenAt: null }
      return { ok: true, media: { hash, mime, bytes: bytes.length, ...size } }
    },
    get: async (hash) => kept.get(hash) ?? null,
    likenesses: async () => [],
    describe: async (hash) => (kept.has(hash) ? { point: null } : null),
  }
}

/** A work group and a power company's group; `people` may be changed by a test. */
export function memoryDirectory(): Directory & { people: Map<string, WebPerson> } {
  const people = new Map([CHEN, LIN, ZHANG].map((person) => [person.id, { ...person }]))
  const isHandler = (person: WebPerson | undefined) => person?.posts[0]?.role === 'handler'
  const work = { room: 'web-work', type: 'group', kind: 'area', title: '东沁村网格群' } as const
  const power = { room: 'web-power', type: 'group', kind: 'department', title: '供电所' } as const
  return {
    people,
    async roomsOf(user) {
      const own = { room: ownRoom(user.userId), type: 'dm', kind: 'dm', title: '网格哨' } as const
      const person = people.get(user.personId ?? '')
      if (!person) return [own]
      return [isHandler(person) ? power : work, own]
    },
    person: async (id) => people.get(id) ?? null,
    labels: async (ids) =>
      new Map(
        ids.flatMap(
          (id) =>
            people
              .get(id)
              ?.posts.slice(0, 1)
              .map((post) => [id, post] as const) ?? [],
        ),
      ),
    async demoRooms() {
      const all = [...people.values()]
      const rooms: DemoRoom[] = [
        { ...work, people: all.filter((person) => !isHandler(person)) },
        { ...power, people: all.filter(isHandler) },
      ]
      return rooms
    },
  }
}

export interface WebServer {
  app: FastifyInstance
  rooms: WebRooms
  media: MediaStore
  directory: ReturnType<typeof memoryDirectory>
  channel: ReturnType<typeof createWebChannel>
  /** What the sink got, each dedupe key once. */
  received: ReceivedEvent[]
  /** Makes the sink refuse until set back to null. */
  setFault(fault: Error | null): void
  /** Called for each new event, as the pipeline would be. */
  onEvent(handler: (received: ReceivedEvent) => Promise<void>): void
  setDemo(demo: boolean): void
  /** Replaces the collecting sink. */
  replaceSink(sink: Sink): void
  /** Opens a port; the address without a closing slash. */
  listen(): Promise<string>
}

/** The web chat without a pipeline behind it: rooms, photos and people in memory, and a sink that only collects. */
export async function createWebServer(options: { beatMs?: number; port?: number } = {}): Promise<WebServer> {
  const rooms = memoryRooms()
  const media = memoryMedia()
  const directory = memoryDirectory()
  const received: ReceivedEvent[] = []
  let fault: Error | null = null
  let demo = true
  let handler: (received: ReceivedEvent) => Promise<void> = async () => undefined
  const collecting: Sink = {
    async receive(events) {
      if (fault) throw fault
      for (const event of events) {
        if (received.some((known) => known.event.dedupeKey === event.event.dedupeKey)) continue
        received.push(event)
        await handler(event)
      }
    },
    malformed: async () => undefined,
  }
  let sink = collecting
  const app = Fastify({ forceCloseConnections: true })
  await app.register(webChatPlugin, {
    rooms,
    sink: {
      receive: (events) => sink.receive(events),
      malformed: (frame) => sink.malformed(frame),
    },
    media,
    directory,
    secretKey: SECRET,
    town: async () => ({ name: '东庄镇', demo }),
    now: () => new Date(),
    zone: 'Asia/Shanghai',
    ...(options.beatMs === undefined ? {} : { beatMs: options.beatMs }),
  })
  await app.register(consoleFilesPlugin, {
    folder: fileURLToPath(new URL('../../dist/console', import.meta.url)),
  })
  return {
    app,
    rooms,
    media,
    directory,
    channel: createWebChannel({ rooms, media }),
    received,
    setFault: (next) => {
      fault = next
    },
    onEvent: (next) => {
      handler = next
    },
    setDemo: (next) => {
      demo = next
    },
    replaceSink: (next) => {
      sink = next
    },
    listen: () => app.listen({ port: options.port ?? 0, host: '127.0.0.1' }),
  }
}
