import { isDeepStrictEqual } from 'node:util'
import type { OutgoingMessage } from '../../domain/message.ts'
import type { Rating, Ticket } from '../../domain/ticket/types.ts'
import type { CardRow } from '../store-port/cards.ts'
import { localeOf, type Texts } from '../texts/index.ts'
import type { DraftContext } from '../tickets/draft.ts'

/** What the first reporter said, whichever account it was. */
function ratingOf({ reporter, ratings }: Ticket): Rating | undefined {
  return (ratings ?? []).find(
    ({ identityId, personId }) =>
      (identityId !== null && identityId === reporter.identityId) ||
      (personId !== null && personId === reporter.personId),
  )
}

/** The question as it reads by now: answered, left behind, or as it was. */
function standing(card: CardRow, ticket: Ticket, texts: Texts): OutgoingMessage {
  const { content } = card
  const [asked = ''] = content.lines
  if (ticket.state !== 'closed') return { ...content, buttons: [] }
  if (card.view.startsWith('recheck-')) return ticket.recheck?.fixed ? { ...content, buttons: [] } : content
  const rating = ratingOf(ticket)
  if (!rating) return content
  const more = rating.value === 'bad' && rating.text === '' ? 'yes' : 'no'
  const line = texts.text('rated-line', { value: texts.text(`rating-${rating.value}`), more })
  return { ...content, lines: [asked, line], buttons: [] }
}

/** Brings the questions about a result up to what was answered. */
export async function followFeedback(
  ticket: Ticket,
  cards: readonly CardRow[],
  { app, view, draft }: DraftContext,
): Promise<void> {
  for (const card of cards) {
    if (!/^(?:rate|recheck)-/.test(card.view) || draft.write.cards.some(({ id }) => id === card.id)) continue
    const conversation = await app.store.conversation(card.conversationId)
    if (!conversation) continue
    const content = standing(card, ticket, view.texts[localeOf(conversation.language)])
    if (isDeepStrictEqual(content, card.content)) continue
    const changed = { ...card, thread: null, replyTo: null, content }
    draft.write.cards.push(changed)
    draft.card(changed)
  }
}
