import type { FastifyInstance, FastifyRequest } from 'fastify'
import { actionId, type WebRoomInfo } from '../../app/ports-web.ts'
import type { WebContent, WebPost } from '../../app/ports-web-rooms.ts'
import { roomOf, type Viewer, viewerOf, type WebChatDeps } from './deps.ts'
import { refusals } from './errors.ts'
import { clickEvent, editEvent, messageEvent, recallEvent } from './events.ts'
import { createFloodGuard } from './flood.ts'
import type { Presenter } from './present.ts'
import { Click, EditPost, NewPost, PostParams, PostsQuery, parse, RoomParams } from './schema.ts'
import type { WirePage, WirePosted } from './wire.ts'

const PAGE = 50

interface Inside {
  viewer: Viewer
  room: WebRoomInfo
}

/**
 * Reading and writing in a room. Each write goes into the room first and then to the sink; the answer waits for
 * both, and a repeat with the same `clientKey` finishes what an earlier try left undone without doing it twice.
 */
export function postRoutes(app: FastifyInstance, deps: WebChatDeps, present: Presenter): void {
  const writing = createFloodGuard({ burst: 30, everyMs: 1_500 })

  async function inside(request: FastifyRequest): Promise<Inside> {
    const viewer = await viewerOf(deps, request)
    const { room } = parse(RoomParams, request.params)
    return { viewer, room: await roomOf(deps, viewer, room) }
  }

  async function writingIn(request: FastifyRequest): Promise<Inside> {
    const place = await inside(request)
    writing.check(place.viewer.session.userId, deps.now())
    return place
  }

  async function posted(post: WebPost): Promise<WirePosted> {
    const [wire] = await present.posts([post])
    if (!wire) throw new Error('a post was lost while it was shown')
    return { post: wire }
  }

  app.get('/api/web/rooms/:room/posts', async (request): Promise<WirePage> => {
    const { room } = await inside(request)
    const { after, before } = parse(PostsQuery, request.query)
    // Read first: a post written in between comes a second time over the live stream, which harms nothing.
    const cursor = await deps.rooms.cursor(room.room)
    const found =
      after === undefined
        ? await deps.rooms.latest(room.room, PAGE + 1, before)
        : await deps.rooms.since(room.room, after, PAGE + 1)
    const more = found.length > PAGE
    const page = after === undefined ? found.slice(more ? 1 : 0) : found.slice(0, PAGE)
    const end = after === undefined || !more ? cursor : (page.at(-1)?.seq ?? cursor)
    return { posts: await present.posts(page), cursor: end, more }
  })

  app.post('/api/web/rooms/:room/posts', async (request, reply): Promise<WirePosted> => {
    const { viewer, room } = await writingIn(request)
    const body = parse(NewPost, request.body)
    await mustBeStored(deps, body.photos)
    const { session } = viewer
    const answered = body.replyTo ? await deps.rooms.get(body.replyTo) : null
    const { text, photos, point } = body
    const post = await deps.rooms.post({
      room: room.room,
      author: session.userId,
      authorName: session.name,
      content: { kind: 'person', text, photos, ...(point ? { point } : {}) },
      replyTo: answered?.room === room.room ? answered.id : null,
      clientKey: `user:${session.userId}:${body.clientKey}`,
    })
    // What was kept under this key counts, not what the repeat says.
    if (post.room !== room.room || post.content.kind !== 'person') throw refusals.keyTaken()
    const event = messageEvent({ user: session, room }, post, post.content)
    await deps.sink.receive([{ event, raw: { postId: post.id, content: post.content } }])
    reply.code(201)
    return posted(post)
  })

  app.patch('/api/web/rooms/:room/posts/:id', async (request): Promise<WirePosted> => {
    const { viewer, room } = await writingIn(request)
    const before = await ownPost(deps, request, viewer, room)
    if (before.content.kind !== 'person') throw refusals.noPost()
    const content = { ...before.content, text: parse(EditPost, request.body).text }
    const post = await changed(deps, before.id, content)
    const event = editEvent({ user: viewer.session, room }, post, content)
    await deps.sink.receive([{ event, raw: { postId: post.id, content } }])
    return posted(post)
  })

  app.delete('/api/web/rooms/:room/posts/:id', async (request): Promise<WirePosted> => {
    const { viewer, room } = await writingIn(request)
    const before = await ownPost(deps, request, viewer, room)
    const post = await changed(deps, before.id, { kind: 'recalled' })
    const event = recallEvent({ user: viewer.session, room }, post)
    await deps.sink.receive([{ event, raw: { postId: post.id } }])
    return posted(post)
  })

  app.post('/api/web/rooms/:room/clicks', async (request, reply) => {
    const { viewer, room } = await writingIn(request)
    const { clientKey, postId, token } = parse(Click, request.body)
    const post = await deps.rooms.get(postId)
    if (post?.room !== room.room || post.content.kind !== 'bot') throw refusals.noPost()
    const { userId } = viewer.session
    const id = actionId({ room: room.room, userId, clientKey })
    const event = clickEvent(
      { user: viewer.session, room },
      { actionId: id, clientKey, token, postId, order: await deps.rooms.cursor(room.room), at: deps.now() },
    )
    await deps.sink.receive([{ event, raw: { clientKey, postId, token } }])
    return reply.code(202).send({ actionId: id })
  })
}

async function ownPost(
  deps: WebChatDeps,
  request: FastifyRequest,
  viewer: Viewer,
  room: WebRoomInfo,
): Promise<WebPost> {
  const { id } = parse(PostParams, request.params)
  const post = await deps.rooms.get(id)
  if (post?.room !== room.room) throw refusals.noPost()
  if (post.author !== viewer.session.userId) throw refusals.notYours()
  return post
}

async function changed(deps: WebChatDeps, id: string, content: WebContent): Promise<WebPost> {
  const post = await deps.rooms.edit(id, content)
  if (!post) throw refusals.noPost()
  return post
}

async function mustBeStored(deps: WebChatDeps, photos: readonly string[]): Promise<void> {
  for (const hash of photos) if (!(await deps.media.get(hash))) throw refusals.noPhoto()
}
