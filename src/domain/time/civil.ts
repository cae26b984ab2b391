import { tzOffset } from '@date-fns/tz'

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

/** A date of the civil calendar as days since 1 January 1970; has no zone. `month` 1..12. */
export function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY
}

/** `2026-10-01` of a day number. */
export function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** Day number of `2026-10-01`; null where the calendar has no such date. */
export function parseDay(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!match) return null
  const day = dayNumber(Number(match[1]), Number(match[2]), Number(match[3]))
  return isoDay(day) === text ? day : null
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

export function yearOf(day: number): number {
  return new Date(day * DAY).getUTCFullYear()
}

/**
 * The instant (milliseconds) at which clocks of the zone show this minute of that day. Where clocks are put forward over
 * it, an instant of the hour around the gap; where they show it twice, one of the two.
 */
export function instantOf(zone: string, day: number, minute: number): number {
  const shown = day * DAY + minute * MINUTE
  const guess = shown - tzOffset(zone, new Date(shown)) * MINUTE
  return shown - tzOffset(zone, new Date(guess)) * MINUTE
}
