import type { Town } from '../../domain/area/town.ts'
import {
  levelOf,
  planned,
  roundsHeld,
  roundsLeft,
  waitsForPaper,
} from '../../domain/ticket/mediation/levels.ts'
import { inCharge } from '../../domain/ticket/mediation/mediators.ts'
import { type Mediation, PARTY_SIDES, type Round } from '../../domain/ticket/mediation/types.ts'
import { nextVisit } from '../../domain/ticket/mediation/visits.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Texts } from '../texts/index.ts'
import { type Clock, sayPast, sayTime } from '../texts/time.ts'
import type { PrivateWords } from './private-words.ts'

/** Rounds told on a card, the newest last. */
const SHOWN_ROUNDS = 4
/** Characters of the words of one round on a card; `/mediation 31` tells more. */
const SHOWN_WORDS = 80

interface Saying {
  town: Town
  texts: Texts
  clock: Clock
}

/** 村, 镇, 区, as the town calls its levels. */
export function sayLevel(town: Pick<Town, 'policy'>, level: string): string {
  const { levelNames } = town.policy
  return (Object.hasOwn(levelNames, level) ? levelNames[level] : undefined) ?? level
}

/** Where a mediation stands in a few words, without a word of what was said: fit for everyone who may see the ticket. */
export function mediationStatus(ticket: Ticket, { town, texts, clock }: Saying): string[] {
  const { mediation, state } = ticket
  if (!mediation) return []
  if (mediation.outcome === 'to_court') return [texts.text('mediation-to-court')]
  if (mediation.outcome === 'settled') {
    const at = mediation.agreement ? sayPast(mediation.agreement.at, texts, clock) : ''
    const visit = nextVisit(mediation)
    const next = visit ? sayTime(visit.dueAt, texts, clock) : 'none'
    return [texts.text('mediation-settled', { time: at, next })]
  }
  if (state !== 'accepted' && state !== 'dispatched') return []
  return [texts.text('mediation-level', { level: sayLevel(town, mediation.level) })]
}

/**
 * What those who mediate read in private: rounds, plans, how many parties. Who these are is told only when it is asked
 * for; what was said of a round may name them, so it is given in where it may be read.
 * @param longest characters of the words of one round
 */
export function mediationFacts(
  ticket: Ticket,
  ctx: Saying,
  words: PrivateWords,
  longest: number = SHOWN_WORDS,
): string[] {
  const { town, texts, clock } = ctx
  const { mediation } = ticket
  if (!mediation) return []
  const { rounds, outcome } = mediation
  const held = rounds.filter((round) => round.result !== null)
  const lines = held.slice(-SHOWN_ROUNDS).map((round) => {
    const told = words.get(round.words ?? '') ?? 'none'
    return sayRound(round, held, shortened(told, longest), ctx)
  })
  if (outcome !== null) return lines
  const { level } = levelOf(town, ticket)
  lines.push(
    texts.text('mediation-rounds', {
      level: sayLevel(town, level),
      n: roundsHeld(rounds, level),
      left: roundsLeft(town, ticket),
    }),
  )
  const plan = planned(mediation)?.plannedAt
  if (plan) lines.push(texts.text('mediation-planned', { time: sayTime(plan, texts, clock) }))
  lines.push(sayParties(mediation, texts))
  return lines
}

function shortened(text: string, longest: number): string {
  const characters = [...text]
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text
}

function sayRound(
  round: Round,
  held: readonly Round[],
  told: string,
  { town, texts, clock }: Saying,
): string {
  const before = held.slice(0, held.indexOf(round) + 1)
  return texts.text('mediation-round', {
    level: sayLevel(town, round.level),
    n: Math.max(1, roundsHeld(before, round.level)),
    time: round.heldAt ? sayPast(round.heldAt, texts, clock) : '',
    outcome: round.result ?? 'none',
    text: told,
  })
}

function sayParties({ parties }: Mediation, texts: Texts): string {
  const counts = PARTY_SIDES.flatMap((side) => {
    const n = parties.filter((p) => p.side === side).length
    return n === 0 ? [] : [texts.text('mediation-party-count', { name: texts.text(`party-${side}`), n })]
  })
  return counts.length === 0
    ? texts.text('mediation-no-parties')
    : texts.text('mediation-parties', { list: counts.join(texts.text('list-separator')) })
}

/** What comes next of a mediation, for a list. */
export function sayNext(ticket: Ticket, { town, texts, clock }: Saying): string {
  const { mediation } = ticket
  const visit = nextVisit(mediation)
  if (visit) return texts.text('mediation-next-visit', { time: sayTime(visit.dueAt, texts, clock) })
  if (!mediation || inCharge(town, ticket).length === 0) return texts.text('mediation-next-take')
  const plan = planned(mediation)?.plannedAt
  if (plan) return texts.text('mediation-planned', { time: sayTime(plan, texts, clock) })
  if (waitsForPaper(mediation)) return texts.text('mediation-next-paper')
  return texts.text(roundsLeft(town, ticket) === 0 ? 'mediation-next-court' : 'mediation-next-plan')
}
