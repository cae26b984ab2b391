import {
  addDays,
  addMilliseconds,
  addMonths,
  addWeeks,
  startOfDay,
  startOfMonth,
  startOfWeek,
} from 'date-fns'
import type { Period } from './figures.ts'

export const SPANS = ['day', 'week', 'month'] as const
export type Span = (typeof SPANS)[number]

/** A span of the calendar: the running one, or the one before it. */
export interface Asked {
  span: Span
  last: boolean
}

/** `period` up to and with now for a running span; `days` are its midnights, the last one not after its end. Weeks begin on Monday. */
export function periodOf({ span, last }: Asked, local: Date): { period: Period; days: Date[] } {
  const start = STARTS[span](local)
  const from = last ? STEPS[span](start, -1) : start
  const to = last ? start : addMilliseconds(local, 1)
  const days: Date[] = []
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day)
  return { period: { from: plain(from), to: plain(to) }, days: days.map(plain) }
}

const STARTS: Record<Span, (local: Date) => Date> = {
  day: startOfDay,
  week: (local) => startOfWeek(local, { weekStartsOn: 1 }),
  month: startOfMonth,
}

const STEPS: Record<Span, (date: Date, n: number) => Date> = {
  day: addDays,
  week: addWeeks,
  month: addMonths,
}

/** The same moment without its zone. */
function plain(date: Date): Date {
  return new Date(date.getTime())
}
