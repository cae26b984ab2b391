import { TZDate } from '@date-fns/tz'
import { addDays, addMonths, format, min, startOfMonth, subMonths } from 'date-fns'
import type { Period } from '../../domain/scores/period.ts'
import type { Clock } from '../texts/time.ts'

/** `2026-11` */
export type Month = string

const NAMED =
  /(?:(\d{4})\s*[-年./])?\s*(1[0-2]|0?[1-9])\s*月份?|(\d{4})-(1[0-2]|0[1-9])|(上个?月|last month)|(本月|这个?月|当月|this month)/i

/** The month of the town's clock, `back` months ago. */
export function monthAt({ now, zone }: Clock, back = 0): Month {
  return format(subMonths(startOfMonth(new TZDate(now.getTime(), zone)), back), 'yyyy-MM')
}

/** A month in words and what is left without it: 上个月, 7月, 2026-07; a month without a year is the last one of that name. */
export function findMonth(words: string, clock: Clock): { month: Month | null; rest: string } {
  const found = NAMED.exec(words)
  if (!found) return { month: null, rest: words }
  const [all, year, named, isoYear, isoMonth, last, current] = found
  const rest = `${words.slice(0, found.index)} ${words.slice(found.index + all.length)}`.trim()
  if (last) return { month: monthAt(clock, 1), rest }
  if (current) return { month: monthAt(clock), rest }
  const number = (named ?? isoMonth ?? '').padStart(2, '0')
  const told = year ?? isoYear
  if (told) return { month: `${told}-${number}`, rest }
  const today = monthAt(clock)
  const thisYear = Number(today.slice(0, 4))
  const month = `${thisYear}-${number}`
  return { month: month <= today ? month : `${thisYear - 1}-${number}`, rest }
}

/**
 * A month of the town's clock, looked at as it stood `settleDays` after its end, or now. null for a month that has not
 * begun, or is none.
 */
export function periodOf(month: Month, { now, zone }: Clock, settleDays: number): Period | null {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  if (!year || !number) return null
  const from = new TZDate(Number(year), Number(number) - 1, 1, zone)
  const to = addMonths(from, 1)
  if (from > now) return null
  const asOf = min([addDays(to, settleDays), now])
  return { from: plain(from), to: plain(to), asOf: plain(asOf) }
}

function plain(date: Date): Date {
  return new Date(date.getTime())
}
