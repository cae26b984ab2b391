import type { Notice } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { clockOf } from '../context.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import { localeOf } from '../texts/index.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import type { DraftContext } from '../tickets/draft.ts'
import { noticeMessage } from '../tickets/notices.ts'
import { recipients } from '../tickets/recipients.ts'
import { slotFor, whoReported } from './when.ts'

/** Only the reporter can say: whoever hears of a ticket in their place is not asked. */
function isTheirs({ id, identityId, personId }: ConversationRow, { source, reporter }: Ticket): boolean {
  if (id === source.conversationId) return true
  return (
    (identityId !== null && identityId === reporter.identityId) ||
    (personId !== null && personId === reporter.personId)
  )
}

/**
 * Asks the reporter about a result, below it where it was told; a person at most `policy.feedback.perDay` times a day.
 * The question is kept like a card, so that it says what was answered and its buttons go.
 */
export async function askFeedback(
  notice: Notice & { template: 'ask_rating' | 'ask_recheck' },
  ticket: Ticket,
  { app, view, draft, now }: DraftContext,
): Promise<void> {
  const [conversation] = await recipients(app.store, view.town, ticket, notice.to)
  const who = whoReported(ticket)
  if (!conversation || who === null || !isTheirs(conversation, ticket)) return
  const slot = await slotFor(app, view, ticket, now)
  if (slot === null) return
  const buttons = new ButtonMaker(app.secret, conversation.id, ticket.id, now)
  const content = noticeMessage(notice, ticket, {
    town: view.town,
    texts: view.texts[localeOf(conversation.language)],
    clock: clockOf(app, now),
    buttons,
    inGroup: conversation.type === 'group',
  })
  const here = (await app.store.cards(ticket.id)).filter((card) => card.conversationId === conversation.id)
  const result = here.find((card) => card.view === `question-${ticket.disputes + 1}`)
  const isSource = conversation.id === ticket.source.conversationId
  const kind = notice.template === 'ask_rating' ? ('rate' as const) : ('recheck' as const)
  const card = {
    id: app.newId(),
    ticketId: ticket.id,
    conversationId: conversation.id,
    view: `${kind}-${ticket.disputes + 1}` as const,
    thread: isSource ? ticket.source.thread : null,
    replyTo: result?.platformId ?? (isSource ? ticket.source.messageId : null),
    content,
  }
  draft.write.audit.push({ actor: who, action: 'feedback.asked', target: slot, data: { ticket: ticket.id } })
  draft.addTokens(buttons.tokens)
  draft.write.cards.push(card)
  draft.card(card)
}
