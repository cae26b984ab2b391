import { DAY, dayNumber, instantOf, MINUTE } from './civil.ts'
import type { Slot } from './hours.ts'

/** One year of the zone's clock, counted out so that a look-up is a step or a binary search. Instants in milliseconds. */
export interface Year {
  year: number
  /** Day number of 1 January. */
  firstDay: number
  /** When each day begins; one more than there are days: the last is the next year's begin. */
  begins: Float64Array
  /** When each day's slots begin and end: from, to, from, to …; empty for a day off. */
  slots: readonly (readonly number[])[]
  /** Milliseconds worked, and days worked, from the year's begin to each day's; one more than there are days. */
  worked: Float64Array
  workdays: Uint16Array
}

/** Asking a zone is slow: where its clock was not changed over so many days, they follow each other by 24 hours. */
const STRIDE = 8

function beginsOf(zone: string, firstDay: number, length: number): Float64Array {
  const begins = new Float64Array(length + 1)
  begins[0] = instantOf(zone, firstDay, 0)
  for (let first = 0; first < length; first += STRIDE) {
    const last = Math.min(first + STRIDE, length)
    const [begin = 0, end] = [begins[first], instantOf(zone, firstDay + last, 0)]
    const plain = end - begin === (last - first) * DAY
    for (let i = first + 1; i < last; i++)
      begins[i] = plain ? begin + (i - first) * DAY : instantOf(zone, firstDay + i, 0)
    begins[last] = end
  }
  return begins
}

/** Counts out a year. `slotsOf` gives the slots of a day, none for a day off. */
export function countYear(zone: string, year: number, slotsOf: (day: number) => readonly Slot[]): Year {
  const firstDay = dayNumber(year, 1, 1)
  const length = dayNumber(year + 1, 1, 1) - firstDay
  const begins = beginsOf(zone, firstDay, length)
  const slots: number[][] = []
  const worked = new Float64Array(length + 1)
  const workdays = new Uint16Array(length + 1)
  for (let i = 0; i < length; i++) {
    const begin = begins[i] ?? 0
    const plain = (begins[i + 1] ?? 0) - begin === DAY
    const at = (minute: number) => (plain ? begin + minute * MINUTE : instantOf(zone, firstDay + i, minute))
    const today: number[] = []
    let sum = 0
    for (const { from, to } of slotsOf(firstDay + i)) {
      // On the day that clocks are changed a slot may lie in the hour that is left out, or twice in one.
      const start = Math.max(at(from), today.at(-1) ?? begin)
      const end = Math.max(at(to), start)
      if (end === start) continue
      today.push(start, end)
      sum += end - start
    }
    slots.push(today)
    worked[i + 1] = (worked[i] ?? 0) + sum
    workdays[i + 1] = (workdays[i] ?? 0) + (today.length > 0 ? 1 : 0)
  }
  return { year, firstDay, begins, slots, worked, workdays }
}

/** Which day of the year (from 0) an instant within it lies in. */
export function dayAt({ begins }: Year, instant: number): number {
  const guess = Math.floor((instant - (begins[0] ?? 0)) / DAY)
  let i = Math.min(Math.max(guess, 0), begins.length - 2)
  while (i > 0 && (begins[i] ?? 0) > instant) i--
  while (i < begins.length - 2 && (begins[i + 1] ?? 0) <= instant) i++
  return i
}

/** Milliseconds worked from the year's begin to an instant within it. */
export function workedUntil(year: Year, instant: number): number {
  const i = dayAt(year, instant)
  const slots = year.slots[i] ?? []
  let sum = year.worked[i] ?? 0
  for (let s = 0; s + 1 < slots.length; s += 2) {
    const [from = 0, to = 0] = [slots[s], slots[s + 1]]
    sum += Math.min(Math.max(instant - from, 0), to - from)
  }
  return sum
}

/** First index at which a rising row is at least `value`; its length where it never is. */
function firstAtLeast(row: Float64Array | Uint16Array, value: number): number {
  let [low, high] = [0, row.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((row[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * When so much of the year has been worked, 0 ≤ `worked` ≤ its whole. Where that is between two slots: `early` the end of
 * the first, else the begin of the second.
 */
export function whenWorked(year: Year, worked: number, early: boolean): number | null {
  const i = early ? firstAtLeast(year.worked, worked) - 1 : firstAtLeast(year.worked, worked + 1) - 1
  const slots = year.slots[i] ?? []
  let left = worked - (year.worked[i] ?? 0)
  for (let s = 0; s + 1 < slots.length; s += 2) {
    const [from = 0, to = 0] = [slots[s], slots[s + 1]]
    if (early ? left <= to - from : left < to - from) return from + left
    left -= to - from
  }
  return null
}

/** When the last slot of the year's n-th working day (from 1) ends. */
export function endOfWorkday(year: Year, n: number): number | null {
  return year.slots[firstAtLeast(year.workdays, n) - 1]?.at(-1) ?? null
}
