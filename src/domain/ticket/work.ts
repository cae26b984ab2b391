import { belongsTo, personName } from '../area/posts.ts'
import { thereFor } from '../duty/handler.ts'
import { accepted, actingHandler } from './accepted.ts'
import { arm } from './arming.ts'
import { assigned, chooseHandler, closesAt, unassigned } from './assign.ts'
import { notices, toJoined, toReporters } from './audiences.ts'
import type { Command } from './decision.ts'
import { mayTake } from './keeps-secret.ts'
import type { Moment, Outcome, Step } from './outcome.ts'
import { needsAfterPhoto } from './requirements.ts'
import type { Ticket } from './types.ts'

/** Sent to a department by hand; a handler named must hold a post in it. */
export function dispatch(
  ticket: Ticket,
  command: Extract<Command, { kind: 'dispatch' }>,
  moment: Moment,
): Outcome {
  const { town } = moment
  const { department } = command
  if (!town.departmentByCode.has(department)) return { refuse: 'unknown_department' }
  if (!mayTake(town, ticket, department)) return { refuse: 'keeps_secret' }
  const named = command.handler ?? null
  if (named !== null && !belongsTo(town, named, department)) return { refuse: 'unknown_department' }
  const there = named === null ? null : thereFor(town, named, department, moment.now)
  const handler = there?.personId ?? named ?? chooseHandler(ticket, department, moment)
  if (ticket.department === department && (named === null || ticket.handler === handler)) {
    return { refuse: 'already_done', by: personName(town, ticket.handler) }
  }
  const patch = {
    ...assigned(ticket, { department, handler }, moment),
    ...(there?.standsFor ? { standsFor: there.standsFor } : {}),
  }
  return { steps: [{ command: 'dispatch', patch }], notices: [] }
}

/** The first of the department to say so has it; its ladder ends. */
export function accept(ticket: Ticket, moment: Moment): Outcome {
  return { steps: [{ command: 'accept', patch: accepted(ticket, moment) }], notices: [] }
}

/** Not ours: back to the dispatcher, who must act within a new accept time. */
export function giveBack(
  ticket: Ticket,
  command: Extract<Command, { kind: 'return' }>,
  moment: Moment,
): Outcome {
  const reason = command.reason.trim()
  if (reason === '') return { refuse: 'needs_text' }
  const department = moment.town.departmentByCode.get(ticket.department ?? '')?.name ?? ''
  return {
    steps: [{ command: 'return', patch: unassigned(ticket, moment), note: reason }],
    notices: notices([{ kind: 'dispatcher' }], 'returned', ticket, { reason, department }),
  }
}

/** On to another department; its accept clock starts, the resolve clock runs on. */
export function transfer(
  ticket: Ticket,
  command: Extract<Command, { kind: 'transfer' }>,
  moment: Moment,
): Outcome {
  const { department } = command
  if (!moment.town.departmentByCode.has(department)) return { refuse: 'unknown_department' }
  if (!mayTake(moment.town, ticket, department)) return { refuse: 'keeps_secret' }
  if (department === ticket.department) {
    return { refuse: 'already_done', by: personName(moment.town, ticket.handler) }
  }
  const to = { department, handler: chooseHandler(ticket, department, moment) }
  const note = command.reason.trim() || null
  return { steps: [{ command: 'transfer', patch: assigned(ticket, to, moment), note }], notices: [] }
}

/**
 * Done: says what was done and shows it where it can be seen, then waits for the reporter's word. Who resolves
 * what was never accepted accepts it in the same moment.
 */
export function resolve(
  ticket: Ticket,
  command: Extract<Command, { kind: 'resolve' }>,
  moment: Moment,
): Outcome {
  const result = command.result.trim()
  const photosAfter = [...new Set(command.photos)]
  if (needsAfterPhoto(moment.town, ticket.category) && photosAfter.length === 0)
    return { refuse: 'needs_photo' }
  if (result === '') return { refuse: 'needs_text' }
  const steps: Step[] = []
  let current = ticket
  if (ticket.state === 'dispatched') {
    const patch = accepted(ticket, moment)
    steps.push({ command: 'accept', patch, note: 'by:resolve' })
    current = { ...ticket, ...patch }
  }
  const patch: Partial<Ticket> = {
    state: 'resolved',
    handler: actingHandler(current, moment),
    resolvedAt: moment.iso,
    result,
    photosAfter,
    timers: arm({}, 'auto_close', closesAt(moment), moment.generation),
  }
  steps.push({ command: 'resolve', patch })
  const after: Ticket = { ...current, ...patch }
  const args = { result, by: personName(moment.town, after.handler) }
  const photos = [...ticket.photosBefore, ...photosAfter]
  return {
    steps,
    notices: [
      ...notices(toReporters(ticket, moment.town), 'result', after, args, photos),
      ...notices(toJoined(ticket), 'result_joined', after, args, photos),
    ],
  }
}
