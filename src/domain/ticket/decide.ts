import type { Town } from '../area/town.ts'
import type { Actor, Command, Decision } from './decision.ts'
import type { Ticket } from './types.ts'

/** What a decision may look at. Time is an argument. */
export interface DecideContext {
  now: Date
  town: Town
  actor: Actor
}

/** Moves a ticket; pure. */
export function decide(ticket: Ticket | null, command: Command, ctx: DecideContext): Decision {
  void ticket
  void command
  void ctx
  return { ok: false, refusal: { code: 'not_found', possible: [] } }
}
