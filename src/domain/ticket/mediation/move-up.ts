import { notices } from '../audiences.ts'
import type { Command, Notice } from '../decision.ts'
import type { Moment, Outcome, Step } from '../outcome.ts'
import type { Ticket } from '../types.ts'
import { levelAbove, levelOf, roundsHeld } from './levels.ts'
import { toMediators } from './mediators.ts'
import { begun, inHandOf, roundClock } from './take.ts'
import type { Mediation, PrivateId } from './types.ts'

/** Why it goes to the next level: its rounds are used up, the parties want it, or an agreement of its last round broke. */
export type WhyUp = 'used_up' | 'consent' | 'broken'

/** One level higher, in nobody's hands yet; a round that was only planned falls away. */
function higher(mediation: Mediation, level: string): Mediation {
  const rounds = mediation.rounds.filter((round) => round.result !== null)
  return { ...mediation, level, mediators: [], rounds, reminded: 0 }
}

/** A note of the history: why, and where the words are. */
export function noted(why: string, words: PrivateId | null): string {
  return words === null ? why : `${why} words:${words}`
}

/** The step to the next level and who is told there; null at the top. */
export function climb(
  ticket: Ticket,
  why: WhyUp,
  moment: Moment,
  words: PrivateId | null = null,
): { step: Step; notices: Notice[] } | null {
  const { town } = moment
  const above = levelAbove(town, ticket)
  if (!above) return null
  const { level: from } = levelOf(town, ticket)
  const mediation = higher(begun(ticket, town), above.level)
  const patch: Partial<Ticket> = { mediation, timers: roundClock(ticket, moment) }
  const automatic = why === 'consent' ? {} : { automatic: true }
  const after: Ticket = { ...ticket, ...patch }
  const rounds = roundsHeld(mediation.rounds, from)
  return {
    step: { command: 'move_up', patch, note: noted(why, words), ...automatic },
    notices: notices(toMediators(town, after, moment.now), 'mediation_moved', after, {
      why,
      from,
      level: above.level,
      rounds,
    }),
  }
}

/** 上移 by consent, whether rounds are left or not. */
export function moveUp(
  ticket: Ticket,
  command: Extract<Command, { kind: 'move_up' }>,
  moment: Moment,
): Outcome {
  if (!levelAbove(moment.town, ticket)) return { refuse: 'at_top' }
  const hand = inHandOf(ticket, 'move_up', moment)
  if ('refuse' in hand) return hand
  const climbed = climb(hand.ticket, 'consent', moment, command.words)
  if (!climbed) return { refuse: 'at_top' }
  return { steps: [...hand.steps, climbed.step], notices: climbed.notices }
}
