import { differenceInCalendarDays, parseISO } from 'date-fns'
import { arm, without } from '../arming.ts'
import { notices } from '../audiences.ts'
import type { Audience } from '../decision.ts'
import { describe, ladder, peopleOf } from '../ladder.ts'
import type { Moment, Outcome, Step } from '../outcome.ts'
import type { Ticket } from '../types.ts'
import { planned } from './levels.ts'
import { toMediators } from './mediators.ts'
import { afterDays, begun } from './take.ts'
import { nextVisit } from './visits.ts'

/**
 * No round for too long, or what came of a planned one was not noted: first those who mediate are reminded, then one
 * level of the ladder after the other; after the topmost it and the dispatcher, once per round time.
 */
export function roundDue(ticket: Ticket, moment: Moment): Outcome {
  const { town, now, generation } = moment
  const { roundDays, stepDays } = town.policy.mediation
  const mediation = begun(ticket, town)
  const rungs = ladder(town, ticket, now)
  const rung = mediation.reminded === 0 ? undefined : rungs[mediation.reminded - 1]
  const told = mediation.reminded === 0 ? undefined : (rung ?? rungs.at(-1))
  const upwards = mediation.reminded < rungs.length
  const again = afterDays(town, now, upwards ? stepDays : roundDays)
  const patch: Partial<Ticket> = {
    mediation: { ...mediation, reminded: Math.min(mediation.reminded, rungs.length) + 1 },
    timers: arm(ticket.timers, 'round_due', again, generation),
  }
  const plannedAt = planned(mediation)?.plannedAt ?? ''
  const args = { planned: plannedAt, days: roundDays }
  if (mediation.reminded === 0) {
    const step: Step = { command: 'warned', patch, note: 'round_due' }
    return { steps: [step], notices: notices(toMediators(town, ticket, now), 'round_due', ticket, args) }
  }
  const people: Audience[] = told ? peopleOf(told) : []
  const to: Audience[] = rung ? people : [...people, { kind: 'dispatcher' }]
  const who = told ? describe(town, told) : { role: '', level: '', areaName: '', personName: '', vacant: '' }
  return {
    steps: [{ command: 'escalated', patch, note: 'round_due' }],
    notices: notices(to, 'escalated_round', ticket, { ...args, ...who }),
  }
}

/** A visit is due: those who mediated are reminded, then with the dispatcher; less and less often. */
export function visitDue(ticket: Ticket, moment: Moment): Outcome {
  const { town, now, generation } = moment
  const { mediation } = ticket
  const visit = nextVisit(mediation)
  if (!mediation || !visit)
    return {
      steps: [{ command: 'warned', patch: { timers: without(ticket.timers, 'visit_due') } }],
      notices: [],
    }
  const { roundDays, stepDays } = town.policy.mediation
  const first = mediation.reminded === 0
  const patch: Partial<Ticket> = {
    mediation: { ...mediation, reminded: mediation.reminded + 1 },
    timers: arm(ticket.timers, 'visit_due', afterDays(town, now, first ? stepDays : roundDays), generation),
  }
  const own = toMediators(town, ticket, now)
  const asked = own.some((to) => to.kind === 'dispatcher')
  const to: Audience[] = first || asked ? own : [...own, { kind: 'dispatcher' }]
  const since = mediation.agreement ? parseISO(mediation.agreement.at) : now
  const days = Math.max(1, differenceInCalendarDays(now, since))
  return {
    steps: [{ command: 'warned', patch, note: 'visit_due' }],
    notices: notices(to, 'visit_due', ticket, { days }),
  }
}
