import { TZDate } from '@date-fns/tz'
import { addMinutes, isBefore, subMinutes } from 'date-fns'
import { isQuietTime, quietEnds } from '../area/quiet.ts'
import type { Town } from '../area/town.ts'
import type { Ticket } from './types.ts'

/** What may wait for the morning: nobody is woken for it. */
export function canWait({ urgency }: Pick<Ticket, 'urgency'>): boolean {
  return urgency === 'low' || urgency === 'normal'
}

/** When the quiet hours end; null when it is not quiet. */
export function quietUntil(town: Town, at: Date): Date | null {
  const local = new TZDate(at.getTime(), town.zone)
  if (!isQuietTime(local, town.policy.quiet)) return null
  return new Date(quietEnds(local, town.policy.quiet).getTime())
}

/** When a step that is only for working hours may be taken; null: now. */
export function offHoursUntil({ calendar }: Pick<Town, 'calendar'>, at: Date): Date | null {
  return calendar.isOpen(at) ? null : calendar.nextOpen(at)
}

/** Minutes of the clock between two moments that count as time over the deadline; the calendar may count fewer. */
export function elapsedMinutes(_town: Town, from: Date, to: Date): number {
  return isBefore(to, from) ? 0 : Math.floor((to.getTime() - from.getTime()) / 60_000)
}

/** When what gathers in the first minutes of the morning is said together; null where it is not that time. */
export function morningRound(town: Town, at: Date): Date | null {
  const { morningMinutes } = town.policy.reminders
  const before = subMinutes(at, morningMinutes)
  const ended = quietUntil(town, before)
  if (quietUntil(town, at) !== null || ended === null) return null
  return addMinutes(ended, morningMinutes)
}
