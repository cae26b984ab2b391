import type { Directory, WebPerson, WebRoomInfo } from '../../app/ports-web.ts'
import type { WebContent, WebPost, WebRooms } from '../../app/ports-web-rooms.ts'
import { mediaPath, type Session } from '../session.ts'
import type { WireContent, WireMe, WirePhoto, WirePost, WireQuote, WireRoom } from './wire.ts'

const EXCERPT = 60

export interface Presenter {
  posts(posts: readonly WebPost[]): Promise<WirePost[]>
  room(room: WebRoomInfo): Promise<WireRoom>
}

/** Makes what browsers get out of what is stored: signed photo addresses, names with posts, quoted messages. */
export function createPresenter(deps: {
  rooms: WebRooms
  directory: Directory
  secretKey: string | Buffer
  now(): Date
}): Presenter {
  const photo = (hash: string): WirePhoto => ({ hash, url: mediaPath(hash, deps.secretKey, deps.now()) })

  async function quoted(posts: readonly WebPost[]): Promise<Map<string, WireQuote>> {
    const here = new Map(posts.map((post) => [post.id, post]))
    const wanted = new Set(posts.flatMap((post) => (post.replyTo === null ? [] : [post.replyTo])))
    const found = await Promise.all([...wanted].map(async (id) => here.get(id) ?? deps.rooms.get(id)))
    return new Map(found.flatMap((post) => (post ? [[post.id, toQuote(post)]] : [])))
  }

  return {
    async posts(posts) {
      const authors = [...new Set(posts.flatMap((post) => (post.author === null ? [] : [post.author])))]
      const [labels, quotes] = await Promise.all([deps.directory.labels(authors), quoted(posts)])
      return posts.map((post) => ({
        id: post.id,
        seq: post.seq,
        author: post.author,
        authorName: post.authorName,
        label: (post.author !== null && labels.get(post.author)) || null,
        content: toContent(post.content, photo),
        replyTo: (post.replyTo !== null && quotes.get(post.replyTo)) || null,
        createdAt: post.createdAt.toISOString(),
        editedAt: post.editedAt?.toISOString() ?? null,
      }))
    },

    async room(room) {
      const [cursor, latest] = await Promise.all([
        deps.rooms.cursor(room.room),
        deps.rooms.latest(room.room, 1),
      ])
      const last = latest[0]
      return {
        ...room,
        cursor,
        last: last ? toQuote(last) : null,
        lastAt: last ? last.createdAt.toISOString() : null,
      }
    },
  }
}

export function toMe(session: Session, person: WebPerson | null): WireMe {
  return {
    userId: session.userId,
    name: session.name,
    personId: session.personId,
    labels: person?.posts ?? [],
  }
}

export function toQuote(post: WebPost): WireQuote {
  const { content } = post
  const text =
    content.kind === 'person'
      ? content.text
      : content.kind === 'bot'
        ? [content.message.title, ...content.message.lines].filter(Boolean).join(' ')
        : ''
  const photos =
    content.kind === 'person' ? content.photos : content.kind === 'bot' ? content.message.photos : []
  return {
    id: post.id,
    author: post.author,
    authorName: post.authorName,
    excerpt: [...text].slice(0, EXCERPT).join(''),
    hasPhoto: photos.length > 0,
  }
}

function toContent(content: WebContent, photo: (hash: string) => WirePhoto): WireContent {
  if (content.kind === 'person') return { ...content, photos: content.photos.map(photo) }
  if (content.kind === 'recalled') return content
  return { kind: 'bot', message: { ...content.message, photos: content.message.photos.map(photo) } }
}
