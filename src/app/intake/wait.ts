import type { Ticket } from '../../domain/ticket/types.ts'
import type { DialogTopic } from '../store-port/asking.ts'
import type { Intake } from './intake.ts'

/** The next message of this person here answers a question on the ticket. */
export function wait(
  { draft, conversation, identity, now }: Intake,
  ticket: Ticket,
  topic: DialogTopic,
  args: Record<string, string> = {},
): void {
  draft.wait(
    { conversationId: conversation.id, identityId: identity.id, ticketId: ticket.id },
    topic,
    now,
    args,
  )
}

export function endWait({ draft, conversation, identity }: Intake): void {
  draft.endWait({ conversationId: conversation.id, identityId: identity.id })
}
