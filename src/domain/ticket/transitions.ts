import { addHours, isAfter, parseISO } from 'date-fns'
import { may } from '../access.ts'
import type { Town } from '../area/town.ts'
import type { Actor, CommandKind } from './decision.ts'
import { moveFrom, TRANSITIONS } from './transition-table.ts'
import type { Ticket } from './types.ts'

export { type Move, moveFrom, TRANSITIONS, type Transition, type Who } from './transition-table.ts'

/** A ticket that was closed or taken back may be called not fixed for this long after, hours (as eGov DIGIT does). */
export const REOPEN_HOURS = 72

/** The result may be rated for this long after closing, hours. */
export const RATE_HOURS = 30 * 24

/** False when the command comes too late: 没修好 after the reopen window or the time to answer a recheck, a rating after a month. */
export function inTime(command: CommandKind, ticket: Ticket, now: Date): boolean {
  if (ticket.closedAt === null || (command !== 'dispute' && command !== 'rate')) return true
  const asked = command === 'dispute' && ticket.recheck && !isAfter(now, parseISO(ticket.recheck.until))
  const hours = command === 'dispute' ? REOPEN_HOURS : RATE_HOURS
  return asked === true || !isAfter(now, addHours(parseISO(ticket.closedAt), hours))
}

/** False when what the command answers was not asked, or was answered. */
export function applies(command: CommandKind, ticket: Ticket): boolean {
  const excuses = ticket.excuses ?? []
  switch (command) {
    case 'still_fixed':
      return ticket.recheck?.fixed === false
    case 'ask_excuse':
      return ticket.department !== null
    case 'grant_excuse':
    case 'deny_excuse':
      return excuses.some(({ state }) => state === 'asked')
    default:
      return true
  }
}

function isCommandKind(key: string): key is CommandKind {
  return Object.hasOwn(TRANSITIONS, key)
}
/** What comes about by itself, or belongs to one report or to two tickets: never offered for a ticket alone. */
export const NEVER_OFFERED: readonly CommandKind[] = ['timer', 'join', 'leave', 'merge', 'absorb']
/** In the order of the table, which is the order of the work. */
const KINDS: readonly CommandKind[] = Object.keys(TRANSITIONS).filter(isCommandKind)

/**
 * The commands this actor may give on this ticket now; buttons are drawn from it.
 * Without `now`, commands that only time has shut are still listed.
 */
export function possibleCommands(ticket: Ticket, actor: Actor, town: Town, now?: Date): CommandKind[] {
  return KINDS.filter((kind) => {
    if (NEVER_OFFERED.includes(kind) || moveFrom(kind, ticket.state) === null) return false
    if (!applies(kind, ticket)) return false
    return may(kind, ticket, actor, town) && (now === undefined || inTime(kind, ticket, now))
  })
}
