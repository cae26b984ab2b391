import { may } from '../access.ts'
import { place, waitingForPlace } from './assign.ts'
import { notices, toAsk } from './audiences.ts'
import type { Called, Command } from './decision.ts'
import type { Moment, Outcome } from './outcome.ts'
import { openPart } from './part-open.ts'
import { BLANK } from './replay.ts'
import type { Ticket } from './types.ts'
import { whistle } from './whistle.ts'

/** Longest summary kept, characters. */
export const SUMMARY_LENGTH = 200

/** Cuts to `SUMMARY_LENGTH` characters, never through one. */
export function summarised(text: string): string {
  const characters = [...text.trim()]
  return characters.length > SUMMARY_LENGTH ? characters.slice(0, SUMMARY_LENGTH).join('') : text.trim()
}

/** The matter that a whistle tells: it opens, and its departments are called in the same moment. */
function whistled(ticket: Ticket, called: Called, moment: Moment): Outcome {
  const opened: Ticket = { ...ticket, state: 'new' }
  if (!may('whistle', opened, moment.actor, moment.town)) return { refuse: 'not_allowed' }
  const outcome = whistle(opened, called, moment)
  if ('refuse' in outcome) return outcome
  return { steps: [{ command: 'open', patch: opened }, ...outcome.steps], notices: outcome.notices }
}

/** A new ticket: dispatched at once to the department that answers for it, or asked for its place. */
export function open(command: Extract<Command, { kind: 'open' }>, moment: Moment): Outcome {
  const { iso, town } = moment
  const { kind: _kind, missing, photos, whistle: called, department, ...told } = command
  const ticket: Ticket = {
    ...BLANK,
    ...told,
    area: town.areaByCode.has(command.area) ? command.area : town.top,
    summary: summarised(command.summary),
    photosBefore: [...new Set(photos)],
    openedAt: iso,
  }
  if (called) return whistled(ticket, called, moment)
  if (command.part && moment.actor.kind !== 'system') return { refuse: 'not_allowed' }
  if (command.part) return openPart(ticket, department ?? '', moment)
  if (missing === null) return place(BLANK, { command: 'open', patch: ticket }, moment)
  const patch = { ...ticket, ...waitingForPlace(ticket, moment) }
  return {
    steps: [{ command: 'open', patch, note: 'missing:place' }],
    notices: notices([toAsk(ticket, town)], 'ask_place', ticket),
  }
}
