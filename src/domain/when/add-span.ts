import { addMinutes } from 'date-fns'
import { addTime } from '../ticket/clocks.ts'
import type { WorkingCalendar } from '../time/working-calendar.ts'
import type { Span, When } from './read-when.ts'

const MINUTES: Record<Exclude<Span['unit'], 'wd' | 'wh'>, number> = { m: 1, h: 60, d: 24 * 60 }

/** When it is, a length of time being counted from `from`. Half a working day counts as a whole one. */
export function whenFrom(when: When, from: Date, calendar: WorkingCalendar): Date {
  if (when.kind === 'at') return when.at
  const { amount, unit } = when.span
  if (unit === 'wd' || unit === 'wh') return addTime(calendar, from, { amount: Math.ceil(amount), unit })
  return addMinutes(from, Math.round(amount * MINUTES[unit]))
}
