import type { LocalTime } from '../area/town.ts'
import { dayOf, daysOn, isLocalTime, weekdayOf } from './local.ts'

/** A time as people say it, and the words that are left. */
export interface Span {
  from: LocalTime
  /** Not in it any more. */
  to: LocalTime
}

const DAY =
  '(?:大后天|后天|明天|明儿|今天|今晚|明晚|(?:下个?|这|本)?(?:周|星期|礼拜)[一二三四五六日天]|\\d{1,2}月\\d{1,2}[日号]?|\\d{1,2}[/.]\\d{1,2}|\\d{1,2}[日号])'
const PART = '(上午|中午|下午|晚上|夜里|夜班)?'
const UNTIL = '(?:到|至|-|—|~|～)+'
const ONE = new RegExp(`(${DAY})的?${PART}`)
const RANGE = new RegExp(`(?:从)?(${DAY})${PART}${UNTIL}(${DAY})${PART}`)

const NEAR: Readonly<Record<string, number>> = {
  今天: 0,
  今晚: 0,
  明天: 1,
  明儿: 1,
  明晚: 1,
  后天: 2,
  大后天: 3,
}
const WEEKDAYS = '一二三四五六日'

/** The day a word names, at midnight; of a day without its year the next that comes. `after` for the end of a time. */
function dayNamed(word: string, now: LocalTime, after: LocalTime | null): LocalTime | null {
  const today = dayOf(now)
  const near = NEAR[word]
  if (near !== undefined) return daysOn(today, near)
  const week = /(下个?|这|本)?(?:周|星期|礼拜)([一二三四五六日天])/.exec(word)
  if (week) {
    const wanted = WEEKDAYS.indexOf((week[2] ?? '').replace('天', '日')) + 1
    const from = after ?? today
    const ahead = wanted - weekdayOf(from)
    if (week[1]?.startsWith('下')) return daysOn(today, wanted - weekdayOf(today) + 7)
    return daysOn(from, ahead < 0 ? ahead + 7 : ahead)
  }
  const date = /^(?:(\d{1,2})[月/.])?(\d{1,2})[日号]?$/.exec(word)
  if (!date) return null
  const base = after ?? today
  const two = (n: number) => String(n).padStart(2, '0')
  const [year, month] = base.split(/[-T]/).map(Number)
  // The next that comes: this month or year, else the one after; a 31st waits for a month that has one.
  for (let step = 0; step < 13; step += 1) {
    const months = (year ?? 0) * 12 + (month ?? 1) - 1 + (date[1] ? 0 : step)
    const inYear = date[1] ? (year ?? 0) + step : Math.floor(months / 12)
    const inMonth = date[1] ? Number(date[1]) : (months % 12) + 1
    const local = `${inYear}-${two(inMonth)}-${two(Number(date[2]))}T00:00`
    if (isLocalTime(local) && local >= base) return local
    if (date[1] && step >= 4) return null
  }
  return null
}

/** Hours of the parts of a day, from midnight; a night goes on until the morning. */
const PARTS: Readonly<Record<string, readonly [from: number, to: number]>> = {
  上午: [0, 12],
  中午: [12, 14],
  下午: [12, 24],
  晚上: [18, 32],
  夜里: [18, 32],
  夜班: [18, 32],
}

function hours(day: LocalTime, hour: number): LocalTime {
  const begins = daysOn(day, Math.floor(hour / 24))
  return `${begins.slice(0, 10)}T${String(hour % 24).padStart(2, '0')}:00`
}

const partOf = (word: string, part: string | undefined) =>
  PARTS[part ?? (word.endsWith('晚') ? '晚上' : '')] ?? ([0, 24] as const)

/**
 * The first time a text tells: 8月3日到5日, 明天下午, 下周一, 今天到周五; with the words before and after it.
 * null where it tells none, or one that ends before it begins. `now` is the town's clock.
 */
export function findSpan(text: string, now: LocalTime): { span: Span; rest: string } | null {
  const range = RANGE.exec(text)
  const found = range ?? ONE.exec(text)
  if (!found) return null
  const [all, first = '', firstPart] = found
  const begin = dayNamed(first, now, null)
  const last = range?.[3] ?? first
  const end = begin && range ? dayNamed(last, now, begin) : begin
  if (!begin || !end) return null
  const from = hours(begin, partOf(first, firstPart)[0])
  const to = hours(end, partOf(last, range ? range[4] : firstPart)[1])
  if (to <= from || to <= now) return null
  return { span: { from, to }, rest: `${text.slice(0, found.index)} ${text.slice(found.index + all.length)}` }
}
