import chineseDays from 'chinese-days'
import { DAY, dayNumber, parseDay } from './civil.ts'

/** Days that are not as their weekday says: day number → whether it is worked. */
export type SpecialDays = ReadonlyMap<number, boolean>

/** Whether a day that a notice of the State Council names is worked; null for a day that none names. */
function named(day: number): boolean | null {
  // The package keeps a day under the date that the machine's own clock shows at its midnight in Greenwich, so that is
  // what it must be asked for; its weekdays are then wrong west of there, and not used.
  const { work, name } = chineseDays.getDayDetail(new Date(day * DAY))
  // A named day reads `National Day,国庆节,3`, any other is called by its weekday.
  return name.includes(',') ? work : null
}

/**
 * True when the yearly notice with its holidays and make-up workdays is known. It comes each November for the year
 * after, and gets here with a new version of the package.
 */
export function isPublished(year: number): boolean {
  return named(dayNumber(year, 10, 1)) !== null
}

function published(year: number): SpecialDays {
  const days = new Map<number, boolean>()
  const last = dayNumber(year, 12, 31)
  for (let day = dayNumber(year, 1, 1); day <= last; day++) {
    const work = named(day)
    if (work !== null) days.set(day, work)
  }
  return days
}

/** Day number of a date of the lunar year that begins in `year`. */
function lunar(year: number, month: number, day: number): number {
  // Here it reads the date by the machine's clock, which noon leaves alone in every zone.
  const { date } = chineseDays.getSolarDateFromLunar(new Date(year, month - 1, day, 12))
  return parseDay(date) ?? 0
}

/**
 * Qingming of 2000–2099 by the rule of Shou Xing. The package has the same rule, but says the day before on machines
 * west of Greenwich.
 */
function qingming(year: number): number {
  const inCentury = year % 100
  const day = Math.floor(inCentury * 0.2422 + 4.81) - Math.floor(inCentury / 4)
  return dayNumber(year, 4, day)
}

/**
 * The thirteen days that are off by law (全国年节及纪念日放假办法, as of 2025), for years without a notice. What the notice
 * will move or join to them is not guessed: weekends stay as they are.
 */
export function statutory(year: number): SpecialDays {
  const newYear = lunar(year, 1, 1)
  const days = [
    dayNumber(year, 1, 1),
    newYear - 1,
    newYear,
    newYear + 1,
    newYear + 2,
    qingming(year),
    dayNumber(year, 5, 1),
    dayNumber(year, 5, 2),
    lunar(year, 5, 5),
    lunar(year, 8, 15),
    dayNumber(year, 10, 1),
    dayNumber(year, 10, 2),
    dayNumber(year, 10, 3),
  ]
  return new Map(days.map((day) => [day, false]))
}

/** Days off and make-up workdays of a year in China. */
export function chineseHolidays(year: number): SpecialDays {
  return isPublished(year) ? published(year) : statutory(year)
}

/** The notice of the next year is expected in November: its absence is worth a word from so many days before on. */
const AHEAD_DAYS = 31

/**
 * The year, this one or one that is near, whose holidays a town counts by the law alone because neither the notice is
 * known nor days off of its own are written; null when there is none.
 */
export function missingYear(
  rules: { holidays: 'china' | 'none'; offDays: readonly string[] },
  now: Date,
): number | null {
  if (rules.holidays === 'none') return null
  const years = [now, new Date(now.getTime() + AHEAD_DAYS * DAY)].map((at) => at.getUTCFullYear())
  const covered = (year: number) =>
    isPublished(year) || rules.offDays.some((day) => day.startsWith(`${year}-`))
  return years.find((year) => !covered(year)) ?? null
}
