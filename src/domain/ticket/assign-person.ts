import { belongsTo, personName } from '../area/posts.ts'
import { accepted } from './accepted.ts'
import { assigned } from './assign.ts'
import { notices } from './audiences.ts'
import type { Command, Notice } from './decision.ts'
import type { Moment, Outcome, Step } from './outcome.ts'
import type { Ticket } from './types.ts'

/**
 * 派给 somebody of the department: their accept clock starts, the promise runs on. Who takes it themselves has
 * accepted it in the same moment.
 */
export function assignPerson(
  ticket: Ticket,
  command: Extract<Command, { kind: 'assign' }>,
  moment: Moment,
): Outcome {
  const { town, actor } = moment
  const { department } = ticket
  const { person } = command
  if (department === null || person === null || !belongsTo(town, person, department))
    return { refuse: 'unknown_person' }
  if (person === ticket.handler) return { refuse: 'already_done', by: personName(town, person) }
  const patch = assigned(ticket, { department, handler: person }, moment)
  const step: Step = { command: 'assign', patch, note: personName(town, person) }
  if (actor.kind === 'account' && actor.personId === person) {
    const after: Ticket = { ...ticket, ...patch }
    return {
      steps: [step, { command: 'accept', patch: accepted(after, moment), note: 'by:assign' }],
      notices: [],
    }
  }
  const to: Notice['to'] = { kind: 'person', personId: person, role: 'handler', area: null, department }
  const by = actor.kind === 'account' ? actor.name : ''
  return {
    steps: [step],
    notices: notices([to], 'assigned', { ...ticket, ...patch }, { by, person: personName(town, person) }),
  }
}
