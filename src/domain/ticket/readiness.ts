import { addHours, isAfter, parseISO } from 'date-fns'
import { personName } from '../area/posts.ts'
import type { Town } from '../area/town.ts'
import type { Actor, CommandKind, Refusal } from './decision.ts'
import type { Ticket } from './types.ts'

type Unready = Pick<Refusal, 'code' | 'by' | 'limit'>

/** Tickets are followed by at most so many; history holds the list with every change of it. */
export const MOST_FOLLOWERS = 50

export function isFollowing(ticket: Pick<Ticket, 'followers'>, actor: Actor): boolean {
  if (actor.kind === 'system') return false
  return (ticket.followers ?? []).some(({ identityId }) => identityId === actor.identityId)
}

function isAsker({ extension }: Ticket, actor: Actor): boolean {
  return actor.kind === 'account' && actor.personId !== null && extension?.personId === actor.personId
}

function first(by: string | null | undefined): Unready {
  return { code: 'already_done', ...(by ? { by } : {}) }
}

/** Urgings of the last 24 hours. */
export function recentUrges(ticket: Ticket, now: Date): string[] {
  return ticket.urges.filter((at) => isAfter(addHours(parseISO(at), 24), now))
}

/**
 * Why the command does not fit the ticket as it stands, beyond rights and state; null when it does. What the
 * command itself lacks (a reason, a date) is not looked at.
 */
export function unready(kind: CommandKind, ticket: Ticket, actor: Actor, town: Town): Unready | null {
  const { extension, hold } = ticket
  const { policy } = town
  switch (kind) {
    case 'start':
      return ticket.startedAt ? first(personName(town, ticket.handler)) : null
    case 'ask_extension':
      if (extension?.state === 'asked') return first(extension.by)
      return (ticket.extensions ?? 0) >= policy.extension.times
        ? { code: 'enough', limit: policy.extension.times }
        : null
    case 'grant_extension':
    case 'deny_extension':
      if (extension?.state === 'granted' || extension?.state === 'denied') return first(extension.answeredBy)
      if (extension?.state !== 'asked') return { code: 'nothing_asked' }
      return isAsker(ticket, actor) ? { code: 'own_request' } : null
    case 'suspend':
      return (hold?.count ?? 0) >= policy.suspension.times
        ? { code: 'enough', limit: policy.suspension.times }
        : null
    case 'follow':
      if (actor.kind === 'system') return { code: 'not_allowed' }
      if (isFollowing(ticket, actor)) return { code: 'already_done' }
      return (ticket.followers ?? []).length >= MOST_FOLLOWERS
        ? { code: 'enough', limit: MOST_FOLLOWERS }
        : null
    case 'unfollow':
      return isFollowing(ticket, actor) ? null : { code: 'already_done' }
    default:
      return null
  }
}
