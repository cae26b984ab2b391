import { TZDate } from '@date-fns/tz'
import { differenceInCalendarDays, format } from 'date-fns'
import type { Texts } from './index.ts'

export interface Clock {
  now: Date
  /** IANA zone of the town. */
  zone: string
}

/** A time as people say it: 今天 18:30, 明天 9:00, 周五 17:00, 12月3日 9:00. */
export function sayTime(iso: string | Date, texts: Texts, { now, zone }: Clock): string {
  const at = new TZDate(new Date(iso).getTime(), zone)
  const today = new TZDate(now.getTime(), zone)
  const time = format(at, 'H:mm')
  const days = differenceInCalendarDays(at, today)
  if (days === 0) return texts.text('time-today', { time })
  if (days === 1) return texts.text('time-tomorrow', { time })
  if (days === -1) return texts.text('time-yesterday', { time })
  if (days > 1 && days < 7) {
    const weekday = new Intl.DateTimeFormat(texts.locale, { weekday: 'short', timeZone: zone }).format(at)
    return texts.text('time-weekday', { weekday, time })
  }
  return texts.text('time-date', { month: at.getMonth() + 1, day: at.getDate(), time })
}

/** Only the hour of something that was today, else as `sayTime`. */
export function sayPast(iso: string | Date, texts: Texts, clock: Clock): string {
  const at = new TZDate(new Date(iso).getTime(), clock.zone)
  const today = new TZDate(clock.now.getTime(), clock.zone)
  return differenceInCalendarDays(at, today) === 0 ? format(at, 'H:mm') : sayTime(iso, texts, clock)
}

/** Minutes as people say them: 12 分钟, 1.5 小时, 3 小时, 2 天. */
export function sayDuration(minutes: number, texts: Texts): string {
  if (minutes < 90) return texts.text('duration-minutes', { n: Math.max(1, Math.round(minutes)) })
  if (minutes < 36 * 60) return texts.text('duration-hours', { n: half(minutes / 60) })
  return texts.text('duration-days', { n: half(minutes / 1440) })
}

/** To the half while it matters: an hour and a half said as two would promise too much. */
function half(n: number): number {
  return n < 10 ? Math.round(n * 2) / 2 : Math.round(n)
}
