import type { Role } from '../../domain/area/town.ts'
import type { OutgoingMessage, Point } from '../../domain/message.ts'

/** What travels between the web chat's routes and its pages. Types only: the pages import them from here. */

export interface WireLabel {
  role: Role
  place: string
}

export interface WirePhoto {
  hash: string
  /** Opens without a session for a week or two. */
  url: string
}

export type WireContent =
  | { kind: 'person'; text: string; photos: WirePhoto[]; point?: Point }
  | { kind: 'bot'; message: Omit<OutgoingMessage, 'photos'> & { photos: WirePhoto[] } }
  | { kind: 'recalled' }

export interface WireQuote {
  id: string
  /** null = the bot. */
  author: string | null
  authorName: string
  excerpt: string
  hasPhoto: boolean
}

export interface WirePost {
  id: string
  seq: number
  /** null = the bot. */
  author: string | null
  authorName: string
  label: WireLabel | null
  content: WireContent
  replyTo: WireQuote | null
  createdAt: string
  editedAt: string | null
}

/** Answer to a written post, so that the browser can put it in place of the one it showed while sending. */
export interface WirePosted {
  post: WirePost
}

export interface WirePage {
  /** In the order they were written. */
  posts: WirePost[]
  /** Where the live stream is to go on. */
  cursor: number
  /** Older posts exist. */
  more: boolean
}

export interface WireRoom {
  room: string
  type: 'group' | 'dm'
  kind: 'area' | 'department' | 'dm'
  title: string
  /** Highest seq, to tell whether something is new. */
  cursor: number
  last: WireQuote | null
  lastAt: string | null
}

export interface WireMe {
  userId: string
  name: string
  personId: string | null
  labels: WireLabel[]
}

export interface WireEntered {
  token: string
  me: WireMe
  rooms: WireRoom[]
  /** IANA zone in which the town reads times; cards say theirs in it too. */
  zone: string
}

export interface WireDemo {
  town: string
  rooms: {
    room: string
    kind: 'area' | 'department'
    title: string
    people: { personId: string; name: string; labels: WireLabel[] }[]
  }[]
}

export interface WireToast {
  actionId: string
  text: string
}

/** Events of the live stream, by their SSE name. */
export interface WireLive {
  posts: { posts: WirePost[]; cursor: number }
  toast: WireToast
  /** The stream ends for good: what to do instead stands in the error. */
  over: WireError
}

export interface WireError {
  code: string
  message: string
  remedy: string
}
