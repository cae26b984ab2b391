import type { Command } from '../decision.ts'
import type { Moment, Outcome } from '../outcome.ts'
import type { Ticket } from '../types.ts'
import { inHandOf } from './take.ts'
import type { Party } from './types.ts'

/** Parties of one dispute. */
export const MOST_PARTIES = 30

/** 甲方是…: more of a side, or instead of those noted. */
export function addParty(
  ticket: Ticket,
  { parties: added, instead }: Extract<Command, { kind: 'add_party' }>,
  moment: Moment,
): Outcome {
  const hand = inHandOf(ticket, 'add_party', moment)
  if ('refuse' in hand) return hand
  const { mediation } = hand
  const replaced = (known: Party) => instead === true && added.some(({ side }) => side === known.side)
  const kept = mediation.parties.filter(
    (known) => !replaced(known) && !added.some(({ id }) => id === known.id),
  )
  const parties = [...kept, ...added.map(({ id, side }): Party => ({ id, side }))]
  if (parties.length > MOST_PARTIES) return { refuse: 'too_many' }
  const patch: Partial<Ticket> = { mediation: { ...mediation, parties } }
  return { steps: [...hand.steps, { command: 'add_party', patch }], notices: [] }
}
