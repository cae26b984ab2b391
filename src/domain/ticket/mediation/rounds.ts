import { addDays, isAfter, isValid, parseISO } from 'date-fns'
import { arm } from '../arming.ts'
import { notices } from '../audiences.ts'
import type { Command } from '../decision.ts'
import type { Moment, Outcome, Step } from '../outcome.ts'
import type { Ticket } from '../types.ts'
import { levelOf, planned, roundsLeft } from './levels.ts'
import { toMediators } from './mediators.ts'
import { climb } from './move-up.ts'
import { actingPerson, afterDays, type InHand, inHandOf, roundClock } from './take.ts'
import type { Mediation, Round } from './types.ts'

/** A round is planned at most this far ahead, days: what lies beyond would only stop its clock. */
export const PLAN_DAYS = 60
/** Most that one side can be said to have come with. */
const MOST_PRESENT = 99

/** The persons of the town among those in charge, those named, and whoever acts; each once. */
function mediatorsOf({ mediation }: InHand, named: readonly string[], moment: Moment): string[] {
  const person = actingPerson(moment)
  const all = [...mediation.mediators, ...named, ...(person === null ? [] : [person])]
  return [...new Set(all)].filter((id) => moment.town.personById.has(id))
}

/** The rounds without the one that is only planned. */
function heldRounds(mediation: Mediation): Round[] {
  return mediation.rounds.filter((round) => round.result !== null)
}

/** 约时间; a second plan replaces the first. What comes of it must be noted a working day after. */
export function planRound(
  ticket: Ticket,
  command: Extract<Command, { kind: 'plan_round' }>,
  moment: Moment,
): Outcome {
  const at = parseISO(command.at)
  const tooFar = addDays(moment.now, PLAN_DAYS)
  if (!isValid(at) || !isAfter(at, moment.now) || isAfter(at, tooFar)) return { refuse: 'bad_time' }
  if (roundsLeft(moment.town, ticket) === 0) return { refuse: 'rounds_used_up' }
  const hand = inHandOf(ticket, 'plan_round', moment)
  if ('refuse' in hand) return hand
  const round: Round = {
    level: levelOf(moment.town, ticket).level,
    plannedAt: at.toISOString(),
    heldAt: null,
    mediators: mediatorsOf(hand, command.mediators ?? [], moment),
    present: {},
    words: null,
    result: null,
  }
  const { stepDays } = moment.town.policy.mediation
  const patch: Partial<Ticket> = {
    mediation: { ...hand.mediation, rounds: [...heldRounds(hand.mediation), round], reminded: 0 },
    timers: arm(hand.ticket.timers, 'round_due', afterDays(moment.town, at, stepDays), moment.generation),
  }
  return { steps: [...hand.steps, { command: 'plan_round', patch }], notices: [] }
}

function counted(present: Round['present']): Round['present'] {
  return Object.fromEntries(
    Object.entries(present).map(([side, n]) => [side, Math.min(MOST_PRESENT, Math.max(0, Math.round(n)))]),
  )
}

/**
 * 记一轮. The last round of a level without agreement brings it to the next level; at the top those who mediate hear
 * that court is left. A round that was put off does not start the clock anew: putting off is no progress.
 */
export function holdRound(
  ticket: Ticket,
  command: Extract<Command, { kind: 'hold_round' }>,
  moment: Moment,
): Outcome {
  const { town, iso } = moment
  if (roundsLeft(town, ticket) === 0) return { refuse: 'rounds_used_up' }
  const hand = inHandOf(ticket, 'hold_round', moment)
  if ('refuse' in hand) return hand
  const plan = planned(hand.mediation)
  const round: Round = {
    level: levelOf(town, ticket).level,
    plannedAt: plan?.plannedAt ?? null,
    heldAt: iso,
    mediators: mediatorsOf(hand, [...(plan?.mediators ?? []), ...(command.mediators ?? [])], moment),
    present: counted(command.present),
    words: command.words,
    result: command.result,
  }
  const stalled = command.result === 'put_off'
  const mediation: Mediation = {
    ...hand.mediation,
    rounds: [...heldRounds(hand.mediation), round],
    reminded: stalled ? hand.mediation.reminded : 0,
  }
  const timers =
    stalled && hand.ticket.timers.round_due ? hand.ticket.timers : roundClock(hand.ticket, moment)
  const step: Step = { command: 'hold_round', patch: { mediation, timers }, note: command.result }
  const steps = [...hand.steps, step]
  const after: Ticket = { ...hand.ticket, mediation, timers }
  if (command.result === 'agreed' || roundsLeft(town, after) > 0) return { steps, notices: [] }
  const climbed = climb(after, 'used_up', moment)
  if (!climbed)
    return { steps, notices: notices(toMediators(town, after, moment.now), 'mediation_court', after) }
  return { steps: [...steps, climbed.step], notices: climbed.notices }
}
