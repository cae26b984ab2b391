import { belongsTo } from '../area/posts.ts'
import { thereFor } from '../duty/handler.ts'
import { assigned, chooseHandler, place } from './assign.ts'
import { notices, toJoined, toReporters, toWorkers } from './audiences.ts'
import type { Command, Notice } from './decision.ts'
import { summarised } from './open.ts'
import { afterSteps, type Moment, type Outcome, type Step } from './outcome.ts'
import type { Ticket } from './types.ts'

/**
 * Back to the department and handler that had it, with new clocks; where they are no longer there, or nobody had it
 * yet, it is dispatched anew.
 */
export function sendBack(
  ticket: Ticket,
  after: Ticket,
  base: Step,
  moment: Moment,
): { steps: Step[]; notices: Notice[] } {
  const { department, handler } = ticket
  if (department === null || !moment.town.departmentByCode.has(department)) {
    const open: Partial<Ticket> = { state: 'new', department: null, handler: null }
    return place(ticket, { ...base, patch: { ...base.patch, ...open } }, moment, true)
  }
  const still =
    handler !== null && belongsTo(moment.town, handler, department)
      ? thereFor(moment.town, handler, department, moment.now)
      : null
  const to = { department, handler: still?.personId ?? chooseHandler(ticket, department, moment) }
  const standsFor = still?.standsFor ? { standsFor: still.standsFor } : {}
  const patch = { ...base.patch, ...assigned(after, to, moment, true), ...standsFor }
  return { steps: [{ ...base, patch }], notices: [] }
}

/** 重新办理: what was ended is work again, with the reason told to those who reported it and to those who get it. */
export function reopen(
  ticket: Ticket,
  command: Extract<Command, { kind: 'reopen' }>,
  moment: Moment,
): Outcome {
  const { town } = moment
  const reason = summarised(command.reason)
  if (reason === '') return { refuse: 'needs_text' }
  const patch: Partial<Ticket> = {
    acceptedAt: null,
    resolvedAt: null,
    closedAt: null,
    result: null,
    photosAfter: [],
    escalation: 0,
    timers: {},
    reopened: (ticket.reopened ?? 0) + 1,
    ...(ticket.rejectedAt ? { rejectedAt: null } : {}),
  }
  const base: Step = { command: 'reopen', patch, note: reason }
  const outcome = sendBack(ticket, { ...ticket, ...patch }, base, moment)
  const final = afterSteps(ticket, outcome.steps)
  const args = { reason }
  return {
    steps: outcome.steps,
    notices: [
      ...notices([...toReporters(ticket, town), ...toJoined(ticket)], 'reopened', final, args),
      ...(final.department === null
        ? []
        : notices([toWorkers(final, town)], 'reopened_handler', final, args)),
      ...outcome.notices,
    ],
  }
}
