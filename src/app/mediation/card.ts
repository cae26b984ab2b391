import { maySee } from '../../domain/access.ts'
import type { Town } from '../../domain/area/town.ts'
import type { Button } from '../../domain/message.ts'
import { levelAbove, mediates, roundsLeft } from '../../domain/ticket/mediation/levels.ts'
import { candidates, inCharge } from '../../domain/ticket/mediation/mediators.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { Store } from '../store-port/store.ts'
import type { Action } from '../tickets/buttons.ts'

/** Mediators asked at once to take a dispute on. */
const MOST_ASKED = 6

/** The persons in whose private chats a dispute shows as theirs to mediate: those in charge, else those who are asked. */
function mediatorsShown(town: Town, ticket: Ticket): string[] {
  const working = ticket.state === 'dispatched' || ticket.state === 'accepted'
  if (!working || !mediates(town, ticket.category)) return []
  const own = inCharge(town, ticket)
  const asked = own.length > 0 ? own : candidates(town, ticket).map((post) => post.personId)
  return asked.slice(0, MOST_ASKED).filter((personId) => {
    const posts = town.postsByPerson.get(personId) ?? []
    return maySee(ticket, { kind: 'account', identityId: '', personId, name: '', posts }, town)
  })
}

/** Their private chats. Whoever has none reads it in the chat of the department, and finds it by /mediation. */
export async function mediatorChats(
  find: Pick<Store, 'personConversations'>,
  town: Town,
  ticket: Ticket,
): Promise<ConversationRow[]> {
  const chats: ConversationRow[] = []
  for (const personId of mediatorsShown(town, ticket)) {
    const chat = (await find.personConversations(personId))[0]
    if (chat?.type === 'dm') chats.push(chat)
  }
  return chats
}

/** What the person of a private chat is for the mediation. */
export function mediatesHere(
  town: Town,
  ticket: Ticket,
  { type, personId }: Pick<ConversationRow, 'type' | 'personId'>,
): 'in_charge' | 'may_take' | null {
  if (type !== 'dm' || personId === null || !mediates(town, ticket.category)) return null
  const own = inCharge(town, ticket)
  if (own.includes(personId)) return 'in_charge'
  return own.length === 0 && candidates(town, ticket).some((post) => post.personId === personId)
    ? 'may_take'
    : null
}

/** Buttons of whoever mediates, or may take it on. */
export function mediatorButtons(
  ticket: Ticket,
  town: Town,
  mediating: 'in_charge' | 'may_take' | null,
  button: (action: Action, key: string) => Button,
): Button[][] {
  if (ticket.state !== 'dispatched' && ticket.state !== 'accepted') return []
  if (mediating === 'may_take') return [[button('mediate_take', 'button-mediate-take')]]
  if (mediating !== 'in_charge') return []
  const rounds = roundsLeft(town, ticket) > 0
  const up = levelAbove(town, ticket) !== null
  return [
    rounds
      ? [button('mediate_plan', 'button-mediate-plan'), button('mediate_hold', 'button-mediate-hold')]
      : [],
    [
      button('mediate_agree', 'button-mediate-agree'),
      up ? button('mediate_up', 'button-mediate-up') : button('mediate_court', 'button-mediate-court'),
    ],
    [button('mediate_parties', 'button-mediate-parties')],
  ]
}
