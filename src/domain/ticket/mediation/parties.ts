import type { Command } from '../decision.ts'
import type { Moment, Outcome } from '../outcome.ts'
import type { Ticket } from '../types.ts'
import { inHandOf } from './take.ts'
import type { Party } from './types.ts'

/** Parties of one dispute. */
export const MOST_PARTIES = 30

/** 甲方是…: one more of a side, or instead of those noted. */
export function addParty(
  ticket: Ticket,
  { party, instead }: Extract<Command, { kind: 'add_party' }>,
  moment: Moment,
): Outcome {
  const hand = inHandOf(ticket, 'add_party', moment)
  if ('refuse' in hand) return hand
  const { mediation } = hand
  const kept = mediation.parties.filter((known) => known.id !== party.id && !(instead && known.side === party.side))
  if (kept.length >= MOST_PARTIES) return { refuse: 'too_often' }
  const parties: Party[] = [...kept, { id: party.id, side: party.side }]
  const patch: Partial<Ticket> = { mediation: { ...mediation, parties } }
  return { steps: [...hand.steps, { command: 'add_party', patch }], notices: [] }
}
