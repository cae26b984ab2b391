import { isConfidential } from '../../domain/access.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Intake } from './intake.ts'

/**
 * In a group a confidential matter does not exist, whoever asks and whatever still points at it: the card of a
 * report that an edit made one of, a button pressed in time, a question the bot had asked (rule 8).
 */
export function isHidden({ conversation, view }: Intake, ticket: Pick<Ticket, 'category'>): boolean {
  return conversation.type === 'group' && isConfidential(view.town, ticket.category)
}
