import { TZDate } from '@date-fns/tz'
import { addDays, addMonths, addYears, isValid, set, startOfDay } from 'date-fns'
import { chineseNumber } from '../../domain/area/numbered.ts'

const N = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})'
const MONTH_DAY = new RegExp(`${N}月${N}[日号]?`)
const DAY_OF_MONTH = new RegExp(`(?<![第\\d月])${N}[日号]`)
const IN_DAYS = new RegExp(`${N}天(?:以?后|之后)`)
const WEEKDAY = /(下下|下|这|本)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天末])/
const RELATIVE: readonly [RegExp, number][] = [
  [/大后天/, 3],
  [/后天/, 2],
  [/明[天日早晚]/, 1],
  [/今[天日早晚]|当天/, 0],
]
const CLOCK = new RegExp(`${N}\\s*(?:点钟?|时|[:：])\\s*(半|一刻|三刻|\\d{1,2}|[一二三四五六七八九十]{1,3})?`)
const PERIODS: readonly [RegExp, hour: number, late: boolean][] = [
  [/凌晨/, 5, false],
  [/早上|早晨|上午|[明今]早/, 9, false],
  [/中午/, 12, false],
  [/下午/, 15, true],
  [/傍晚/, 18, true],
  [/晚上|夜里|[明今]晚/, 19, true],
]
const WEEK = '一二三四五六日'
/** Where no hour is told. */
const MORNING = 9

/** A day as it is told, from the midnight before now; null where none is. `moves` says by how much a past one goes on. */
function dayOf(text: string, today: TZDate): { day: Date; next: (day: Date) => Date } | null {
  const number = (words: string | undefined) => chineseNumber((words ?? '').replace('两', '二'))
  const monthDay = MONTH_DAY.exec(text)
  if (monthDay) return inYear(today, number(monthDay[1]), number(monthDay[2]))
  for (const [pattern, days] of RELATIVE)
    if (pattern.test(text)) return { day: addDays(today, days), next: (day) => day }
  const inDays = number(IN_DAYS.exec(text)?.[1])
  if (inDays !== null && IN_DAYS.test(text)) return { day: addDays(today, inDays), next: (day) => day }
  const week = WEEKDAY.exec(text)
  if (week) return inWeek(today, week[1], week[2] ?? '')
  const ofMonth = DAY_OF_MONTH.exec(text)
  if (!ofMonth) return null
  const date = number(ofMonth[1])
  if (date === null || date < 1 || date > 31) return null
  for (let months = 0; months < 12; months++) {
    const day: Date = set(addMonths(set(today, { date: 1 }), months), { date })
    if (day.getDate() === date && day >= today) return { day, next: (d) => addMonths(d, 1) }
  }
  return null
}

function inYear(today: TZDate, month: number | null, date: number | null) {
  if (month === null || date === null || month < 1 || month > 12) return null
  const day = set(today, { month: month - 1, date })
  if (day.getDate() !== date) return null
  // What lies months back is meant for the coming year; yesterday is a slip.
  return day < addMonths(today, -6)
    ? { day: addYears(day, 1), next: (d: Date) => d }
    : { day, next: (d: Date) => d }
}

/** 周五 is the coming one, 下周五 that of the week after this. Weeks begin on Monday. */
function inWeek(today: TZDate, which: string | undefined, name: string) {
  const wanted = name === '末' ? 5 : WEEK.indexOf(name === '天' ? '日' : name)
  const monday = addDays(today, -((today.getDay() + 6) % 7))
  const weeks = which === '下下' ? 2 : which === '下' ? 1 : 0
  const day = addDays(monday, weeks * 7 + wanted)
  const open = which === undefined
  return {
    day: open && day < today ? addDays(day, 7) : day,
    next: (d: Date) => (open ? addDays(d, 7) : d),
  }
}

/** Hour and minute as they are told; null where neither an hour nor a part of the day is, or it is none. */
function timeOf(text: string): { hours: number; minutes: number } | 'none' | null {
  const period = PERIODS.find(([pattern]) => pattern.test(text))
  const told = CLOCK.exec(text)
  if (!told) return period ? { hours: period[1], minutes: 0 } : 'none'
  const hour = chineseNumber((told[1] ?? '').replace('两', '二'))
  const rest = told[2]
  const minutes =
    rest === undefined
      ? 0
      : rest === '半'
        ? 30
        : rest === '一刻'
          ? 15
          : rest === '三刻'
            ? 45
            : chineseNumber(rest)
  if (hour === null || minutes === null || hour > 23 || minutes > 59) return null
  const noon = period?.[1] === 12 && hour < 6
  // 3点 of a meeting is the afternoon's.
  const late = period ? period[2] || noon : hour >= 1 && hour <= 7
  return { hours: late && hour < 12 ? hour + 12 : hour, minutes }
}

/**
 * A time as people tell it: 周五下午, 明天上午9点, 12月3日15:30, 后天晚上七点半. Without an hour the morning's or
 * afternoon's usual one; a weekday or hour that is past means the next. null where no time is told, or none that exists.
 */
export function readWhen(text: string, now: Date, zone: string): Date | null {
  const words = text.normalize('NFKC').replaceAll(/\s+/g, '')
  const today = startOfDay(new TZDate(now.getTime(), zone))
  const time = timeOf(words)
  // 下午3点 names no day of the month, 3日下午 does; hours are taken out before days are looked for.
  const day = dayOf(words.replace(CLOCK, ''), new TZDate(today.getTime(), zone))
  if (time === null || (day === null && time === 'none')) return null
  const { hours, minutes } = time === 'none' ? { hours: MORNING, minutes: 0 } : time
  const at = (on: Date): Date =>
    set(new TZDate(on.getTime(), zone), { hours, minutes, seconds: 0, milliseconds: 0 })
  const first = at(day?.day ?? today)
  const next = day ? day.next : (d: Date) => addDays(d, 1)
  const chosen = first <= now ? at(next(day?.day ?? today)) : first
  return isValid(chosen) ? new Date(chosen.getTime()) : null
}
