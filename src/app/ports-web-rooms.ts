import type { OutgoingMessage, Point } from '../domain/message.ts'

/** What a chat platform's server would keep for the web chat: rooms and their posts. */
export interface WebRooms {
  /** Adds a post; the same `clientKey` again gives the first post. */
  post(post: NewWebPost): Promise<WebPost>
  /** Replaces a post's content and raises its seq; the content it already has changes nothing. null: no such post. */
  edit(id: string, content: WebContent): Promise<WebPost | null>
  /** Posts of a room with seq above `after`, oldest change first; an edited post comes again with a higher seq. */
  since(room: string, after: number, limit: number): Promise<WebPost[]>
  /** The last `limit` posts as they were written, oldest first; with `before`, those written before that post. */
  latest(room: string, limit: number, before?: string): Promise<WebPost[]>
  /** Highest seq of the room; 0 while it is empty. */
  cursor(room: string): Promise<number>
  get(id: string): Promise<WebPost | null>
  /** Calls back with the room whenever a post in it was added or changed, in any process. A call may get lost. */
  subscribe(listener: (room: string) => void): () => void
  /** Shows a short line to one person who has the room open, in any process; it is not kept. */
  toast(toast: WebToast): Promise<void>
  onToast(listener: (toast: WebToast) => void): () => void
}

/** The answer to a pressed button. */
export interface WebToast {
  room: string
  userId: string
  actionId: string
  /** At most 1,000 characters. */
  text: string
}

export interface NewWebPost {
  room: string
  /** null = the bot. */
  author: string | null
  authorName: string
  content: WebContent
  replyTo: string | null
  clientKey: string
}

/** A person's post, or the bot's message; photos are media hashes. */
export type WebContent =
  | { kind: 'person'; text: string; photos: string[]; point?: Point }
  | { kind: 'bot'; message: OutgoingMessage }
  /** Taken back by its author. */
  | { kind: 'recalled' }

export interface WebPost {
  id: string
  room: string
  seq: number
  author: string | null
  authorName: string
  content: WebContent
  replyTo: string | null
  createdAt: Date
  editedAt: Date | null
}
