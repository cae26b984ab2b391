import { max, parseISO } from 'date-fns'
import { arm, type Timers, without } from '../arming.ts'
import { afterSteps, type Moment, type Outcome } from '../outcome.ts'
import type { Ticket, TicketState } from '../types.ts'
import { mediates } from './levels.ts'
import { begun, roundClock } from './take.ts'
import type { Mediation } from './types.ts'
import { nextVisit, reopened } from './visits.ts'

const IN_HAND: readonly TicketState[] = ['new', 'dispatched', 'accepted']
const SETTLED: readonly TicketState[] = ['closed', 'withdrawn']

/** What becomes of a mediation when its ticket ends or is taken up again by some other way than its own. */
function mediationAfter({ state, mediation, ...rest }: Ticket, { town }: Moment): Mediation | undefined {
  if (!mediation)
    return state === 'accepted' && mediates(town, rest.category) ? begun({ ...rest, state }, town) : undefined
  if (SETTLED.includes(state) && mediation.outcome === null) return { ...mediation, outcome: 'withdrawn' }
  if (IN_HAND.includes(state) && mediation.outcome !== null) return reopened(mediation)
  return mediation
}

/** An open mediation has a clock between rounds, a settled one a timer for its next visit; nothing else has either. */
function mediationTimers(before: Ticket, after: Ticket, moment: Moment): Timers {
  const { mediation, state, category } = after
  const open = IN_HAND.includes(state) && mediation?.outcome === null && mediates(moment.town, category)
  const round = open ? after.timers : without(after.timers, 'round_due')
  const timers = open && !round.round_due ? roundClock(after, moment) : round
  const visit = state === 'resolved' || state === 'closed' ? nextVisit(mediation) : null
  if (!visit) return without(timers, 'visit_due')
  if (timers.visit_due) return timers
  // Closing ends all timers of a ticket; the visit stays as it was.
  const armed = before.timers.visit_due
  const pending = nextVisit(before.mediation)?.dueAt === visit.dueAt
  if (armed && pending) return { ...timers, visit_due: armed }
  return arm(timers, 'visit_due', max([parseISO(visit.dueAt), moment.now]), moment.generation)
}

/**
 * Whatever was done to a dispute, its mediation follows: every command goes through here, so that none of them has to
 * know of rounds and visits.
 */
export function followThrough(before: Ticket, outcome: Outcome, moment: Moment): Outcome {
  if ('refuse' in outcome) return outcome
  const last = outcome.steps.at(-1)
  if (!last) return outcome
  const after = afterSteps(before, outcome.steps)
  const mediation = mediationAfter(after, moment)
  if (!mediation) return outcome
  const timers = mediationTimers(before, { ...after, mediation }, moment)
  const patch: Partial<Ticket> = { ...last.patch, mediation, timers }
  return { ...outcome, steps: [...outcome.steps.slice(0, -1), { ...last, patch }] }
}
