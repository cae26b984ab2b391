import { isBefore, max, parseISO } from 'date-fns'
import { arm, armClock } from './arming.ts'
import { deadlines } from './clocks.ts'
import type { Moment } from './outcome.ts'
import { isWhistled } from './parts.ts'
import type { Ticket } from './types.ts'

/** While nobody has it: the reminder comes sooner where the corrected matter is more pressing, never later. */
function hastened(ticket: Ticket, { now, town, generation }: Moment): Partial<Ticket> {
  const { accept } = deadlines(town, ticket.category, ticket.urgency, now)
  const armed = ticket.timers.accept_due
  if (!armed || !isBefore(accept, parseISO(armed.dueAt))) return {}
  if (ticket.state === 'needs_info') return { timers: arm(ticket.timers, 'accept_due', accept, generation) }
  const span = { from: now, due: accept, now }
  return {
    acceptDue: accept.toISOString(),
    timers: armClock(ticket.timers, 'accept', span, town, generation),
  }
}

/**
 * Clocks after a correction of category or urgency: set as if it had been read so from their start on, never before
 * `now`. A ladder that climbs already goes on as it is.
 */
export function reclocked(ticket: Ticket, moment: Moment): Partial<Ticket> {
  const { now, town, generation } = moment
  // A whistle has its own clocks, whatever the matter is found to be.
  if (ticket.part || isWhistled(ticket)) return {}
  const climbing = ticket.escalation > 0
  if (ticket.state === 'needs_info' || ticket.state === 'new') return climbing ? {} : hastened(ticket, moment)
  const due = (from: string) => deadlines(town, ticket.category, ticket.urgency, parseISO(from))
  const patch: Partial<Ticket> = {}
  let timers = ticket.timers
  if (ticket.resolveFrom !== null) {
    const resolve = max([due(ticket.resolveFrom).resolve, now])
    const span = { from: parseISO(ticket.resolveFrom), due: resolve, now }
    patch.resolveDue = resolve.toISOString()
    if (!climbing) timers = armClock(timers, 'resolve', span, town, generation)
  }
  if (ticket.state === 'dispatched' && ticket.dispatchedAt !== null) {
    const accept = max([due(ticket.dispatchedAt).accept, now])
    const span = { from: parseISO(ticket.dispatchedAt), due: accept, now }
    patch.acceptDue = accept.toISOString()
    if (!climbing) timers = armClock(timers, 'accept', span, town, generation)
  }
  return { ...patch, timers }
}
