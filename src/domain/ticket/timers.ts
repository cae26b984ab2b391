import { differenceInMinutes, isBefore, parseISO } from 'date-fns'
import { personName } from '../area/posts.ts'
import { thereFor } from '../duty/handler.ts'
import { askRating, askRecheck, closing } from './after-close.ts'
import { arm, without } from './arming.ts'
import { nextStep } from './assign.ts'
import { notices, toHandler, toWorkers } from './audiences.ts'
import { silent, stageOver } from './clocks/reminders.ts'
import type { Command } from './decision.ts'
import { escalate, putOff } from './escalate.ts'
import { resume } from './hold.ts'
import { nudge } from './idle.ts'
import { canWait, quietUntil } from './ladder-hours.ts'
import { roundDue, visitDue } from './mediation/due.ts'
import type { Moment, Outcome } from './outcome.ts'
import type { ClockName, Ticket, TimerKind } from './types.ts'

/** The deadline of a clock as it stands. */
function dueOf(ticket: Ticket, clock: ClockName): string | null {
  return { accept: ticket.acceptDue, update: ticket.updateDue ?? null, resolve: ticket.resolveDue }[clock]
}

/** Minutes from `earlier` to `later`, never negative. */
function minutesBetween(earlier: Date, later: Date): number {
  return Math.max(0, differenceInMinutes(later, earlier))
}

/** The handler, or who stands in, else the department, is told that the time is running out. */
function warn(ticket: Ticket, clock: ClockName, moment: Moment): Outcome {
  const due = dueOf(ticket, clock)
  const { town, now } = moment
  const there = ticket.handler === null ? null : thereFor(town, ticket.handler, ticket.department, now)
  const handler = there === null ? null : toHandler({ ...ticket, handler: there.personId })
  const args = {
    dueAt: due ?? '',
    minutesLeft: due ? minutesBetween(now, parseISO(due)) : 0,
    personName: personName(town, there?.personId ?? ticket.handler),
    ...(there?.standsFor ? { standsFor: personName(town, there.standsFor) } : {}),
  }
  const patch = { timers: without(ticket.timers, `${clock}_warn`) }
  const to = handler ?? toWorkers({ ...ticket, handler: null }, town)
  return {
    steps: [{ command: 'warned', patch, note: `${clock}_warn` }],
    notices: notices([to], `warn_${clock}`, ticket, args),
  }
}

/** What closes in silence, and questions to reporters, for which `Moment.askFrom` knows the time. */
const OWN_TIMES: readonly TimerKind[] = ['auto_close', 'rate_due', 'recheck_due', 'resume_due']
const WARNINGS: Partial<Record<TimerKind, ClockName>> = {
  accept_warn: 'accept',
  update_warn: 'update',
  resolve_warn: 'resolve',
}

/** At night what can wait waits for the morning; a warning that would then come too late is left out. */
function sleeps(ticket: Ticket, timer: TimerKind, moment: Moment): Outcome | null {
  const until = canWait(ticket) && !OWN_TIMES.includes(timer) ? quietUntil(moment.town, moment.now) : null
  if (until === null) return null
  const clock = WARNINGS[timer]
  const due = clock ? dueOf(ticket, clock) : null
  if (due === null || isBefore(until, parseISO(due))) return putOff(ticket, timer, until, 'quiet', moment)
  const patch = { timers: without(ticket.timers, timer) }
  return { steps: [{ command: 'warned', patch, note: `quiet:${timer}` }], notices: [] }
}

/** The dispatcher is reminded of a ticket whose place nobody has told; again every day. */
function remindOfPlace(ticket: Ticket, moment: Moment): Outcome {
  const timers = arm(ticket.timers, 'accept_due', nextStep(moment, false), moment.generation)
  return {
    steps: [{ command: 'warned', patch: { timers }, note: 'missing:place' }],
    notices: notices([{ kind: 'dispatcher' }], 'undispatched', ticket, {
      why: 'place',
      category: ticket.category,
    }),
  }
}

/** Nobody answered about the result in time: it closes by itself. */
function closeByItself(ticket: Ticket, moment: Moment): Outcome {
  const { patch, asks } = closing(ticket, moment)
  return { steps: [{ command: 'timer', patch, note: 'auto_close' }], notices: asks }
}

/** A timer came due; one that is no longer armed, or armed anew since, is stale and does nothing. */
export function timer(ticket: Ticket, command: Extract<Command, { kind: 'timer' }>, moment: Moment): Outcome {
  if (ticket.timers[command.timer]?.generation !== command.generation) return { refuse: 'stale' }
  const later = sleeps(ticket, command.timer, moment)
  if (later) return later
  switch (command.timer) {
    case 'accept_warn':
      return warn(ticket, 'accept', moment)
    case 'update_warn':
      return warn(ticket, 'update', moment)
    case 'resolve_warn':
      return warn(ticket, 'resolve', moment)
    case 'accept_due':
      if (ticket.state === 'needs_info') return remindOfPlace(ticket, moment)
      return escalate(ticket, 'accept', moment)
    case 'resolve_due':
      return escalate(ticket, 'resolve', moment)
    case 'update_due':
      return silent(ticket, moment)
    case 'stage_due':
      return stageOver(ticket, moment)
    case 'auto_close':
      return closeByItself(ticket, moment)
    case 'resume_due':
      return resume(ticket, moment)
    case 'idle_due':
      return nudge(ticket, moment)
    case 'rate_due':
      return askRating(ticket, moment)
    case 'recheck_due':
      return askRecheck(ticket, moment)
    case 'round_due':
      return roundDue(ticket, moment)
    case 'visit_due':
      return visitDue(ticket, moment)
  }
}
