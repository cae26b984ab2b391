import type { App } from '../context.ts'
import type { InboxRow } from '../store-port/inbox.ts'
import { textOf } from './intake.ts'

/** An album comes item by item: so long the next one is waited for, milliseconds after the last. */
const NEXT_ITEM_MS = 500

/** Message events that belong together: the one that is handled, and those that are done with it. */
export interface Gathered {
  row: InboxRow
  rest: InboxRow[]
}

function messageIdOf({ event }: InboxRow): string | null {
  return event.body.kind === 'message' ? event.body.messageId : null
}

function albumOf({ event }: InboxRow): string | null {
  return event.body.kind === 'message' ? (event.body.albumId ?? null) : null
}

export const isAlbum = (row: InboxRow): boolean => albumOf(row) !== null

/**
 * Milliseconds to wait while the first waiting event is part of an album that may still grow; 0 when it may be
 * handled. One that was tried before is not waited for again.
 */
export function albumGrows(app: Pick<App, 'now'>, rows: readonly InboxRow[]): number {
  const [first] = rows
  const album = first && first.attempts === 0 ? albumOf(first) : null
  if (album === null) return 0
  const newest = Math.max(...rows.filter((r) => albumOf(r) === album).map((r) => r.receivedAt.getTime()))
  const age = app.now().getTime() - newest
  return age < 0 || age >= NEXT_ITEM_MS ? 0 : NEXT_ITEM_MS - age
}

/**
 * The items of an album become one message with all photos, under the item that carries the words: that is the
 * one people edit and answer.
 */
export function gatherAlbum(row: InboxRow, rows: readonly InboxRow[]): Gathered {
  const album = albumOf(row)
  if (album === null) return { row, rest: [] }
  const items = rows.filter((r) => albumOf(r) === album && r.event.sender.id === row.event.sender.id)
  const parts = items
    .filter((r, i) => items.findIndex((other) => messageIdOf(other) === messageIdOf(r)) === i)
    .flatMap((r) => (r.event.body.kind === 'message' ? r.event.body.parts : []))
  const main = items.find((r) => r.event.body.kind === 'message' && textOf(r.event.body.parts) !== '') ?? row
  if (main.event.body.kind !== 'message') return { row, rest: [] }
  return {
    row: { ...main, event: { ...main.event, body: { ...main.event.body, parts } } },
    rest: items.filter((r) => r !== main),
  }
}
