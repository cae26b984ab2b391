import { isConfidential } from '../../domain/access.ts'
import type { OutgoingMessage } from '../../domain/message.ts'
import { maskText } from '../../lib/mask.ts'
import type { App } from '../context.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { OutboxRow } from '../store-port/outbox.ts'
import { commitDraft } from '../tickets/commit-draft.ts'
import { Draft } from '../tickets/draft.ts'
import { dispatcher } from '../tickets/recipients.ts'
import { addCards } from '../tickets/ticket-cards.ts'

/**
 * A chat can no longer be reached (blocked, the bot removed). What a ticket had to say there goes to whoever is
 * next: its card to the next chat of the department or the dispatcher, a message to the dispatcher.
 */
export async function reroute(app: App, row: OutboxRow, from: ConversationRow): Promise<void> {
  const view = await app.town()
  const ticket = row.ticketId ? await app.store.ticket(row.ticketId) : null
  if (!view || !ticket) return
  const now = app.now()
  const draft = new Draft({ requestId: `reroute-${row.id}` })
  if (row.kind === 'card') {
    await addCards(ticket, await app.store.cards(ticket.id), { app, view, draft, now })
  } else if (row.kind === 'message' && !isConfidential(view.town, ticket.category)) {
    const to = (await dispatcher(app.store, view.town, ticket)).find((c) => c.id !== from.id)
    const message = row.content as OutgoingMessage
    if (to) draft.say(to, forOthers(message, to), { photosWithText: 10, ticketId: ticket.id })
  }
  if (draft.write.outbox.length > 0) await commitDraft(app, draft)
}

/** Written for one chat, read in another: without its buttons, and in a group without numbers of people (rule 8). */
function forOthers(message: OutgoingMessage, to: ConversationRow): OutgoingMessage {
  const lines = to.type === 'group' ? message.lines.map(maskText) : message.lines
  return { ...message, lines, buttons: [] }
}
