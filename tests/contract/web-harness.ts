import { setTimeout as pause } from 'node:timers/promises'
import type { Address, Channel, Sink } from '../../src/app/ports.ts'
import { ownRoom } from '../../src/app/ports-web.ts'
import { createWebChannel } from '../../src/channels/web/index.ts'
import { issueSession, type Session } from '../../src/http/session.ts'
import { CHEN, createWebServer, SECRET } from '../support/web-server.ts'
import type { ChannelHarness, ShownMessage } from './channel-contract.ts'

const RETRY_MS = 20

/**
 * The web chat with a person in front of it. Here the platform is our own server together with the browser, which
 * sends the same message again until it is taken; a started channel stands for a process whose sink is there.
 */
export async function webHarness(): Promise<ChannelHarness> {
  const sinks = new Set<Sink>()
  const server = await createWebServer()
  const { app, rooms, media } = server
  server.replaceSink({
    receive: (events) => current(sinks).receive(events),
    malformed: (frame) => current(sinks).malformed(frame),
  })
  const session: Session = { userId: CHEN.id, name: CHEN.name, personId: CHEN.id, gen: CHEN.linkGen }
  const authorization = `Bearer ${issueSession(session, SECRET, new Date())}`
  const waiting = new Set<Promise<void>>()
  let closed = false
  let keys = 0
  let transient = false

  const make = (): Channel => {
    const faulty = {
      ...rooms,
      post: async (post: Parameters<typeof rooms.post>[0]) => {
        if (transient) throw new Error('the database is away')
        return rooms.post(post)
      },
    }
    const channel = createWebChannel({ rooms: faulty, media })
    let own: Sink | null = null
    return {
      ...channel,
      async start(sink) {
        await channel.start(sink)
        own = { receive: (events) => sink.receive(events), malformed: (frame) => sink.malformed(frame) }
        sinks.add(own)
      },
      async stop() {
        if (own) sinks.delete(own)
        await channel.stop()
      },
    }
  }

  /** What a browser does: the same request until it is taken. */
  function insist(method: 'POST' | 'PATCH', url: string, payload: object): void {
    const work = (async () => {
      while (!closed) {
        const { statusCode } = await app.inject({ method, url, payload, headers: { authorization } })
        if (statusCode < 300) return
        await pause(RETRY_MS)
      }
    })()
    waiting.add(work)
    void work.finally(() => waiting.delete(work))
  }

  async function shown(room: Address): Promise<ShownMessage[]> {
    return (await rooms.latest(room.chat, 1000)).map((post) => {
      const { content } = post
      const bot = content.kind === 'bot' ? content.message : null
      const text = bot
        ? [bot.title, ...bot.lines].filter((line) => line !== undefined).join('\n')
        : content.kind === 'person'
          ? content.text
          : ''
      const photos = bot?.photos ?? (content.kind === 'person' ? content.photos : [])
      return {
        messageId: post.id,
        text,
        buttons: bot?.buttons.flat().map((button) => button.label) ?? [],
        photos: photos.length,
        replyTo: post.replyTo ?? undefined,
        byBot: post.author === null,
      }
    })
  }

  const address = (chat: string, type: Address['type']): Address => ({
    channel: 'web',
    account: 'web',
    chat,
    type,
  })
  return {
    channel: make(),
    another: make,
    group: address('web-work', 'group'),
    dm: address(ownRoom(CHEN.id), 'dm'),
    async says(room, { text, photo, replyTo }) {
      const photos: string[] = []
      if (photo) {
        const uploaded = await app.inject({
          method: 'POST',
          url: '/api/web/photos',
          payload: Buffer.from(photo),
          headers: { authorization, 'content-type': 'image/jpeg' },
        })
        photos.push(uploaded.json<{ hash: string }>().hash)
      }
      keys += 1
      const before = await rooms.cursor(room.chat)
      insist('POST', `/api/web/rooms/${room.chat}/posts`, {
        clientKey: `harness-${keys}`,
        text: text ?? '',
        photos,
        replyTo: replyTo ?? null,
      })
      for (;;) {
        const [post] = await rooms.since(room.chat, before, 1)
        if (post) return post.id
        await pause(1)
      }
    },
    async edits(room, messageId, text) {
      insist('PATCH', `/api/web/rooms/${room.chat}/posts/${messageId}`, { text })
    },
    async presses(room, messageId, label) {
      const post = await rooms.get(messageId)
      const buttons = post?.content.kind === 'bot' ? post.content.message.buttons.flat() : []
      const button = buttons.find((candidate) => candidate.label === label)
      if (button?.kind !== 'action') throw new Error(`no button ${label}`)
      const answer = new Promise<string | null>((resolve) => {
        const stop = rooms.onToast((toast) => {
          if (toast.userId !== CHEN.id || toast.room !== room.chat) return
          stop()
          resolve(toast.text)
        })
      })
      keys += 1
      const payload = { clientKey: `harness-${keys}`, postId: messageId, token: button.token }
      insist('POST', `/api/web/rooms/${room.chat}/clicks`, payload)
      return { answer: () => answer }
    },
    async repeats() {
      const url = '/api/web/rooms/web-work/posts'
      const payload = { clientKey: `harness-${keys}`, text: '又来' }
      await app.inject({ method: 'POST', url, payload, headers: { authorization } })
    },
    refuses(code) {
      if (code !== 'transient') return false
      transient = true
      return true
    },
    shown,
    unacknowledged: () => waiting.size,
    async drained() {
      while (waiting.size > 0) await Promise.all(waiting)
    },
    async close() {
      closed = true
      await Promise.all(waiting)
      await app.close()
    },
  }
}

function current(sinks: ReadonlySet<Sink>): Sink {
  const [sink] = sinks
  if (!sink) throw new Error('no process listens')
  return sink
}
