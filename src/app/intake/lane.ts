import { addSeconds } from 'date-fns'
import { crashPoint } from '../../lib/crash-point.ts'
import type { App, TownView } from '../context.ts'
import type { InboxRow } from '../store-port/inbox.ts'
import { commitDraft } from '../tickets/commit-draft.ts'
import { albumGrows, gatherAlbum, isAlbum } from './album.ts'
import { handleEvent } from './handle.ts'

/** Events fetched at once; the lane is held meanwhile. */
const BATCH = 20
/** Tries of one event before it is set aside: kept, logged, and the lane goes on. */
const MAX_ATTEMPTS = 8
/** Decisions on the same event when others change the same tickets, or open the like, meanwhile: in a storm all at once. */
const MAX_CONFLICTS = 24

/**
 * Handles what waits in a lane, in order (rule 4). Safe to call at any time from any process: the lane has one
 * worker, and whoever finds it busy may go, since the one at work looks again after letting go.
 */
export async function processLane(app: App, lane: string): Promise<void> {
  for (;;) {
    const result = await app.store.inLane(`in:${lane}`, () => drain(app, lane))
    if (!result.ok) return
    if (result.value === 'waits' || !(await app.store.hasWaiting(lane))) return
  }
}

async function drain(app: App, lane: string): Promise<'done' | 'waits'> {
  crashPoint('lane.locked')
  for (;;) {
    const rows = await app.store.waiting(lane, BATCH)
    if (rows.length === 0) return 'done'
    const view = await app.town()
    if (!view) return 'waits'
    const growsMs = albumGrows(app, rows)
    if (growsMs > 0) {
      app.wake.inbox(lane, growsMs)
      return 'waits'
    }
    const done = new Set<InboxRow>()
    for (const next of rows) {
      if (done.has(next)) continue
      // An album in the middle of the batch is looked at first of the next one: it may still grow.
      if (next !== rows[0] && isAlbum(next)) break
      const { row, rest } = gatherAlbum(next, rows)
      for (const item of rest) done.add(item)
      if ([row, ...rest].some((r) => r.retryAt && r.retryAt > app.now())) return 'waits'
      if (!(await handleRow(app, view, row, rest, lane))) return 'waits'
    }
    // Fewer than asked for: whatever came meanwhile is found after letting go.
    if (rows.length < BATCH) return 'done'
  }
}

/** @returns false when the event has to be tried again later, and with it the lane. */
async function handleRow(
  app: App,
  view: TownView,
  row: InboxRow,
  rest: InboxRow[],
  lane: string,
): Promise<boolean> {
  const { kind } = row.event.body
  try {
    for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
      const draft = await handleEvent(app, view, row, rest)
      const result = await commitDraft(app, draft)
      if (result.ok || result.conflict === 'handled already') {
        app.meter.handled(kind, 'done')
        return true
      }
    }
    throw new Error('too many conflicts')
  } catch (error) {
    const attempt = row.attempts + 1
    const last = attempt >= MAX_ATTEMPTS
    const retryAt = last ? null : addSeconds(app.now(), Math.min(60, 2 ** attempt / 4))
    const { name, message, code } = error as Error & { code?: string }
    app.log.error(
      { requestId: row.requestId, inboxId: row.id, attempt, kind, name, code, err: error },
      'event not handled',
    )
    app.meter.handled(kind, last ? 'failed' : 'retried')
    await app.store.inboxFailed(row.id, `${name}: ${code ?? ''} ${message}`.slice(0, 300), retryAt)
    if (retryAt) app.wake.inbox(lane)
    return last
  }
}
