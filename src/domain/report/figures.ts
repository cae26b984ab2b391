import { isAfter, isBefore, parseISO } from 'date-fns'
import { minutesOverdue } from '../ticket/status.ts'
import type { Ticket } from '../ticket/types.ts'

/** From the first moment on, before `to`. */
export interface Period {
  from: Date
  to: Date
}

/** What a report counts of some tickets. */
export interface Figures {
  /** Reported in the period; what was taken back or put into another ticket is no matter of its own. */
  opened: number
  /** Resolved in the period, and not found unfixed since. */
  resolved: number
  /** Put on file in the period. */
  closed: number
  /** Past the deadline that counts at `now`, whenever they were reported. */
  overdue: number
  /** Of `resolved`: those that had a deadline. */
  rated: number
  /** Of `rated`: by the deadline. */
  onTime: number
}

const NO_MATTER: readonly Ticket['state'][] = ['withdrawn', 'merged']

export function isIn(iso: string | null, { from, to }: Period): boolean {
  if (iso === null) return false
  const at = parseISO(iso)
  return !isBefore(at, from) && isBefore(at, to)
}

function inTime({ resolvedAt, resolveDue }: Ticket): boolean {
  return resolvedAt !== null && resolveDue !== null && !isAfter(parseISO(resolvedAt), parseISO(resolveDue))
}

/** Counts tickets; the caller leaves out what the asker may not see. */
export function figuresOf(tickets: readonly Ticket[], period: Period, now: Date): Figures {
  const resolved = tickets.filter((t) => isIn(t.resolvedAt, period))
  const rated = resolved.filter((t) => t.resolveDue !== null)
  return {
    opened: tickets.filter((t) => isIn(t.openedAt, period) && !NO_MATTER.includes(t.state)).length,
    resolved: resolved.length,
    closed: tickets.filter((t) => t.state === 'closed' && isIn(t.closedAt, period)).length,
    overdue: tickets.filter((t) => minutesOverdue(t, now) > 0).length,
    rated: rated.length,
    onTime: rated.filter(inTime).length,
  }
}

/** Whole per cent of what was resolved by its deadline; null when nothing had one. Never 100 while one was late. */
export function onTimeRate({ rated, onTime }: Pick<Figures, 'rated' | 'onTime'>): number | null {
  return rated === 0 ? null : Math.floor((100 * onTime) / rated)
}
