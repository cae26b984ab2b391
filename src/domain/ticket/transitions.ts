import { addDays, addHours, isAfter, parseISO } from 'date-fns'
import { may } from '../access.ts'
import type { Town } from '../area/town.ts'
import type { Actor, CommandKind } from './decision.ts'
import { partObstacle } from './part-rules.ts'
import { unready } from './readiness.ts'
import { moveFrom, TRANSITIONS } from './transition-table.ts'
import type { Ticket } from './types.ts'

export { type Move, moveFrom, TRANSITIONS, type Transition, type Who } from './transition-table.ts'

/** A ticket that was closed or taken back may be called not fixed for this long after, hours (as eGov DIGIT does). */
export const REOPEN_HOURS = 72

/** False when the command comes too late: 没修好 and 重新办理 after their windows. */
export function inTime(command: CommandKind, ticket: Ticket, now: Date, town: Pick<Town, 'policy'>): boolean {
  if (command === 'reopen') {
    const ended = parseISO(ticket.closedAt ?? ticket.rejectedAt ?? ticket.updatedAt)
    return !isAfter(now, addDays(ended, town.policy.reopen.withinDays))
  }
  // A part has been closed since its own result; how long it may be called not fixed is counted by its parent.
  if (command !== 'dispute' || ticket.closedAt === null || ticket.part) return true
  return !isAfter(now, addHours(parseISO(ticket.closedAt), REOPEN_HOURS))
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
    if (!may(kind, ticket, actor, town) || unready(kind, ticket, actor, town) !== null) return false
    return now === undefined || inTime(kind, ticket, now, town)
  })
}
