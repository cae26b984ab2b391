import type { LocalTime, Roster } from '../area/town.ts'
import { dayOf, daysOn, weekdayOf } from './local.ts'

/** One turn of a roster. */
export interface Shift {
  roster: Roster
  start: LocalTime
  /** Not in it any more. */
  end: LocalTime
}

/** The turn of a weekly roster that begins on the day of `local`, if one does. */
function turnOn(roster: Roster, local: LocalTime): Shift | null {
  if (!roster.days?.includes(weekdayOf(local))) return null
  const day = local.slice(0, 10)
  const start = `${day}T${roster.from}`
  const end = `${day}T${roster.to}`
  return { roster, start, end: roster.to > roster.from ? end : daysOn(end, 1) }
}

/** The turns of a roster that touch the time from `from` until before `to`, in order. */
export function shiftsOf(roster: Roster, from: LocalTime, to: LocalTime): Shift[] {
  if (roster.days === null) {
    const { from: start, to: end } = roster
    return start < to && end > from && start < end ? [{ roster, start, end }] : []
  }
  const shifts: Shift[] = []
  // One that began the evening before may still run.
  for (let day = daysOn(dayOf(from), -1); day < to; day = daysOn(day, 1)) {
    const shift = turnOn(roster, day)
    if (shift && shift.start < to && shift.end > from) shifts.push(shift)
  }
  return shifts
}
