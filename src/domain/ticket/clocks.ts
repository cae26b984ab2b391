import { addHours, addMinutes, isBefore } from 'date-fns'
import { headOf } from '../area/responsibility.ts'
import type { Town } from '../area/town.ts'
import { URGENCIES, type Urgency } from './urgency.ts'

/** A length of time as the taxonomy and `policy.yaml` write it. */
export interface Duration {
  /** 1..9999 */
  amount: number
  /** Minutes, hours, working hours, working days. */
  unit: 'm' | 'h' | 'wh' | 'wd'
}

/** Reads `30m`, `4h`, `4wh` or `3wd`; null for anything else. */
export function parseDuration(text: string): Duration | null {
  const match = /^([1-9]\d{0,3})(m|h|wh|wd)$/.exec(text)
  const unit = match?.[2]
  if (unit !== 'm' && unit !== 'h' && unit !== 'wh' && unit !== 'wd') return null
  return { amount: Number(match?.[1]), unit }
}

/** `from` plus a duration. Working hours run as hours and working days as 24 hours: every clock goes through here. */
export function addTime(from: Date, { amount, unit }: Duration): Date {
  if (unit === 'm') return addMinutes(from, amount)
  return addHours(from, unit === 'wd' ? amount * 24 : amount)
}

interface Spans {
  accept: Duration
  resolve: Duration
}

/** Where a category is unknown or its text cannot be read. */
const DEFAULT: Spans = { accept: { amount: 4, unit: 'h' }, resolve: { amount: 3, unit: 'wd' } }

/**
 * A matter more urgent than its category usually is must not wait as long: at most these.
 * From DB11/T (1 h where life is at stake, 2 h for utilities) and the built-in taxonomy's own emergencies.
 */
const AT_MOST: Partial<Record<Urgency, Spans>> = {
  urgent: { accept: { amount: 2, unit: 'h' }, resolve: { amount: 3, unit: 'wd' } },
  emergency: { accept: { amount: 30, unit: 'm' }, resolve: { amount: 1, unit: 'wd' } },
}

/** The town's override for leaf, then head; then the taxonomy's leaf, then head. */
function spans(town: Town, category: string): Spans {
  const codes = [category, headOf(category)]
  const first = (texts: (string | undefined)[]) => {
    for (const text of texts) {
      const duration = text === undefined ? null : parseDuration(text)
      if (duration) return duration
    }
    return null
  }
  const { deadlines } = town.policy
  const own = codes.map((code) => (Object.hasOwn(deadlines, code) ? deadlines[code] : undefined))
  const built = codes.map((code) => town.categoryByCode.get(code))
  return {
    accept: first([...own.map((d) => d?.accept), ...built.map((c) => c?.acceptWithin)]) ?? DEFAULT.accept,
    resolve: first([...own.map((d) => d?.resolve), ...built.map((c) => c?.resolveWithin)]) ?? DEFAULT.resolve,
  }
}

function earlier(a: Date, b: Date): Date {
  return isBefore(a, b) ? a : b
}

export interface Deadlines {
  accept: Date
  resolve: Date
}

/** By when a matter of this category and urgency must be accepted and resolved when its clocks start at `from`. */
export function deadlines(town: Town, category: string, urgency: Urgency, from: Date): Deadlines {
  const own = spans(town, category)
  const due = { accept: addTime(from, own.accept), resolve: addTime(from, own.resolve) }
  const usual = town.categoryByCode.get(category)?.urgency ?? 'normal'
  const cap = AT_MOST[urgency]
  if (!cap || URGENCIES.indexOf(urgency) <= URGENCIES.indexOf(usual)) return due
  return {
    accept: earlier(due.accept, addTime(from, cap.accept)),
    resolve: earlier(due.resolve, addTime(from, cap.resolve)),
  }
}

/** When `share` (0..1) of the time from `from` to `due` is used; null when that is not before `due`. */
export function shareOf(from: Date, due: Date, share: number): Date | null {
  const length = due.getTime() - from.getTime()
  const minutes = Math.floor((length * share) / 60_000)
  const at = addMinutes(from, minutes)
  return length > 0 && isBefore(at, due) ? at : null
}
