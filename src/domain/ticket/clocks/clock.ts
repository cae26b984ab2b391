import { isAfter, isBefore } from 'date-fns'
import type { WorkingCalendar } from '../../time/working-calendar.ts'

/** A clock that runs towards a deadline. */
export interface Clock {
  /** When it started; after a pause so much before the end of the pause as it had run before it. */
  from: Date
  due: Date
  /** It runs in working time only; else day and night. */
  working: boolean
}

/** Minutes of the clock's own time between two instants, with fractions; negative when `to` is before `from`. */
export function ownMinutes(calendar: WorkingCalendar, working: boolean, from: Date, to: Date): number {
  return working ? calendar.minutesBetween(from, to) : (to.getTime() - from.getTime()) / 60_000
}

/** `from` plus so many minutes of the clock's own time, which may be negative. */
export function addOwnMinutes(
  calendar: WorkingCalendar,
  working: boolean,
  from: Date,
  minutes: number,
): Date {
  return working
    ? calendar.addMinutes(from, minutes)
    : new Date(from.getTime() + Math.round(minutes * 60_000))
}

/**
 * When `share` (0..1) of the clock's own time is used, to the minute before; null when that is not before its deadline.
 */
export function shareOf(
  calendar: WorkingCalendar,
  { from, due, working }: Clock,
  share: number,
): Date | null {
  const length = ownMinutes(calendar, working, from, due)
  if (length <= 0) return null
  const at = addOwnMinutes(calendar, working, from, Math.floor(length * share))
  return isBefore(at, due) ? at : null
}

/** How a clock stands: in time, at least `APPROACHING` of its own time used, past its deadline. */
export type Bucket = 'on_time' | 'approaching' | 'overdue'

/** From this share of its own time on a deadline is near. */
export const APPROACHING = 0.8

/** The bucket of a clock at a moment. What is done at the very deadline is in time. */
export function bucketOf(calendar: WorkingCalendar, clock: Clock, at: Date): Bucket {
  const { from, due, working } = clock
  if (isAfter(at, due)) return 'overdue'
  const length = ownMinutes(calendar, working, from, due)
  const used = ownMinutes(calendar, working, from, at)
  return used >= length * APPROACHING ? 'approaching' : 'on_time'
}
