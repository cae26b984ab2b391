import { isDeepStrictEqual } from 'node:util'
import { isConfidential } from '../../domain/access.ts'
import type { OutgoingMessage } from '../../domain/message.ts'
import type { Decision, Notice } from '../../domain/ticket/decision.ts'
import type { Joined, Ticket } from '../../domain/ticket/types.ts'
import { askedByWords, wasAsked } from '../asking/ask.ts'
import { settlePlace } from '../asking/settle.ts'
import { type App, clockOf, type TownView } from '../context.ts'
import { shortNumber } from '../names.ts'
import type { CardRow, LiveView } from '../store-port/cards.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import { localeOf } from '../texts/index.ts'
import { ButtonMaker } from './buttons.ts'
import { cardMessage } from './cards.ts'
import type { Draft } from './draft.ts'
import { noticeMessage } from './notices.ts'
import { dispatcher, recipients } from './recipients.ts'
import { mayStand, takenBack } from './take-back.ts'

export interface EffectContext {
  app: App
  view: TownView
  draft: Draft
  now: Date
}

/** Turns a decision into rows: the ticket and its history, its cards wherever it shows, and what is said besides. */
export async function addEffects(
  before: Ticket | null,
  decision: Extract<Decision, { ok: true }>,
  ctx: EffectContext,
): Promise<void> {
  const { ticket, events, timers, notices } = decision
  if (events.length === 0) return
  const { write } = ctx.draft
  write.tickets.push({
    ticket,
    before: before?.version ?? 0,
    events,
    timers: timers.map((t) => ({ ...t, id: ctx.app.newId() })),
    reassigned: before?.department !== ticket.department || before?.handler !== ticket.handler,
  })
  const all = before ? await ctx.app.store.cards(ticket.id) : []
  const cards = all.filter(isLive)
  await addCards(ticket, all, ctx)
  await takeBack(ticket, all, ctx)
  if (ticket.state !== 'resolved') closeQuestions(all, ctx)
  await settlePlace(before, ticket, ctx)
  for (const notice of notices) await addNotice(notice, ticket, cards, ctx)
}

function photosWithText(app: App, conversation: ConversationRow): number {
  return app.channels.find(conversation.channel, conversation.account)?.capabilities.photosWithText ?? 1
}

interface Wanted {
  conversation: ConversationRow
  view: LiveView
  replyTo: string | null
  thread: string | null
}

/** Where a ticket shows: where it was said, the department that has it, the dispatcher while nobody has. */
async function wanted(
  ticket: Ticket,
  cards: readonly LiveCard[],
  { app, view }: EffectContext,
): Promise<Wanted[]> {
  const { store } = app
  const list: Wanted[] = []
  const confidential = isConfidential(view.town, ticket.category)
  const add = (
    conversation: ConversationRow,
    v: LiveView,
    replyTo: string | null = null,
    thread: string | null = null,
  ) => {
    // A chat that is gone is not written to; one with a confidential matter is never a group (rule 8).
    if (conversation.status !== 'active' || (confidential && conversation.type === 'group')) return
    if (!list.some((w) => w.conversation.id === conversation.id))
      list.push({ conversation, view: v, replyTo, thread })
  }
  const { source } = ticket
  if (source.kind === 'dm' || !confidential) {
    const conversation = await store.conversation(source.conversationId)
    const v = source.kind === 'dm' ? 'reporter' : 'group'
    if (conversation) add(conversation, v, source.messageId, source.thread)
  }
  for (const { source: told } of confidential ? [] : ticket.joined) {
    const own = told.kind === 'dm' ? await store.conversation(told.conversationId) : null
    if (own) add(own, 'reporter', told.messageId)
  }
  if (confidential && source.kind === 'group' && ticket.reporter.identityId) {
    const own = await store.identityConversation(ticket.reporter.identityId)
    if (own) add(own, 'reporter')
  }
  if (ticket.department) {
    const to = { kind: 'department', department: ticket.department } as const
    for (const c of await recipients(store, view.town, ticket, to)) add(c, 'department')
  } else if (ticket.state === 'new' && !confidential) {
    for (const c of await dispatcher(store, view.town, ticket)) add(c, 'dispatcher')
  }
  for (const card of cards) {
    if (list.some((w) => w.conversation.id === card.conversationId)) continue
    const conversation = await store.conversation(card.conversationId)
    if (conversation && mayStand(card, conversation, ticket, view.town)) add(conversation, card.view)
  }
  return list
}

type LiveCard = CardRow & { view: LiveView }

function isLive(card: CardRow): card is LiveCard {
  return card.view !== 'ask' && !card.view.startsWith('question')
}

/** A question that was answered, or that the ticket has left behind, loses its buttons. */
function closeQuestions(cards: readonly CardRow[], { draft }: EffectContext): void {
  for (const card of cards) {
    const taken = draft.write.cards.some((c) => c.id === card.id)
    if (taken || !card.view.startsWith('question') || card.content.buttons.length === 0) continue
    const closed = { ...card, thread: null, replyTo: null, content: { ...card.content, buttons: [] } }
    draft.write.cards.push(closed)
    draft.card(closed)
  }
}

/** Cards that may not stand where they are any more lose all they said; their photos stay, which no platform lets go. */
async function takeBack(ticket: Ticket, cards: readonly CardRow[], ctx: EffectContext): Promise<void> {
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

/** Draws the cards of a ticket wherever it shows; those that read as before are left alone. */
export async function addCards(ticket: Ticket, all: readonly CardRow[], ctx: EffectContext): Promise<void> {
  const cards = all.filter(isLive)
  const { app, draft, view, now } = ctx
  for (const { conversation, view: cardView, replyTo, thread } of await wanted(ticket, cards, ctx)) {
    const known = cards.find((c) => c.conversationId === conversation.id)
    const buttons = new ButtonMaker(app.secret, conversation.id, ticket.id, now)
    const limit = photosWithText(app, conversation)
    const content = cardMessage(cardView, ticket, {
      town: view.town,
      texts: view.texts[localeOf(conversation.language)],
      clock: clockOf(app, now),
      buttons,
      department: conversation.department,
      joinedBy: cardView === 'reporter' ? joinedHere(ticket, conversation) : null,
      photosWithCard: known ? known.content.photos.length : limit,
      inGroup: conversation.type === 'group',
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

/** The report that came from a chat which is not where the ticket began. */
function joinedHere(ticket: Ticket, { id }: Pick<ConversationRow, 'id'>): Joined | null {
  if (ticket.source.conversationId === id) return null
  return ticket.joined.findLast(({ source }) => source.conversationId === id) ?? null
}

/** Photos that do not fit on the department's card go ahead of it. */
function aheadOfCard(
  ticket: Ticket,
  conversation: ConversationRow,
  limit: number,
  { draft, view }: EffectContext,
): void {
  const photos = ticket.photosBefore.slice(limit)
  if (photos.length === 0) return
  const texts = view.texts[localeOf(conversation.language)]
  const text = texts.text('photos-of', { short: shortNumber(ticket.number) })
  const message = { lines: [text], tone: 'plain' as const, photos, buttons: [] }
  draft.say(conversation, message, { photosWithText: photos.length, ticketId: ticket.id })
}

async function addNotice(
  notice: Notice,
  ticket: Ticket,
  cards: readonly CardRow[],
  ctx: EffectContext,
): Promise<void> {
  const { app, view, draft, now } = ctx
  // The group where it was said hears the result; asking the same person in private too would be once too often.
  const heard = notice.to.kind === 'reporter' && ticket.source.kind === 'group'
  if (
    heard &&
    (notice.template === 'result' || notice.template === 'not_fixed') &&
    !isConfidential(view.town, ticket.category)
  )
    return
  for (const conversation of await recipients(app.store, view.town, ticket, notice.to)) {
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
async function mayAskPlace(ticket: Ticket, conversation: ConversationRow, ctx: EffectContext) {
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
  { app, draft }: EffectContext,
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
