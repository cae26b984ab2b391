import { isConfidential } from '../../domain/access.ts'
import { isWhistled } from '../../domain/ticket/parts.ts'
import type { Joined, Ticket } from '../../domain/ticket/types.ts'
import type { App } from '../context.ts'
import { mediatorChats } from '../mediation/card.ts'
import type { CardRow, LiveView } from '../store-port/cards.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { DraftContext } from './draft.ts'
import { dispatcher, recipients } from './recipients.ts'
import { mayStand } from './take-back.ts'

interface Shown {
  conversation: ConversationRow
  view: LiveView
  replyTo: string | null
  thread: string | null
}

export type LiveCard = CardRow & { view: LiveView }

export function isLive(card: CardRow): card is LiveCard {
  return card.view !== 'ask' && card.view !== 'list' && !/^(?:question|rate|recheck)-/.test(card.view)
}

/** Where a ticket shows: where it was said, the department that has it, the dispatcher while nobody has. */
export async function whereShown(
  ticket: Ticket,
  cards: readonly LiveCard[],
  { app, view }: DraftContext,
): Promise<Shown[]> {
  const { store } = app
  const list: Shown[] = []
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
  // First of all: in a chat with one of those who mediate it reads as theirs to mediate.
  for (const c of await mediatorChats(store, view.town, ticket)) add(c, 'mediator')
  // A part shows with its department: everybody else reads of it on the card of its parent.
  if (!ticket.part) await addTold(ticket, confidential, store, add)
  await addWhistled(ticket, cards, store, add)
  if (ticket.department && !showsByParts(ticket)) {
    const to = { kind: 'department', department: ticket.department } as const
    for (const c of await recipients(store, view.town, ticket, to)) add(c, 'department')
  } else if (ticket.state === 'new') {
    for (const c of await dispatcher(store, view.town, ticket)) add(c, 'dispatcher')
  }
  for (const card of cards) {
    if (list.some((w) => w.conversation.id === card.conversationId)) continue
    const conversation = await store.conversation(card.conversationId)
    if (conversation && mayStand(card, conversation, ticket, view.town)) add(conversation, card.view)
  }
  return list
}

type Add = (c: ConversationRow, v: LiveView, replyTo?: string | null, thread?: string | null) => void

/** Where it was told. */
async function addTold(ticket: Ticket, confidential: boolean, store: App['store'], add: Add): Promise<void> {
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
}

/** Each department called has the card of its part; one that it had before stays. */
function showsByParts(ticket: Ticket): boolean {
  const inHand = ticket.state === 'dispatched' || ticket.state === 'accepted'
  return isWhistled(ticket) || (ticket.whistle !== undefined && !inHand)
}

/** Whoever blew the whistle follows it in private, and where it was blown. */
async function addWhistled(
  { whistle }: Ticket,
  cards: readonly LiveCard[],
  store: App['store'],
  add: Add,
): Promise<void> {
  if (!whistle) return
  const blown = await store.conversation(whistle.chat)
  const own = whistle.by.identityId ? await store.identityConversation(whistle.by.identityId) : null
  for (const chat of [blown, own])
    if (chat) add(chat, cards.find((card) => card.conversationId === chat.id)?.view ?? 'whistle')
}

/** The report that came from a chat which is not where the ticket began. */
export function joinedHere(ticket: Ticket, { id }: Pick<ConversationRow, 'id'>): Joined | null {
  if (ticket.source.conversationId === id) return null
  return ticket.joined.findLast(({ source }) => source.conversationId === id) ?? null
}

/** Photos that the platform of a chat shows together with a text. */
export function photosWithText(app: App, conversation: ConversationRow): number {
  return app.channels.find(conversation.channel, conversation.account)?.capabilities.photosWithText ?? 1
}
