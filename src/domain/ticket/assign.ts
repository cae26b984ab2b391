import { addHours, addMinutes } from 'date-fns'
import { isConfidential } from '../access.ts'
import { responsible } from '../area/responsibility.ts'
import { whoHandles } from '../duty/handler.ts'
import { without } from './arming.ts'
import { notices } from './audiences.ts'
import { withClock, withResolve } from './clocks/fields.ts'
import { unpause } from './clocks/pause.ts'
import type { Notice } from './decision.ts'
import { handedOver } from './handover.ts'
import type { Moment, Step } from './outcome.ts'
import type { Ticket } from './types.ts'
import { duesOf } from './whistle-clocks.ts'

/** Minutes between reminders once every level has been told. */
export const DAILY = 24 * 60

/** Who of a department gets this ticket now: on duty, or the nearest who is there. */
export function chooseHandler(ticket: Ticket, department: string, { town, now }: Moment): string | null {
  const confidential = isConfidential(town, ticket.category)
  return whoHandles(town, { department, area: ticket.area, confidential }, now)?.personId ?? null
}

/**
 * Fields of a ticket that starts with a department now. The accept clock starts; the resolve clock, which is the
 * promise to the reporter, runs on if it did, and goes on if it was paused, unless `restart`.
 */
export function assigned(
  ticket: Ticket,
  to: { department: string; handler: string | null },
  moment: Moment,
  restart = false,
): Partial<Ticket> {
  const { now, iso, town } = moment
  const goesOn = unpause(ticket, moment)
  const before: Ticket = { ...ticket, ...goesOn, ...to }
  const due = duesOf(before, town, now)
  const accept = withClock(before, 'accept', { from: now, ...due.accept }, moment)
  const running = !restart && before.resolveDue !== null && before.timers.resolve_due !== undefined
  return {
    state: 'dispatched',
    ...handedOver(ticket, restart),
    ...to,
    dispatchedAt: iso,
    acceptedAt: null,
    ...goesOn,
    ...accept,
    ...(running ? {} : withResolve({ ...before, ...accept }, due, now, moment)),
  }
}

/** Fields of a ticket nobody has: the accept clock runs all the same, so that somebody must act. */
export function unassigned(ticket: Ticket, moment: Moment): Partial<Ticket> {
  const { now, town } = moment
  const nobody = { department: null, handler: null }
  const { accept } = duesOf({ ...ticket, ...nobody }, town, now)
  const clock = withClock(ticket, 'accept', { from: now, ...accept }, moment)
  return { ...handedOver(ticket), state: 'new', ...nobody, acceptedAt: null, ...clock }
}

/**
 * Follows `first` (which opens, completes or corrects the ticket) by a dispatch to the department that answers for it;
 * where there is none the ticket waits as `new` and the dispatcher is told.
 */
export function place(
  before: Ticket,
  first: Step,
  moment: Moment,
  restart = false,
): { steps: Step[]; notices: Notice[] } {
  const ticket: Ticket = { ...before, ...first.patch }
  const found = responsible(moment.town, ticket.category, ticket.area)
  if (!found) {
    const patch = { ...first.patch, ...unassigned(ticket, moment) }
    const args = { why: 'nobody', category: ticket.category }
    return {
      steps: [{ ...first, patch }],
      notices: notices([{ kind: 'dispatcher' }], 'undispatched', ticket, args),
    }
  }
  const state = ticket.state === 'needs_info' ? 'new' : ticket.state
  const ready: Step = { ...first, patch: { ...first.patch, state } }
  const to = {
    department: found.department,
    handler: chooseHandler(ticket, found.department, moment),
  }
  const dispatch: Step = {
    command: state === 'accepted' ? 'transfer' : 'dispatch',
    patch: assigned({ ...ticket, state }, to, moment, restart),
    note: found.why,
    automatic: true,
  }
  return { steps: [ready, dispatch], notices: [] }
}

/** Timers of a ticket that waits for its place: the dispatcher is reminded after the accept time, then daily. */
export function waitingForPlace(ticket: Ticket, moment: Moment): Partial<Ticket> {
  const { now, town, generation } = moment
  const dueAt = duesOf(ticket, town, now).accept.due.toISOString()
  return { state: 'needs_info', timers: { ...without(ticket.timers), accept_due: { dueAt, generation } } }
}

/** When the ladder goes on: after a step while rungs are left, else daily. */
export function nextStep(moment: Moment, rungsLeft: boolean): Date {
  const { now, town } = moment
  return addMinutes(now, rungsLeft ? town.policy.escalation.stepMinutes : DAILY)
}

/** When a resolved ticket closes by itself. */
export function closesAt(moment: Moment): Date {
  return addHours(moment.now, moment.town.policy.close.afterHours)
}
