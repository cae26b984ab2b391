import { addDays } from 'date-fns'
import { arm } from '../arming.ts'
import { closesAt } from '../assign.ts'
import { notices, toJoined, toReporters } from '../audiences.ts'
import type { Command } from '../decision.ts'
import type { Moment, Outcome } from '../outcome.ts'
import type { Ticket } from '../types.ts'
import { levelOf, planned, roundsHeld, roundsLeft, waitsForPaper } from './levels.ts'
import { noted } from './move-up.ts'
import { actingPerson, inHandOf } from './take.ts'
import type { Agreement, Mediation, PrivateId, Round, Visit } from './types.ts'

/** The rounds with the one that brought the agreement: the planned one, else one more where the level has any left. */
function agreedRounds(ticket: Ticket, mediation: Mediation, words: PrivateId, moment: Moment): Round[] {
  if (waitsForPaper(mediation) || roundsLeft(moment.town, ticket) === 0)
    return mediation.rounds.filter((round) => round.result !== null)
  const plan = planned(mediation)
  const person = actingPerson(moment)
  const mediators = plan?.mediators ?? mediation.mediators
  const round: Round = {
    level: levelOf(moment.town, ticket).level,
    plannedAt: plan?.plannedAt ?? null,
    heldAt: moment.iso,
    mediators: mediators.length > 0 || person === null ? mediators : [person],
    present: {},
    words,
    result: 'agreed',
  }
  return [...mediation.rounds.filter((r) => r.result !== null), round]
}

/**
 * 达成协议: words and the signed paper. The reporter is asked as at any result; photos of the paper go nowhere. Where
 * no words come with it, those of the round that was agreed are taken.
 */
export function agree(ticket: Ticket, command: Extract<Command, { kind: 'agree' }>, moment: Moment): Outcome {
  const { town, now, iso, generation } = moment
  const photos = [...new Set(command.photos)]
  if (photos.length === 0) return { refuse: 'needs_photo' }
  const hand = inHandOf(ticket, 'agree', moment)
  if ('refuse' in hand) return hand
  const { mediation } = hand
  const before = waitsForPaper(mediation) ? (mediation.rounds.at(-1)?.words ?? null) : null
  const words = command.words ?? before
  if (words === null) return { refuse: 'needs_text' }
  const rounds = agreedRounds(hand.ticket, mediation, words, moment)
  const { level } = levelOf(town, hand.ticket)
  const settledIn = rounds.at(-1)?.result === 'agreed' ? roundsHeld(rounds, level) : 0
  const agreement: Agreement = { at: iso, words, photos, level, round: settledIn }
  const days = [...new Set(town.policy.mediation.visitDays)].sort((a, b) => a - b)
  const visits: Visit[] = days.map((d) => ({
    dueAt: addDays(now, d).toISOString(),
    doneAt: null,
    holds: null,
    words: null,
  }))
  const patch: Partial<Ticket> = {
    state: 'resolved',
    resolvedAt: iso,
    mediation: { ...mediation, rounds, agreement, outcome: 'settled', visits, reminded: 0 },
    timers: arm({}, 'auto_close', closesAt(moment), generation),
  }
  const after: Ticket = { ...hand.ticket, ...patch }
  return {
    steps: [...hand.steps, { command: 'agree', patch }],
    notices: [
      ...notices(toReporters(ticket, town), 'result', after),
      ...notices(toJoined(ticket), 'result_joined', after),
    ],
  }
}

/** 撤回, or 走法院: no agreement. */
export function endMediation(
  ticket: Ticket,
  command: Extract<Command, { kind: 'end_mediation' }>,
  moment: Moment,
): Outcome {
  const { words } = command
  if (words === null) return { refuse: 'needs_text' }
  const hand = inHandOf(ticket, 'end_mediation', moment)
  if ('refuse' in hand) return hand
  const court = command.outcome === 'to_court'
  const rounds = hand.mediation.rounds.filter((round) => round.result !== null)
  const patch: Partial<Ticket> = {
    state: court ? 'closed' : 'withdrawn',
    closedAt: moment.iso,
    mediation: { ...hand.mediation, rounds, outcome: command.outcome, reason: words, reminded: 0 },
    timers: {},
  }
  const after: Ticket = { ...hand.ticket, ...patch }
  const { town } = moment
  return {
    steps: [...hand.steps, { command: 'end_mediation', patch, note: noted(command.outcome, words) }],
    notices: court
      ? notices([...toReporters(ticket, town), ...toJoined(ticket)], 'mediation_ended', after)
      : notices(toJoined(ticket), 'ended', after, { state: 'withdrawn' }),
  }
}
