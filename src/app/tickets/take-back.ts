import { isConfidential, maySee } from '../../domain/access.ts'
import type { Town } from '../../domain/area/town.ts'
import type { OutgoingMessage } from '../../domain/message.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { CardRow } from '../store-port/cards.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { Texts } from '../texts/index.ts'

/**
 * True while a card may stand where it was sent. It may not in a group once the matter is confidential (an edit can
 * make it so, rule 8), nor with a person who worked on it and has left, or may not see what became confidential.
 */
export function mayStand(card: CardRow, conversation: ConversationRow, ticket: Ticket, town: Town): boolean {
  const confidential = isConfidential(town, ticket.category)
  if (conversation.type === 'group') return !confidential
  if (card.view === 'reporter') return !isOfAnother(conversation, ticket, confidential)
  if (!['department', 'dispatcher', 'whistle', 'mediator'].includes(card.view)) return true
  const { personId } = conversation
  const posts = town.postsByPerson.get(personId ?? '') ?? []
  if (posts.length === 0) return false
  const identityId = conversation.identityId ?? ''
  const must = confidential || card.view === 'mediator'
  return !must || maySee(ticket, { kind: 'account', identityId, personId, name: '', posts }, town)
}

/** Neither said here first, nor in the chat of the first reporter, nor joined from here. */
function isOfAnother({ id, identityId }: ConversationRow, ticket: Ticket, confidential: boolean): boolean {
  if (ticket.source.conversationId === id || ticket.reporter.identityId === identityId) return false
  return confidential || !ticket.joined.some(({ source }) => source.conversationId === id)
}

/** What is left of a card that may not stand any more; `left`: it was of another matter. */
export function takenBack(texts: Texts, left = false): OutgoingMessage {
  return {
    lines: [texts.text(left ? 'card-apart' : 'card-taken-back')],
    tone: 'plain',
    photos: [],
    buttons: [],
  }
}
