import { differenceInMinutes, parseISO } from 'date-fns'
import { personName } from '../area/posts.ts'
import { arm, without } from './arming.ts'
import { nextStep } from './assign.ts'
import { notices, toHandler, toWorkers } from './audiences.ts'
import type { Audience, Command, Notice } from './decision.ts'
import { describe, ladder, peopleOf } from './ladder.ts'
import { roundDue, visitDue } from './mediation/due.ts'
import type { Moment, Outcome } from './outcome.ts'
import type { Ticket } from './types.ts'

type Clock = 'accept' | 'resolve'

/** Minutes from `earlier` to `later`, never negative. */
function minutesBetween(earlier: Date, later: Date): number {
  return Math.max(0, differenceInMinutes(later, earlier))
}

/** The handler, else the department, is told that the time is running out. */
function warn(ticket: Ticket, clock: Clock, moment: Moment): Outcome {
  const due = clock === 'accept' ? ticket.acceptDue : ticket.resolveDue
  const to = toHandler(ticket) ?? toWorkers(ticket, moment.town)
  const args = {
    dueAt: due ?? '',
    minutesLeft: due ? minutesBetween(moment.now, parseISO(due)) : 0,
    personName: personName(moment.town, ticket.handler),
  }
  const patch = { timers: without(ticket.timers, `${clock}_warn`) }
  return {
    steps: [{ command: 'warned', patch, note: `${clock}_warn` }],
    notices: notices([to], clock === 'accept' ? 'warn_accept' : 'warn_resolve', ticket, args),
  }
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

/**
 * Nobody accepted, or it is not done in time: the next level up is told. After the topmost has been told it and the
 * dispatcher are reminded daily. Once the resolve time is over only that ladder climbs on.
 */
function escalate(ticket: Ticket, clock: Clock, moment: Moment): Outcome {
  const { town, now, generation } = moment
  const rungs = ladder(town, ticket)
  const above = ticket.escalation + 1
  const rung = rungs[above - 1]
  const told = rung ?? rungs.at(-1)
  const next = rungs[above]
  const again = nextStep(moment, next !== undefined)
  const due = (clock === 'accept' ? ticket.acceptDue : ticket.resolveDue) ?? moment.iso
  const args: Notice['args'] = {
    dueAt: due,
    minutesLate: minutesBetween(parseISO(due), now),
    nextInMinutes: next ? town.policy.escalation.stepMinutes : 0,
    nextRole: next?.role ?? '',
    department: town.departmentByCode.get(ticket.department ?? '')?.name ?? '',
    handler: personName(town, ticket.handler),
    rung: Math.min(above, rungs.length),
    ...(told ? describe(town, told) : { role: '', level: '', areaName: '', personName: '', vacant: '' }),
  }
  const people: Audience[] = told ? peopleOf(told) : []
  const to: Audience[] = rung ? people : [...people, { kind: 'dispatcher' }]
  const warned = `${clock}_warn` as const
  const kept =
    clock === 'resolve'
      ? without(ticket.timers, warned, 'accept_warn', 'accept_due')
      : without(ticket.timers, warned)
  const patch: Partial<Ticket> = {
    escalation: Math.max(ticket.escalation, Math.min(above, rungs.length)),
    timers: arm(kept, `${clock}_due`, again, generation),
  }
  return {
    steps: [{ command: 'escalated', patch, note: `${clock}_due` }],
    notices: notices(to, clock === 'accept' ? 'escalated_accept' : 'escalated_resolve', ticket, args),
  }
}

/** Nobody answered about the result in time: it closes by itself. */
function closeByItself(moment: Moment): Outcome {
  const patch: Partial<Ticket> = { state: 'closed', closedAt: moment.iso, timers: {} }
  return { steps: [{ command: 'timer', patch, note: 'auto_close' }], notices: [] }
}

/** A timer came due; one that is no longer armed, or armed anew since, is stale and does nothing. */
export function timer(ticket: Ticket, command: Extract<Command, { kind: 'timer' }>, moment: Moment): Outcome {
  if (ticket.timers[command.timer]?.generation !== command.generation) return { refuse: 'stale' }
  switch (command.timer) {
    case 'accept_warn':
      return warn(ticket, 'accept', moment)
    case 'resolve_warn':
      return warn(ticket, 'resolve', moment)
    case 'accept_due':
      if (ticket.state === 'needs_info') return remindOfPlace(ticket, moment)
      return escalate(ticket, 'accept', moment)
    case 'resolve_due':
      return escalate(ticket, 'resolve', moment)
    case 'auto_close':
      return closeByItself(moment)
    case 'round_due':
      return roundDue(ticket, moment)
    case 'visit_due':
      return visitDue(ticket, moment)
  }
}
