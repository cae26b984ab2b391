import { sidesOf } from '../access.ts'
import type { Town } from '../area/town.ts'
import type { Actor, CommandKind, RefusalCode } from './decision.ts'
import { isOpenPart, isWhistled } from './parts.ts'
import { WHISTLERS } from './transition-table.ts'
import type { Ticket } from './types.ts'

/** What is done about a part by hand; the rest comes to it from its parent. */
const ON_PARTS: readonly CommandKind[] = [
  'supply',
  'arrive',
  'dispatch',
  'return',
  'transfer',
  'resolve',
  'urge',
  'note',
  'follow',
  'unfollow',
]
/** What its parent, or its own clock, asks of it. */
const FROM_PARENT: readonly CommandKind[] = ['withdraw', 'dispute', 'correct', 'lead_part', 'timer']
/** What the parts have to do, or what would end the parent while they are at it. */
const BY_PARTS: readonly CommandKind[] = [
  'dispatch',
  'accept',
  'return',
  'transfer',
  'resolve',
  'settled_by_reporter',
  'merge',
  'start',
  'assign',
  'suspend',
]
const CALLS_OFF: readonly CommandKind[] = ['withdraw', 'reject']

/**
 * Why a whistle forbids a command that the table allows: a part follows its parent, and the parent of open parts ends only
 * through them, or by a word of those who may blow a whistle. null when nothing is in the way.
 */
export function partObstacle(
  command: CommandKind,
  ticket: Ticket,
  actor: Actor,
  town: Town,
): RefusalCode | null {
  if (ticket.part) {
    if (ON_PARTS.includes(command)) return null
    return actor.kind === 'system' && FROM_PARENT.includes(command) ? null : 'part_only'
  }
  if (command === 'arrive' || command === 'lead_part') return 'wrong_state'
  if (command === 'part_moved' && !ticket.whistle) return 'wrong_state'
  if (command === 'recall_part' && !ticket.whistle?.parts.some(isOpenPart)) return 'wrong_state'
  if (!isWhistled(ticket)) return null
  if (BY_PARTS.includes(command)) return 'parts_open'
  if (!CALLS_OFF.includes(command) || actor.kind === 'system') return null
  const sides = sidesOf(ticket, actor, town)
  return WHISTLERS.some((who) => sides.has(who)) ? null : 'parts_open'
}
