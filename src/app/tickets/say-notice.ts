import { isConfidential } from '../../domain/access.ts'
import type { OutgoingMessage } from '../../domain/message.ts'
import type { Notice } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { askedByWords, wasAsked } from '../asking/ask.ts'
import { addCall } from '../calls/add.ts'
import { clockOf } from '../context.ts'
import { askFeedback } from '../feedback/ask.ts'
import { shortNumber } from '../names.ts'
import { isHeld, isReminder } from '../reminders/hold.ts'
import type { CardRow } from '../store-port/cards.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import { localeOf } from '../texts/index.ts'
import { ButtonMaker } from './buttons.ts'
import type { DraftContext } from './draft.ts'
import { noticeMessage } from './notices.ts'
import { recipients } from './recipients.ts'
import { joinedHere, photosWithText } from './where-shown.ts'

/** Where a group heard it from the same bot, the reporter is not told again in private. */
const ONCE: readonly Notice['template'][] = ['result', 'not_fixed', 'suspended', 'reopened']

/** Tells a notice to whom it is for. */
export async function addNotice(
  notice: Notice,
  ticket: Ticket,
  cards: readonly CardRow[],
  ctx: DraftContext,
): Promise<void> {
  const { app, view, draft, now } = ctx
  const { template } = notice
  if (template === 'ask_rating' || template === 'ask_recheck')
    return askFeedback({ ...notice, template }, ticket, ctx)
  if (notice.to.kind === 'webhook') return addCall(notice, notice.to.name, ticket, ctx)
  // The group where it was said hears the result; asking the same person in private too would be once too often.
  const heard = notice.to.kind === 'reporter' && ticket.source.kind === 'group'
  if (heard && ONCE.includes(notice.template) && !isConfidential(view.town, ticket.category)) return
  for (const conversation of await recipients(app.store, view.town, ticket, notice.to)) {
    if (isReminder(notice) && (await isHeld(notice, ticket, conversation, ctx))) continue
    const texts = view.texts[localeOf(conversation.language)]
    const buttons = new ButtonMaker(app.secret, conversation.id, ticket.id, now)
    const message = noticeMessage(notice, ticket, {
      town: view.town,
      texts,
      clock: clockOf(app, now),
      buttons,
      inGroup: conversation.type === 'group',
    })
    if (notice.template === 'ask_place' && !(await mayAskPlace(ticket, conversation, ctx))) continue
    draft.addTokens(buttons.tokens)
    const isSource = conversation.id === ticket.source.conversationId
    const card = cards.find((c) => c.conversationId === conversation.id)
    const said = isSource
      ? ticket.source
      : notice.to.kind === 'joined'
        ? joinedHere(ticket, conversation)?.source
        : undefined
    const place = {
      ticketId: ticket.id,
      replyTo: said ? said.messageId : (card?.platformId ?? null),
      thread: said?.thread ?? null,
    }
    const short = shortNumber(ticket.number)
    const limit = photosWithText(app, conversation)
    if (notice.template === 'result' || notice.template === 'result_joined') {
      const both = ticket.photosBefore.length > 0 && ticket.photosAfter.length > 0
      const caption = texts.text(both ? 'result-photos' : 'result-photo-after', { short })
      ask(conversation, message, { ...place, limit, caption, asked: ticket.disputes + 1 }, ctx)
    } else {
      const photoCaption = texts.text('photos-of', { short })
      draft.say(conversation, message, { ...place, photosWithText: limit, photoCaption })
    }
  }
}

/**
 * The words that come next may tell the place in any case; asked is once per report. The question itself is the message
 * that is said, so that it can ask for a location where the platform has a button for that.
 */
async function mayAskPlace(ticket: Ticket, conversation: ConversationRow, ctx: DraftContext) {
  const { draft, now, app } = ctx
  const { identityId } = ticket.reporter
  const { conversationId, messageId } = ticket.source
  if (identityId !== null)
    draft.wait({ conversationId: conversation.id, identityId, ticketId: ticket.id }, 'place', now)
  if (messageId === null) return true
  const about = { conversationId, messageId }
  if (await wasAsked(ctx, about)) return false
  draft.write.questions.push({
    question: askedByWords(app.newId(), about, ticket, conversation.id, now),
    before: null,
  })
  return true
}

/** The question at the end is kept like a card, so that its buttons go once it is answered. */
function ask(
  conversation: ConversationRow,
  message: OutgoingMessage,
  place: {
    ticketId: string
    replyTo: string | null
    thread: string | null
    limit: number
    caption: string
    asked: number
  },
  { app, draft }: DraftContext,
): void {
  const { ticketId, replyTo, thread, limit, caption, asked } = place
  const apart = message.photos.length > limit
  if (apart) {
    const photos = { lines: [caption], tone: 'plain' as const, photos: message.photos, buttons: [] }
    draft.say(conversation, photos, { ticketId, replyTo, thread, photosWithText: message.photos.length })
  }
  const content = apart ? { ...message, photos: [] } : message
  const question = {
    id: app.newId(),
    ticketId,
    conversationId: conversation.id,
    view: `question-${asked}` as const,
    thread,
    replyTo,
    content,
  }
  draft.write.cards.push(question)
  draft.card(question)
}
