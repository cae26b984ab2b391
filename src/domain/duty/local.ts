import { TZDate } from '@date-fns/tz'
import { addDays, addMinutes, format, isValid, parseISO } from 'date-fns'
import type { LocalTime, Town } from '../area/town.ts'

/** The town's clock at a moment, as text that sorts by time. */
export function localTime(town: Pick<Town, 'zone'>, at: Date): LocalTime {
  return format(new TZDate(at.getTime(), town.zone), "yyyy-MM-dd'T'HH:mm")
}

/** The moment at which the town's clock shows that time. */
export function momentOf(town: Pick<Town, 'zone'>, local: LocalTime): Date {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = local.split(/[-T:]/).map(Number)
  return new Date(new TZDate(year, month - 1, day, hour, minute, 0, 0, town.zone).getTime())
}

/** Local times are counted as if they were UTC: no step of a clock in between. */
const floating = (local: LocalTime) => parseISO(`${local}:00.000Z`)
const written = (date: Date): LocalTime => date.toISOString().slice(0, 16)

/** False for 31 February, and for anything that is no local time. */
export function isLocalTime(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) && isValid(floating(text)) && written(floating(text)) === text
  )
}

/** The same hour that many days on. */
export function daysOn(local: LocalTime, days: number): LocalTime {
  return written(addDays(floating(local), days))
}

export function minutesOn(local: LocalTime, minutes: number): LocalTime {
  return written(addMinutes(floating(local), minutes))
}

/** Midnight at the beginning of that day. */
export function dayOf(local: LocalTime): LocalTime {
  return `${local.slice(0, 10)}T00:00`
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(local: LocalTime): number {
  return floating(local).getUTCDay() || 7
}
