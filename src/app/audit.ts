import { addSeconds } from 'date-fns'
import { decide } from '../domain/ticket/decide.ts'
import { crashPoint } from '../lib/crash-point.ts'
import type { App } from './context.ts'
import { MAX_PHOTO_BYTES } from './intake/photos.ts'
import { isLearningDue } from './learning/learn.ts'
import { ChannelError } from './ports.ts'
import { commitDraft } from './tickets/commit-draft.ts'
import { Draft } from './tickets/draft.ts'
import { addEffects } from './tickets/effects.ts'

/** Wakes that the queues lost. */
export type Rescue = (found: { lanes: string[]; conversations: string[] }, round: number) => Promise<void>

/**
 * The auditor: finds in Postgres what waits although its time has come (unread events, unsent messages) and queues it
 * again, whatever happened to the queue store. One process at a time does it. Timers that are due are looked for more
 * often (`fireDue`).
 */
export async function audit(app: App, rescue: Rescue, ahead: Ahead = { until: null }): Promise<void> {
  await app.store.inLane('audit', async () => {
    const now = app.now()
    await queueAhead(app, now, ahead)
    const found = await app.store.stuck(now)
    const count = found.lanes.length + found.conversations.length
    if (count > 0) {
      app.log.info(
        { lanes: found.lanes.length, conversations: found.conversations.length },
        'waiting work queued again',
      )
      crashPoint('audit.found')
      await rescue(found, Math.floor(now.getTime() / 1000))
    }
    await fetchLate(app)
    if (await isLearningDue(app)) app.wake.learning()
  })
}

/** How far this process has put timers into the queue. */
export interface Ahead {
  until: Date | null
}

/** Seconds before its time at which a timer goes into the queue; several audits fall into it. */
const AHEAD_SECONDS = 60

/** The moments at which something comes due soon; one that gets lost on the way is found by the next look. */
async function queueAhead(app: App, now: Date, ahead: Ahead): Promise<void> {
  const until = addSeconds(now, AHEAD_SECONDS)
  const from = ahead.until !== null && ahead.until > now && ahead.until < until ? ahead.until : now
  for (const at of await app.store.dueMoments(from, until)) app.wake.due(at)
  ahead.until = until
}

/** Photos that could not be fetched when their message came. */
async function fetchLate(app: App): Promise<void> {
  for (const fetch of await app.store.dueFetches(app.now(), 10)) {
    const channel = app.channels.find(fetch.channel, fetch.account)
    if (!channel) continue
    try {
      const stored = await app.media.put(await channel.download(fetch.ref, MAX_PHOTO_BYTES))
      if (stored.ok) {
        const { hash } = stored.media
        const joined = fetch.messageId ? await app.store.addPhoto(fetch.messageId, hash) : null
        const ticketId = fetch.ticketId ?? joined
        if (ticketId) await supplyLate(app, ticketId, hash)
      }
      await app.store.fetchDone(fetch.id)
    } catch (error) {
      const code = error instanceof ChannelError ? error.code : 'transient'
      const final = ['too_large', 'missing', 'expired', 'invalid'].includes(code)
      await app.store.fetchFailed(fetch.id, code, final)
    }
  }
}

/** The photo joins its ticket like any other; the same photo twice changes nothing. */
async function supplyLate(app: App, ticketId: string, hash: string): Promise<void> {
  const view = await app.town()
  const ticket = await app.store.ticket(ticketId)
  if (!view || !ticket) return
  const now = app.now()
  const decision = decide(
    ticket,
    { kind: 'supply', text: '', photos: [hash] },
    { now, town: view.town, actor: { kind: 'system' } },
  )
  if (!decision.ok) return
  const draft = new Draft({ requestId: app.newId() })
  await addEffects(ticket, decision, { app, view, draft, now })
  const result = await commitDraft(app, draft)
  if (!result.ok) throw new ChannelError('transient', 'ticket changed meanwhile')
}
