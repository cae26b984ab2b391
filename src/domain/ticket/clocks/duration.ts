import { addHours, addMinutes } from 'date-fns'
import type { WorkingCalendar } from '../../time/working-calendar.ts'

/** A length of time as the taxonomy and `policy.yaml` write it. */
export interface Duration {
  /** 1..9999 */
  amount: number
  /** Minutes and hours run day and night; working hours only while people work; working days end with the day's work. */
  unit: 'm' | 'h' | 'wh' | 'wd'
}

/** Reads `30m`, `4h`, `4wh` or `3wd`; null for anything else. */
export function parseDuration(text: string): Duration | null {
  const match = /^([1-9]\d{0,3})(m|h|wh|wd)$/.exec(text)
  const unit = match?.[2]
  if (unit !== 'm' && unit !== 'h' && unit !== 'wh' && unit !== 'wd') return null
  return { amount: Number(match?.[1]), unit }
}

/** `from` plus a duration: every deadline goes through here. */
export function addTime(calendar: WorkingCalendar, from: Date, { amount, unit }: Duration): Date {
  switch (unit) {
    case 'm':
      return addMinutes(from, amount)
    case 'h':
      return addHours(from, amount)
    case 'wh':
      return calendar.addMinutes(from, amount * 60)
    case 'wd':
      return calendar.addDays(from, amount)
  }
}

/** True for what is counted in working time. */
export function isWorking({ unit }: Duration): boolean {
  return unit === 'wh' || unit === 'wd'
}

/** The same length running day and night: a working day is 24 hours, a working hour an hour. */
export function dayAndNight({ amount, unit }: Duration): Duration {
  if (unit === 'wd') return { amount: amount * 24, unit: 'h' }
  return { amount, unit: unit === 'wh' ? 'h' : unit }
}
