import type { WorkingCalendar } from '../../time/working-calendar.ts'
import { addOwnMinutes, type Clock, ownMinutes } from './clock.ts'

/** How far a clock has come: minutes of its own time, with fractions. */
export interface Progress {
  used: number
  /** Negative when it is late. */
  left: number
}

/** How far a clock has come at a moment. */
export function progressOf(calendar: WorkingCalendar, { from, due, working }: Clock, at: Date): Progress {
  return {
    used: ownMinutes(calendar, working, from, at),
    left: ownMinutes(calendar, working, at, due),
  }
}

/** A clock that goes on at a moment with what it had used and left. */
export function resumed(
  calendar: WorkingCalendar,
  { used, left }: Progress,
  working: boolean,
  at: Date,
): Clock {
  return {
    from: addOwnMinutes(calendar, working, at, -used),
    due: addOwnMinutes(calendar, working, at, left),
    working,
  }
}

/** The clock after it stood still from one moment to another: what was left of its own time is left again. */
export function frozen(calendar: WorkingCalendar, clock: Clock, from: Date, until: Date): Clock {
  return resumed(calendar, progressOf(calendar, clock, from), clock.working, until)
}
