import { notices, toWorkers } from './audiences.ts'
import type { Command } from './decision.ts'
import { summarised } from './open.ts'
import type { Moment, Outcome } from './outcome.ts'
import type { Ticket } from './types.ts'

/** Tickets split off one. */
const MOST_SPLIT = 10

/**
 * Another matter in this ticket goes on as `into`, which is opened in the same write and takes its photos along. This
 * one keeps its words; those who work on it hear what is not theirs any more.
 */
export function split(ticket: Ticket, command: Extract<Command, { kind: 'split' }>, moment: Moment): Outcome {
  const { into } = command
  const text = summarised(command.text)
  if (text === '') return { refuse: 'needs_text' }
  if (into.id === ticket.id) return { refuse: 'wrong_state' }
  const others = ticket.splitInto ?? []
  if (others.length >= MOST_SPLIT) return { refuse: 'enough', limit: MOST_SPLIT }
  const gone = new Set(command.photos)
  const patch: Partial<Ticket> = {
    splitInto: [...others, into],
    photosBefore: ticket.photosBefore.filter((hash) => !gone.has(hash)),
  }
  const works = ticket.state === 'dispatched' || ticket.state === 'accepted'
  const args = { into: into.number, text }
  return {
    steps: [{ command: 'split', patch, note: into.number }],
    notices: works ? notices([toWorkers(ticket, moment.town)], 'split', ticket, args) : [],
  }
}
