import { isBefore, max, parseISO } from 'date-fns'
import { arm } from './arming.ts'
import { armStage, withClock, withResolve } from './clocks/fields.ts'
import { deadlines } from './clocks.ts'
import type { Moment } from './outcome.ts'
import { isWhistled } from './parts.ts'
import type { Ticket } from './types.ts'

/** While nobody has it: the reminder comes sooner where the corrected matter is more pressing, never later. */
function hastened(ticket: Ticket, moment: Moment): Partial<Ticket> {
  const { now, town, generation } = moment
  const { accept } = deadlines(town, ticket, now)
  const armed = ticket.timers.accept_due
  if (!armed || !isBefore(accept.due, parseISO(armed.dueAt))) return {}
  if (ticket.state === 'needs_info')
    return { timers: arm(ticket.timers, 'accept_due', accept.due, generation) }
  return withClock(ticket, 'accept', { from: now, ...accept }, moment)
}

/**
 * Clocks after a correction of category or urgency: set as if it had been read so from their start on, never before
 * `now`. A ladder that climbs already goes on as it is, and what is paused stays so.
 */
export function reclocked(ticket: Ticket, moment: Moment): Partial<Ticket> {
  const { now, town } = moment
  // A whistle has its own clocks, whatever the matter is found to be.
  if (ticket.part || isWhistled(ticket)) return {}
  const climbing = ticket.escalation > 0
  if (ticket.paused) return {}
  if (ticket.state === 'needs_info' || ticket.state === 'new') return climbing ? {} : hastened(ticket, moment)
  let patch: Partial<Ticket> = {}
  if (ticket.resolveFrom !== null) {
    const from = parseISO(ticket.resolveFrom)
    const due = deadlines(town, ticket, from)
    // What was promised after a request for more time is kept.
    const kept =
      (ticket.extensions ?? 0) > 0 && ticket.resolveDue !== null ? [parseISO(ticket.resolveDue)] : []
    const resolve = { ...due.resolve, due: max([due.resolve.due, now, ...kept]) }
    patch = withResolve(ticket, { ...due, resolve }, from, moment)
  }
  if (ticket.state === 'dispatched' && ticket.dispatchedAt !== null) {
    const from = parseISO(ticket.acceptFrom ?? ticket.dispatchedAt)
    const { accept } = deadlines(town, ticket, from)
    const clock = { ...accept, from, due: max([accept.due, now]) }
    patch = { ...patch, ...withClock({ ...ticket, ...patch }, 'accept', clock, moment) }
  }
  if (!climbing) return patch
  const timers = patch.stages ? armStage(ticket.timers, patch.stages, moment) : ticket.timers
  return { ...patch, timers }
}
