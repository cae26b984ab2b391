import { sidesOf } from '../../access.ts'
import type { Town } from '../../area/town.ts'
import { accepted } from '../accepted.ts'
import { arm } from '../arming.ts'
import { addTime } from '../clocks.ts'
import type { RefusalCode } from '../decision.ts'
import type { Moment, Outcome, Step } from '../outcome.ts'
import type { Ticket } from '../types.ts'
import { levelOf } from './levels.ts'
import { inCharge, namesInCharge } from './mediators.ts'
import type { Mediation } from './types.ts'

/** The mediation of a ticket, or one that begins now at the lowest level. */
export function begun(ticket: Ticket, town: Town): Mediation {
  return (
    ticket.mediation ?? {
      level: levelOf(town, ticket).level,
      mediators: [],
      parties: [],
      rounds: [],
      agreement: null,
      outcome: null,
      reason: null,
      visits: [],
      reminded: 0,
      broken: 0,
    }
  )
}

/** When the next reminder comes, working days from `from` on. */
export function afterDays({ calendar }: Pick<Town, 'calendar'>, from: Date, days: number): Date {
  return addTime(calendar, from, { amount: days, unit: 'wd' })
}

/** The timers with the clock between rounds started anew. */
export function roundClock(ticket: Ticket, moment: Moment, from: Date = moment.now): Ticket['timers'] {
  const due = afterDays(moment.town, from, moment.town.policy.mediation.roundDays)
  return arm(ticket.timers, 'round_due', due, moment.generation)
}

/** Person id of the actor; null for the service and for accounts of nobody the town knows. */
export function actingPerson({ actor }: Moment): string | null {
  return actor.kind === 'account' ? actor.personId : null
}

function takes(ticket: Ticket, person: string, moment: Moment): Partial<Ticket> {
  const mediation: Mediation = { ...begun(ticket, moment.town), mediators: [person], reminded: 0 }
  const patch: Partial<Ticket> = ticket.state === 'dispatched' ? accepted(ticket, moment) : {}
  return { ...patch, mediation, timers: roundClock({ ...ticket, ...patch }, moment) }
}

/** The first to say so has it in charge; only its department's lead may take it from somebody who still holds the post. */
export function take(ticket: Ticket, moment: Moment): Outcome {
  const { town, actor } = moment
  const person = actingPerson(moment)
  if (person === null) return { refuse: 'not_allowed' }
  const others = inCharge(town, ticket)
  const mayReplace = sidesOf(ticket, actor, town).has('department_lead') && !others.includes(person)
  if (others.length > 0 && !mayReplace) return { refuse: 'already_done', by: namesInCharge(town, ticket) }
  return { steps: [{ command: 'take_mediation', patch: takes(ticket, person, moment) }], notices: [] }
}

/** The ticket in the hands of whoever acts on it, with the steps that brought it there. */
export interface InHand {
  ticket: Ticket
  mediation: Mediation
  steps: Step[]
}

/**
 * Whoever may mediate and acts on what nobody has in charge takes it on in the same moment. What others have in charge
 * is theirs, but for the dispatcher and its department's lead.
 */
export function inHandOf(
  ticket: Ticket,
  by: string,
  moment: Moment,
): InHand | { refuse: RefusalCode; by: string } {
  const { town, actor } = moment
  const sides = sidesOf(ticket, actor, town)
  const untouched = { ticket, mediation: begun(ticket, town), steps: [] }
  if (sides.has('mediating') || actor.kind === 'system') return untouched
  const others = inCharge(town, ticket)
  const person = actingPerson(moment)
  if (others.length === 0 && sides.has('mediator') && person !== null && ticket.state !== 'new') {
    const patch = takes(ticket, person, moment)
    const taken: Ticket = { ...ticket, ...patch }
    const step: Step = { command: 'take_mediation', patch, note: `by:${by}` }
    return { ticket: taken, mediation: begun(taken, town), steps: [step] }
  }
  if (others.length === 0 || sides.has('dispatcher') || sides.has('department_lead')) return untouched
  return { refuse: 'others_mediate', by: namesInCharge(town, ticket) }
}
