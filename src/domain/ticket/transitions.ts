import { addDays, addHours, isAfter, parseISO } from 'date-fns'
import { may } from '../access.ts'
import type { Town } from '../area/town.ts'
import type { Actor, CommandKind, RefusalCode } from './decision.ts'
import { mediates } from './mediation/levels.ts'
import { partObstacle } from './part-rules.ts'
import { unready } from './readiness.ts'
import { moveFrom, TRANSITIONS } from './transition-table.ts'
import type { Ticket } from './types.ts'

export { type Move, moveFrom, TRANSITIONS, type Transition, type Who } from './transition-table.ts'

/** A ticket that was closed or taken back may be called not fixed for this long after, hours (as eGov DIGIT does). */
export const REOPEN_HOURS = 72

/** The result may be rated for this long after closing, hours. */
export const RATE_HOURS = 30 * 24

/**
 * False when the command comes too late: 没修好 after its window or the time to answer a recheck, 重新办理 after its own, a
 * rating after a month.
 */
export function inTime(command: CommandKind, ticket: Ticket, now: Date, town: Pick<Town, 'policy'>): boolean {
  if (command === 'reopen') {
    const ended = parseISO(ticket.closedAt ?? ticket.rejectedAt ?? ticket.updatedAt)
    return !isAfter(now, addDays(ended, town.policy.reopen.withinDays))
  }
  if (ticket.closedAt === null || (command !== 'dispute' && command !== 'rate')) return true
  // A part has been closed since its own result; how long it may be called not fixed is counted by its parent.
  if (ticket.part && command === 'dispute') return true
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

/** What only disputes go through. */
const MEDIATION: readonly CommandKind[] = [
  'take_mediation',
  'add_party',
  'plan_round',
  'hold_round',
  'move_up',
  'agree',
  'end_mediation',
  'visit',
]

/** Why the command is none for a matter of this category; null when it is. */
export function unfit(command: CommandKind, { category }: Ticket, town: Town): RefusalCode | null {
  const dispute = mediates(town, category)
  if (MEDIATION.includes(command)) return dispute ? null : 'no_dispute'
  return command === 'resolve' && dispute ? 'through_mediation' : null
}

function isCommandKind(key: string): key is CommandKind {
  return Object.hasOwn(TRANSITIONS, key)
}
/** What comes about by itself, or belongs to one report or to two tickets: never offered for a ticket alone. */
export const NEVER_OFFERED: readonly CommandKind[] = [
  'timer',
  'join',
  'leave',
  'merge',
  'absorb',
  'part_moved',
  'recall_part',
  'lead_part',
]
/** In the order of the table, which is the order of the work. */
const KINDS: readonly CommandKind[] = Object.keys(TRANSITIONS).filter(isCommandKind)

/**
 * The commands this actor may give on this ticket now; buttons are drawn from it.
 * Without `now`, commands that only time has shut are still listed.
 */
export function possibleCommands(ticket: Ticket, actor: Actor, town: Town, now?: Date): CommandKind[] {
  return KINDS.filter((kind) => {
    if (NEVER_OFFERED.includes(kind) || moveFrom(kind, ticket.state) === null) return false
    if (partObstacle(kind, ticket, actor, town) !== null) return false
    if (!applies(kind, ticket) || unfit(kind, ticket, town) !== null) return false
    if (!may(kind, ticket, actor, town) || unready(kind, ticket, actor, town) !== null) return false
    return now === undefined || inTime(kind, ticket, now, town)
  })
}
