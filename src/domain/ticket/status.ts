import { compareAsc, differenceInMinutes, isBefore, parseISO } from 'date-fns'
import { type Area, isWithin, lineage, type Town } from '../area/town.ts'
import type { Ticket, TicketState } from './types.ts'
import { URGENCIES } from './urgency.ts'

const IN_HAND: readonly TicketState[] = ['new', 'needs_info', 'dispatched', 'accepted', 'suspended']
const SETTLED: readonly TicketState[] = ['closed', 'rejected', 'withdrawn', 'merged']

/** True until it is closed, rejected, withdrawn or merged. */
export function isOpen(ticket: Pick<Ticket, 'state'>): boolean {
  return !SETTLED.includes(ticket.state)
}

/** True while somebody still has to do something about the matter itself. */
export function isInHand(ticket: Pick<Ticket, 'state'>): boolean {
  return IN_HAND.includes(ticket.state)
}

/** The deadline that counts now: to accept, then to resolve; null when none runs. */
export function currentDue(ticket: Ticket): Date | null {
  const { state, acceptDue, resolveDue } = ticket
  if (state !== 'new' && state !== 'dispatched' && state !== 'accepted') return null
  const dues = [state === 'accepted' ? null : acceptDue, resolveDue].filter((due) => due !== null)
  return dues.map((due) => parseISO(due)).sort(compareAsc)[0] ?? null
}

/** Minutes past the deadline that counts now; 0 when in time. */
export function minutesOverdue(ticket: Ticket, now: Date): number {
  const due = currentDue(ticket)
  return due && isBefore(due, now) ? Math.max(1, differenceInMinutes(now, due)) : 0
}

export interface AreaCount {
  area: string
  name: string
  /** Still to be done. */
  open: number
  overdue: number
}

/** What `/status` says of an area. */
export interface Status extends AreaCount {
  /** Resolved, waiting for the reporter's word. */
  unconfirmed: number
  /** Resolved since `dayStart`, whether closed since or not. */
  resolvedToday: number
  /** Those still to be done, the worst first: the most overdue, then the most urgent, then the oldest. */
  worst: { ticket: Ticket; minutesOverdue: number }[]
  /** One line for each area directly below that has any, the worst first. */
  below: AreaCount[]
}

/** Orders tickets for a list: the most overdue first, then urgency, then age. */
export function worstFirst(now: Date): (a: Ticket, b: Ticket) => number {
  return (a, b) =>
    minutesOverdue(b, now) - minutesOverdue(a, now) ||
    URGENCIES.indexOf(b.urgency) - URGENCIES.indexOf(a.urgency) ||
    compareAsc(parseISO(a.openedAt), parseISO(b.openedAt)) ||
    (a.number < b.number ? -1 : 1)
}

function count(area: Area, tickets: readonly Ticket[], now: Date): AreaCount {
  const open = tickets.filter(isInHand)
  const overdue = open.filter((t) => minutesOverdue(t, now) > 0)
  return { area: area.code, name: area.name, open: open.length, overdue: overdue.length }
}

/** Which area directly below `area` a place lies in; null when it is `area` itself. */
function childOf(town: Town, area: string, place: string): string | null {
  const line = lineage(town, place).map((a) => a.code)
  return line[line.indexOf(area) - 1] ?? null
}

/**
 * The standing of an area (the whole town when the code is unknown), from tickets that may lie anywhere. The caller
 * leaves out what the asker may not see (`maySee`).
 */
export function statusOf(
  town: Town,
  code: string,
  tickets: readonly Ticket[],
  times: { now: Date /** Midnight before `now` at the town's place. */; dayStart: Date },
): Status {
  const { now, dayStart } = times
  const area = town.areaByCode.get(code) ?? town.areaByCode.get(town.top)
  if (!area) throw new Error('town has no top area')
  // Parts of a whistle are its departments' work on one matter, which is counted once.
  const here = tickets.filter((t) => !t.part && isWithin(town, t.area, area.code))
  const resolvedToday = here.filter((t) => t.resolvedAt && !isBefore(parseISO(t.resolvedAt), dayStart))
  const below = (town.childrenOf.get(area.code) ?? []).map((child) => {
    const inside = here.filter((t) => childOf(town, area.code, t.area) === child.code)
    return count(child, inside, now)
  })
  return {
    ...count(area, here, now),
    unconfirmed: here.filter((t) => t.state === 'resolved').length,
    resolvedToday: resolvedToday.length,
    worst: here
      .filter(isInHand)
      .sort(worstFirst(now))
      .map((ticket) => ({ ticket, minutesOverdue: minutesOverdue(ticket, now) })),
    below: below
      .filter((child) => child.open > 0)
      .sort((a, b) => b.overdue - a.overdue || b.open - a.open || (a.area < b.area ? -1 : 1)),
  }
}
