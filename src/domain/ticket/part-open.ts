import { assigned, chooseHandler } from './assign.ts'
import type { Command } from './decision.ts'
import type { Moment, Outcome } from './outcome.ts'
import { isPart } from './parts.ts'
import type { Ticket } from './types.ts'

/** A part begins: with its department at once, on the clocks of the whistle. */
export function openPart(ticket: Ticket, department: string, moment: Moment): Outcome {
  const to = { department, handler: chooseHandler(ticket, department, moment) }
  return {
    steps: [
      { command: 'open', patch: { ...ticket, state: 'new' } },
      { command: 'dispatch', patch: assigned(ticket, to, moment), note: 'whistle', automatic: true },
    ],
    notices: [],
  }
}

/** The other one is no longer needed: this department leads from now on; or, of a whistle that is over, no longer. */
export function leadPart(ticket: Ticket, { off }: Extract<Command, { kind: 'lead_part' }>): Outcome {
  if (!isPart(ticket)) return { refuse: 'stale' }
  const part = { ...ticket.part, lead: off !== true }
  return { steps: [{ command: 'lead_part', patch: { part } }], notices: [] }
}
