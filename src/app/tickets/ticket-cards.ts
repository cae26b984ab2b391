import { isDeepStrictEqual } from 'node:util'
import { isConfidential } from '../../domain/access.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { clockOf } from '../context.ts'
import { mediatesHere } from '../mediation/card.ts'
import { privateWords } from '../mediation/private-words.ts'
import { shortNumber } from '../names.ts'
import type { CardRow } from '../store-port/cards.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import { localeOf } from '../texts/index.ts'
import { ButtonMaker } from './buttons.ts'
import { cardMessage } from './cards.ts'
import type { DraftContext } from './draft.ts'
import { isQuiet } from './secrecy.ts'
import { mayStand, takenBack } from './take-back.ts'
import { isLive, joinedHere, photosWithText, whereShown } from './where-shown.ts'

/** Draws the cards of a ticket wherever it shows; those that read as before are left alone. */
export async function addCards(ticket: Ticket, all: readonly CardRow[], ctx: DraftContext): Promise<void> {
  const cards = all.filter(isLive)
  const { app, draft, view, now } = ctx
  for (const { conversation, view: cardView, replyTo, thread } of await whereShown(ticket, cards, ctx)) {
    const known = cards.find((c) => c.conversationId === conversation.id)
    const buttons = new ButtonMaker(app.secret, conversation.id, ticket.id, now)
    const limit = photosWithText(app, conversation)
    const mediates = mediatesHere(view.town, ticket, conversation)
    const content = cardMessage(cardView, ticket, {
      town: view.town,
      texts: view.texts[localeOf(conversation.language)],
      clock: clockOf(app, now),
      buttons,
      department: conversation.department,
      joinedBy: cardView === 'reporter' ? joinedHere(ticket, conversation) : null,
      photosWithCard: known ? known.content.photos.length : limit,
      inGroup: conversation.type === 'group',
      mediates,
      ...(mediates === 'in_charge'
        ? { mediationWords: await privateWords(app.store, draft, ticket.id) }
        : {}),
    })
    if (known && isDeepStrictEqual(JSON.parse(JSON.stringify(content)), known.content)) continue
    draft.addTokens(buttons.tokens)
    const card = {
      id: known?.id ?? app.newId(),
      ticketId: ticket.id,
      conversationId: conversation.id,
      view: cardView,
      thread,
      replyTo,
      content,
    }
    if (!known && cardView === 'department') aheadOfCard(ticket, conversation, limit, ctx)
    draft.write.cards.push(card)
    draft.card(card)
  }
}

/** Photos that do not fit on the department's card go ahead of it. */
function aheadOfCard(
  ticket: Ticket,
  conversation: ConversationRow,
  limit: number,
  { draft, view }: DraftContext,
): void {
  const photos = ticket.photosBefore.slice(limit)
  if (photos.length === 0 || isQuiet(ticket, conversation.type === 'group')) return
  const texts = view.texts[localeOf(conversation.language)]
  const text = texts.text('photos-of', { short: shortNumber(ticket.number) })
  const message = { lines: [text], tone: 'plain' as const, photos, buttons: [] }
  draft.say(conversation, message, { photosWithText: photos.length, ticketId: ticket.id })
}

/** Cards that may not stand where they are any more lose all they said; their photos stay, which no platform lets go. */
export async function takeBack(ticket: Ticket, cards: readonly CardRow[], ctx: DraftContext): Promise<void> {
  const { app, draft, view } = ctx
  for (const card of cards) {
    const conversation = await app.store.conversation(card.conversationId)
    if (!conversation || mayStand(card, conversation, ticket, view.town)) continue
    const left = card.view === 'reporter' && !isConfidential(view.town, ticket.category)
    const content = takenBack(view.texts[localeOf(conversation.language)], left)
    if (isDeepStrictEqual(card.content, content)) continue
    const back = { ...card, thread: null, replyTo: null, content }
    draft.write.cards.push(back)
    draft.card(back)
  }
}

/** A question that was answered, or that the ticket has left behind, loses its buttons. */
export function closeQuestions(cards: readonly CardRow[], { draft }: DraftContext): void {
  for (const card of cards) {
    const taken = draft.write.cards.some((c) => c.id === card.id)
    if (taken || !card.view.startsWith('question') || card.content.buttons.length === 0) continue
    const closed = { ...card, thread: null, replyTo: null, content: { ...card.content, buttons: [] } }
    draft.write.cards.push(closed)
    draft.card(closed)
  }
}
