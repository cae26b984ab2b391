import { TZDate } from '@date-fns/tz'
import { Policy } from '../../src/domain/area/policy.ts'
import { type WorkingCalendar, workingCalendar } from '../../src/domain/time/working-calendar.ts'

/** `2026-10-01 08:30` of a zone's clock, seconds too if they are given. */
export function local(text: string, zone = 'Asia/Shanghai'): Date {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[- :]/).map(Number)
  return new Date(new TZDate(year, month - 1, day, hour, minute, second, zone).getTime())
}

/** What the zone's clock shows. */
export function shown(at: Date, zone = 'Asia/Shanghai'): string {
  const [date = '', time = ''] = new TZDate(at.getTime(), zone).toISOString().split('T')
  return `${date} ${time.slice(0, 5)}`
}

/** The calendar of a town whose policy has this under `calendar`. */
export function calendarOf(calendar: unknown = {}, zone = 'Asia/Shanghai'): WorkingCalendar {
  return workingCalendar(Policy.parse({ calendar }).calendar, zone)
}
