import { sidesOf } from '../access.ts'
import { personName } from '../area/posts.ts'
import { without } from './arming.ts'
import type { Moment, Outcome, Step } from './outcome.ts'
import type { Ticket } from './types.ts'

/** The person of the department who acts, else the handler it had. */
export function actingHandler(ticket: Ticket, { actor, town }: Moment): string | null {
  if (actor.kind === 'system' || actor.personId === null) return ticket.handler
  const sides = sidesOf(ticket, actor, town)
  return sides.has('handler') || sides.has('department_lead') ? actor.personId : ticket.handler
}

/** Fields of a ticket that the department has taken; its ladder ends. */
export function accepted(ticket: Ticket, moment: Moment): Partial<Ticket> {
  return {
    state: 'accepted',
    handler: actingHandler(ticket, moment),
    acceptedAt: moment.iso,
    escalation: 0,
    timers: without(ticket.timers, 'accept_warn', 'accept_due'),
  }
}

/** 开工, which the card shows; who had not accepted has now. */
export function start(ticket: Ticket, moment: Moment): Outcome {
  const steps: Step[] = []
  if (ticket.state === 'dispatched')
    steps.push({ command: 'accept', patch: accepted(ticket, moment), note: 'by:start' })
  const after: Ticket = { ...ticket, ...steps[0]?.patch }
  const by = personName(moment.town, after.handler)
  steps.push({ command: 'start', patch: { startedAt: moment.iso }, note: by || null })
  return { steps, notices: [] }
}
