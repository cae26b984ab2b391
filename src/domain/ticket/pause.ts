import { addMilliseconds, differenceInMilliseconds, parseISO } from 'date-fns'
import type { Timers } from './arming.ts'
import type { Moment } from './outcome.ts'
import type { Paused, Ticket, TimerKind } from './types.ts'

/** Kinds that stand still; closing by itself and going on are no clocks of the work. */
const CLOCKS: readonly TimerKind[] = ['accept_warn', 'accept_due', 'resolve_warn', 'resolve_due']

/** All clocks stand still from now on: what was left of each is kept, and nothing is armed any more. */
export function pause(ticket: Ticket, { now, iso }: Moment): Partial<Ticket> {
  const left: Paused['left'] = {}
  for (const kind of CLOCKS) {
    const timer = ticket.timers[kind]
    if (timer) left[kind] = Math.max(0, differenceInMilliseconds(parseISO(timer.dueAt), now))
  }
  return { paused: { at: iso, left }, timers: {} }
}

/** The clocks run again with what was left of them; deadlines move by as long as they stood still. */
export function unpause(ticket: Ticket, { now, generation }: Moment): Partial<Ticket> {
  const { paused } = ticket
  if (!paused) return {}
  const stood = Math.max(0, differenceInMilliseconds(now, parseISO(paused.at)))
  const timers: Timers = {}
  for (const kind of CLOCKS) {
    const left = paused.left[kind]
    if (left !== undefined) timers[kind] = { dueAt: addMilliseconds(now, left).toISOString(), generation }
  }
  const later = (iso: string | null): string | null =>
    iso === null ? null : addMilliseconds(parseISO(iso), stood).toISOString()
  return {
    paused: null,
    timers,
    acceptDue: later(ticket.acceptDue),
    resolveDue: later(ticket.resolveDue),
    resolveFrom: later(ticket.resolveFrom),
  }
}
