import { DAY, MINUTE, parseDay, weekdayOf, yearOf } from './civil.ts'
import { chineseHolidays, type SpecialDays } from './holidays.ts'
import { parseSlots, type Slot, WEEKDAYS, type Weekday } from './hours.ts'
import { countYear, dayAt, endOfWorkday, whenWorked, workedUntil, type Year } from './year.ts'

/** Working hours of a town, as `policy.calendar` has them. */
export interface CalendarRules {
  /** Slots of each weekday, `08:30-12:00`; none for a day off. What cannot be read counts as none. */
  hours: Readonly<Record<Weekday, readonly string[]>>
  holidays: 'china' | 'none'
  /** `2027-02-05`; these go before the holidays. */
  offDays: readonly string[]
  workDays: readonly string[]
}

/** Time as it is worked. Answers are instants; whatever is asked, they come in microseconds once a year was counted out. */
export interface WorkingCalendar {
  /** IANA name. */
  readonly zone: string
  /** True within a slot; its end is not in it. */
  isOpen(at: Date): boolean
  /** `at` when that is worked, else the begin of the next slot. */
  nextOpen(at: Date): Date
  /** Whether the day that the zone's clock shows at this instant is worked at all. */
  isWorkday(at: Date): boolean
  /**
   * `from` plus working time. What ends with a slot is due at its end. Negative minutes go back, to the begin of a slot
   * where it is between two. 0 gives `from`.
   */
  addMinutes(from: Date, minutes: number): Date
  /**
   * The end of the last slot of the n-th working day after the day of `from`, which is never counted (Civil Code art. 201
   * and 203), whether it was a working day or not. `days` ≥ 1.
   */
  addDays(from: Date, days: number): Date
  /** Working minutes from one instant to another, with fractions; negative when `to` is before `from`. */
  minutesBetween(from: Date, to: Date): number
}

/** Where next to nothing is ever worked a clock ends after so many years. */
const YEARS_AHEAD = 100

/** A make-up workday of a weekend runs like the first weekday from Monday that is worked. */
function slotsByWeekday(rules: CalendarRules): { usual: Slot[][]; makeUp: Slot[] } {
  const usual = WEEKDAYS.map((weekday) => parseSlots(rules.hours[weekday]) ?? [])
  const fromMonday = [...usual.slice(1), ...usual.slice(0, 1)]
  return { usual, makeUp: fromMonday.find((slots) => slots.length > 0) ?? [] }
}

function daysOf(texts: readonly string[]): Set<number> {
  return new Set(texts.map(parseDay).filter((day) => day !== null))
}

const NONE: SpecialDays = new Map()

/** Working time by the rules, on the clock of an IANA zone. */
export function workingCalendar(rules: CalendarRules, zone: string): WorkingCalendar {
  const { usual, makeUp } = slotsByWeekday(rules)
  const [off, on] = [daysOf(rules.offDays), daysOf(rules.workDays)]
  const years = new Map<number, Year>()

  function counted(number: number): Year {
    const known = years.get(number)
    if (known) return known
    const special = rules.holidays === 'none' ? NONE : chineseHolidays(number)
    const year = countYear(zone, number, (day) => {
      const weekday = weekdayOf(day)
      const own = usual[weekday] ?? []
      const worked = off.has(day) ? false : on.has(day) || special.get(day)
      if (worked === undefined) return own
      if (!worked) return []
      return weekday >= 1 && weekday <= 5 && own.length > 0 ? own : makeUp
    })
    years.set(number, year)
    return year
  }

  /** The year of the zone's clock that an instant lies in. */
  function yearAt(instant: number): Year {
    const year = counted(yearOf(instant / DAY))
    if (instant < (year.begins[0] ?? 0)) return counted(year.year - 1)
    return instant >= (year.begins.at(-1) ?? 0) ? counted(year.year + 1) : year
  }

  function totalOf(year: Year): number {
    return year.worked.at(-1) ?? 0
  }

  /** The instant that is so many working milliseconds away, not 0. */
  function shift(from: number, by: number): number {
    const start = yearAt(from)
    let year = start
    let worked = workedUntil(year, from) + by
    while (by > 0 && worked > totalOf(year)) {
      if (year.year - start.year >= YEARS_AHEAD) return year.begins.at(-1) ?? from
      worked -= totalOf(year)
      year = counted(year.year + 1)
    }
    while (by < 0 && worked < 0) {
      if (start.year - year.year >= YEARS_AHEAD) return year.begins[0] ?? from
      year = counted(year.year - 1)
      worked += totalOf(year)
    }
    return whenWorked(year, worked, by > 0) ?? from
  }

  function between(from: number, to: number): number {
    if (to < from) return -between(to, from)
    const [first, last] = [yearAt(from), yearAt(to)]
    let sum = workedUntil(last, to) - workedUntil(first, from)
    for (let year = first.year; year < last.year; year++) sum += totalOf(counted(year))
    return sum
  }

  function isOpen(at: Date): boolean {
    const year = yearAt(at.getTime())
    const slots = year.slots[dayAt(year, at.getTime())] ?? []
    return slots.some((from, i) => i % 2 === 0 && at.getTime() >= from && at.getTime() < (slots[i + 1] ?? 0))
  }

  return {
    zone,
    isOpen,
    nextOpen: (at) => (isOpen(at) ? at : new Date(shift(at.getTime(), 1) - 1)),
    isWorkday(at) {
      const year = yearAt(at.getTime())
      return (year.slots[dayAt(year, at.getTime())] ?? []).length > 0
    },
    addMinutes(from, minutes) {
      const by = Math.round(minutes * MINUTE)
      return by === 0 ? from : new Date(shift(from.getTime(), by))
    },
    addDays(from, days) {
      const start = yearAt(from.getTime())
      let year = start
      let count = (year.workdays[dayAt(year, from.getTime()) + 1] ?? 0) + days
      while (count > (year.workdays.at(-1) ?? 0)) {
        if (year.year - start.year >= YEARS_AHEAD) return new Date(year.begins.at(-1) ?? from)
        count -= year.workdays.at(-1) ?? 0
        year = counted(year.year + 1)
      }
      return new Date(endOfWorkday(year, count) ?? from)
    },
    minutesBetween: (from, to) => between(from.getTime(), to.getTime()) / MINUTE,
  }
}
