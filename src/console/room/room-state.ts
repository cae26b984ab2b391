import type { Point } from '../../domain/message.ts'
import type { WirePost, WireQuote } from '../../http/web-chat/wire.ts'

/** A photo on its way; `hash` is known once it is uploaded. */
export interface DraftPhoto {
  blob: Blob
  /** Object URL. */
  preview: string
  hash?: string
}

export interface Draft {
  text: string
  photos: DraftPhoto[]
  point?: Point
  replyTo?: WireQuote
}

/** A message that the server has not confirmed yet. */
export interface Pending extends Draft {
  clientKey: string
  state: 'waiting' | 'sending' | 'failed'
  /** Why it failed and what to do. */
  error?: string
  /** Id of the post, which came over the live stream before the request was answered. */
  landed?: string
  at: string
}

export interface RoomState {
  phase: 'loading' | 'ready' | 'failed'
  /** Why it failed, in the server's words. */
  error: { code: string; message: string; remedy: string } | null
  /** In the order they were written. */
  posts: readonly WirePost[]
  /** Seq up to which changes are known. */
  cursor: number
  more: boolean
  loadingOlder: boolean
  pending: readonly Pending[]
  link: 'connecting' | 'live' | 'lost'
  /** Posts of the bot that changed while being looked at, with the seq of the change. */
  changed: Readonly<Record<string, number>>
  /** Last toast; `id` grows so that the same text shows again. */
  toast: { id: number; text: string } | null
  /** Buttons that wait for an answer: post id → token. */
  pressed: Readonly<Record<string, string>>
}

export const emptyRoom: RoomState = {
  phase: 'loading',
  error: null,
  posts: [],
  cursor: 0,
  more: false,
  loadingOlder: false,
  pending: [],
  link: 'connecting',
  changed: {},
  toast: null,
  pressed: {},
}

/** Puts older posts in front. */
export function withOlder(state: RoomState, posts: readonly WirePost[], more: boolean): RoomState {
  return { ...state, posts: merge(state.posts, posts), more, loadingOlder: false }
}

/**
 * Takes in what the live stream or an answer brought: new posts at the end, changed ones in their place.
 * Changes of posts older than the oldest one shown are left to the moment when those are loaded.
 */
export function withNews(
  state: RoomState,
  posts: readonly WirePost[],
  me: string,
  cursor?: number,
): RoomState {
  const oldest = state.posts[0]
  const wanted = posts.filter((post) => !state.more || !oldest || BigInt(post.id) >= BigInt(oldest.id))
  const known = new Map(state.posts.map((post) => [post.id, post]))
  const changed = { ...state.changed }
  const pressed = { ...state.pressed }
  let pending = state.pending
  for (const post of wanted) {
    const before = known.get(post.id)
    if (before && before.seq < post.seq && post.author === null) {
      changed[post.id] = post.seq
      delete pressed[post.id]
    }
    if (!before && post.author === me) pending = land(pending, post)
  }
  return {
    ...state,
    posts: merge(state.posts, wanted),
    cursor: Math.max(state.cursor, cursor ?? 0),
    changed,
    pressed,
    pending,
  }
}

/** Hides the pending message that this post is, while its request is still under way. */
function land(pending: readonly Pending[], post: WirePost): readonly Pending[] {
  const { content } = post
  if (content.kind !== 'person') return pending
  const index = pending.findIndex(
    (p) =>
      p.state === 'sending' &&
      !p.landed &&
      p.text === content.text &&
      p.photos.length === content.photos.length,
  )
  return index < 0 ? pending : pending.map((p, i) => (i === index ? { ...p, landed: post.id } : p))
}

/** One post per id, the higher seq wins, ordered by id. */
function merge(shown: readonly WirePost[], added: readonly WirePost[]): readonly WirePost[] {
  if (added.length === 0) return shown
  const byId = new Map(shown.map((post) => [post.id, post]))
  for (const post of added) {
    const before = byId.get(post.id)
    if (!before || before.seq <= post.seq) byId.set(post.id, post)
  }
  return [...byId.values()].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
}

export function withPending(state: RoomState, clientKey: string, change: Partial<Pending> | null): RoomState {
  const pending =
    change === null
      ? state.pending.filter((p) => p.clientKey !== clientKey)
      : state.pending.map((p) => (p.clientKey === clientKey ? { ...p, ...change } : p))
  return { ...state, pending }
}
