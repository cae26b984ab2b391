import { TZDate } from '@date-fns/tz'
import { addDays, getDaysInMonth, isAfter, set, startOfDay } from 'date-fns'
import { chineseAmount } from './amount.ts'

/** A length of time; `d` are days of the calendar, `wd` and `wh` working days and hours. */
export interface Span {
  /** More than 0; halves are possible. */
  amount: number
  unit: 'm' | 'h' | 'd' | 'wh' | 'wd'
}

/** When something shall be, as it was said. */
export type When = { kind: 'span'; span: Span } | { kind: 'at'; at: Date }

export interface WhenRead {
  when: When
  /** The words without those that tell the time. */
  rest: string
  /** The time stands by itself, between marks or at an end: 两天,配件没到, and not 今天食堂吃什么. */
  apart: boolean
}

export interface WhenContext {
  now: Date
  /** IANA zone in which people name times. */
  zone: string
  /** A day without an hour means its end (a promise) or its beginning (work goes on). */
  edge: 'start' | 'end'
}

/** Hours of the day that a day without an hour means. */
const EDGES = { start: 9, end: 18 } as const
/** A part of a day as the hour by which it is over, and at which it begins. */
const PARTS: readonly [RegExp, { start: number; end: number; afternoon: boolean }][] = [
  [/^(?:早上|早晨|一早|上午|午前)/, { start: 9, end: 12, afternoon: false }],
  [/^中午/, { start: 12, end: 13, afternoon: true }],
  [/^下午/, { start: 14, end: 18, afternoon: true }],
  [/^(?:傍晚|下班前?)/, { start: 17, end: 18, afternoon: true }],
  [/^(?:晚上|夜里|今晚|晚)/, { start: 19, end: 21, afternoon: true }],
]

const N = '(?:\\d{1,4}(?:\\.5)?|[一二两三四五六七八九十]{1,3})'
const UNITS: readonly [RegExp, Span['unit'], number][] = [
  [/^个?(?:工作日|工日)/, 'wd', 1],
  [/^个?工作小时/, 'wh', 1],
  [/^分钟|^ ?min(?:ute)?s?\b/i, 'm', 1],
  [/^个?(?:小时|钟头)|^ ?hours?\b/i, 'h', 1],
  [/^(?:天|日)|^ ?days?\b/i, 'd', 1],
  [/^个?(?:星期|礼拜)|^周|^ ?weeks?\b/i, 'd', 7],
  [/^个月/, 'd', 30],
]
const NUMBER = new RegExp(`^${N}`)
const HALF_OF: readonly [RegExp, Span][] = [
  [/^半个?小时/, { amount: 30, unit: 'm' }],
  [/^半个?钟头?/, { amount: 30, unit: 'm' }],
  [/^半天/, { amount: 12, unit: 'h' }],
  [/^半个月/, { amount: 15, unit: 'd' }],
]

/** A length of time at the beginning of the words, and how many characters it takes. */
function span(text: string): { span: Span; length: number } | null {
  for (const [pattern, of] of HALF_OF) {
    const found = pattern.exec(text)
    if (found) return { span: of, length: found[0].length }
  }
  const number = NUMBER.exec(text)?.[0]
  const amount = number === undefined ? null : chineseAmount(number)
  if (number === undefined || amount === null || amount <= 0) return null
  const after = text.slice(number.length)
  const half = /^个半(小时|钟头|月)/.exec(after)
  if (half) {
    const unit = half[1] === '月' ? ('d' as const) : ('h' as const)
    const days = half[1] === '月' ? 30 : 1
    return { span: { amount: (amount + 0.5) * days, unit }, length: number.length + half[0].length }
  }
  for (const [pattern, unit, times] of UNITS) {
    const found = pattern.exec(after)
    if (!found) continue
    const more = unit === 'd' && times === 1 && /^半/.test(after.slice(found[0].length)) ? 0.5 : 0
    const length = number.length + found[0].length + (more > 0 ? 1 : 0)
    return { span: { amount: (amount + more) * times, unit }, length }
  }
  return null
}

const WEEK = '一二三四五六日天'
const WEEKDAY = /^(本|这个?|下下个?|下个?)?(?:周|星期|礼拜)([一二三四五六日天末])/
const DAYS: readonly [RegExp, number][] = [
  [/^大后天/, 3],
  [/^后[天日]/, 2],
  [/^明[天日早晚]?(?=[天日早晚上下中到前，。,.\s0-9一二三四五六七八九十]|$)/, 1],
  [/^今[天日]|^今(?=晚)/, 0],
]
const DATE = /^(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?/
const DAY_OF_MONTH = /^(\d{1,2})[日号]/
const MONTH_END = /^(本|这个?|下个?)?月(底|末)/

/** A day of the calendar at the beginning of the words. `named`: 到 stands before it, so that a bare 3号 is a day. */
function day(
  text: string,
  today: TZDate,
  named: boolean,
): { day: TZDate; length: number; rolls?: 'week' | 'year' } | null {
  for (const [pattern, ahead] of DAYS) {
    const found = pattern.exec(text)
    if (found) return { day: addDays(today, ahead), length: Math.max(1, found[0].length) }
  }
  const weekday = WEEKDAY.exec(text)
  if (weekday) {
    const [all, which = '', name = ''] = weekday
    const wanted = name === '末' ? 5 : Math.min(6, WEEK.indexOf(name))
    const now = (today.getDay() + 6) % 7
    const weeks = which.startsWith('下下') ? 2 : which.startsWith('下') ? 1 : 0
    const at = addDays(today, wanted - now + 7 * weeks)
    return { day: at, length: all.length, ...(which === '' ? { rolls: 'week' as const } : {}) }
  }
  const date = DATE.exec(text)
  if (date) {
    const [all, m = '', d = ''] = date
    const month = chineseAmount(m) ?? 0
    const of = chineseAmount(d) ?? 0
    if (month > 12) return null
    return dated(today, month - 1, of, all.length, 'year')
  }
  const end = MONTH_END.exec(text)
  if (end) {
    const first = set(today, { date: 1, month: today.getMonth() + (end[1]?.startsWith('下') ? 1 : 0) })
    return { day: set(first, { date: getDaysInMonth(first) }), length: end[0].length }
  }
  const bare = named ? DAY_OF_MONTH.exec(text) : null
  if (bare) {
    const of = Number(bare[1])
    const passed = of < today.getDate() ? 1 : 0
    return dated(today, today.getMonth() + passed, of, bare[0].length)
  }
  return null
}

/** null for a day that the month does not have. */
function dated(today: TZDate, month: number, date: number, length: number, rolls?: 'year') {
  if (date < 1 || month < 0 || month > 12) return null
  const at = set(today, { date: 1, month })
  if (date > getDaysInMonth(at)) return null
  return { day: set(at, { date }), length, ...(rolls ? { rolls } : {}) }
}

const CLOCK = /^(\d{1,2})(?:[:\uFF1A](\d{2})|[点时](?:(半)|(\d{1,2})分?)?)/
const CHINESE_CLOCK = /^([一二两三四五六七八九十]{1,3})点(半)?/

/** Part of the day, hour or both, at the beginning of the words. */
function hour(
  text: string,
  edge: 'start' | 'end',
): { hours: number; minutes: number; length: number } | null {
  const part = PARTS.find(([pattern]) => pattern.test(text))
  const skipped = part ? (part[0].exec(text)?.[0].length ?? 0) : 0
  const clock = CLOCK.exec(text.slice(skipped))
  const spoken = clock ? null : CHINESE_CLOCK.exec(text.slice(skipped))
  const said = clock?.[1] ?? spoken?.[1]
  if (said !== undefined) {
    const of = chineseAmount(said) ?? 99
    const minutes = clock?.[3] || spoken?.[2] ? 30 : Number(clock?.[2] ?? clock?.[4] ?? 0)
    const hours = part?.[1].afternoon && of < 12 ? of + 12 : of
    if (hours > 24 || minutes > 59) return null
    const length = skipped + (clock?.[0].length ?? spoken?.[0].length ?? 0)
    return { hours, minutes, length }
  }
  return part ? { hours: part[1][edge], minutes: 0, length: skipped } : null
}

/** A point in time at the beginning of the words; null when it is not ahead. */
function point(
  text: string,
  { now, zone, edge }: WhenContext,
  named: boolean,
): { at: Date; length: number } | null {
  const today = startOfDay(new TZDate(now.getTime(), zone))
  const found = day(text, today, named)
  const time = hour(text.slice(found?.length ?? 0), edge)
  if (!found && (!time || !named)) return null
  const at = set(found?.day ?? today, { hours: time?.hours ?? EDGES[edge], minutes: time?.minutes ?? 0 })
  const length = (found?.length ?? 0) + (time?.length ?? 0)
  const rolled = !isAfter(at, now) && found?.rolls === 'week' ? addDays(at, 7) : at
  const later =
    !isAfter(rolled, now) && found?.rolls === 'year'
      ? set(rolled, { year: rolled.getFullYear() + 1 })
      : rolled
  return isAfter(later, now) ? { at: new Date(later.getTime()), length } : null
}

const BEFORE =
  /^(?:先|再|大概|大约|约|暂定|最晚|最迟)?(?:延长?期?|推迟|宽限|宽延)?(?:到|至|等到|截止到?|截至)/
const AFTER = /^(?:之?前|左右|为止|以?后)?(?:再说|恢复|再办|再处理|再来)?/

/** The time at the beginning of these words, with how many characters it and the words around it take. */
function here(text: string, ctx: WhenContext): { when: When; length: number } | null {
  const before = BEFORE.exec(text)?.[0].length ?? 0
  const words = text.slice(before)
  const at = point(words, ctx, before > 0)
  const long = at ? null : span(words)
  if (!at && !long) return null
  // 到两天 is nothing that people say; 三天后, 两天内 are spans.
  const length = before + (at?.length ?? long?.length ?? 0)
  const skipped = /^(?:的时间|以?内)/.exec(text.slice(length))?.[0].length ?? 0
  const tail = AFTER.exec(text.slice(length + skipped))
  const when: When = at
    ? { kind: 'at', at: at.at }
    : { kind: 'span', span: long?.span ?? { amount: 1, unit: 'd' } }
  return { when, length: length + skipped + (tail?.[0].length ?? 0) }
}

const MARK_BEFORE = /[\s,\uFF0C。;\uFF1B、:\uFF1A]$|要|得$/
const MARK_AFTER = /^(?:[\s,\uFF0C。;\uFF1B、]|因为|由于|吧|行吗)/

/**
 * The first time that the words name (两天, 到周五, 8月3日下午, 3小时, 下周一), and what else they say. null where there is none
 * that lies ahead.
 */
export function readWhen(text: string, ctx: WhenContext): WhenRead | null {
  const words = text.slice(0, 200)
  for (let i = 0; i < words.length; i++) {
    // Inside a number or a word of time nothing begins.
    if (i > 0 && /[\d.一二三四五六七八九十下这本第月]/.test(words[i - 1] ?? '')) continue
    const found = here(words.slice(i), ctx)
    if (!found) continue
    const rest = `${words.slice(0, i)} ${words.slice(i + found.length)}`
    const [before, after] = [words.slice(0, i), words.slice(i + found.length)]
    const apart = (before === '' || MARK_BEFORE.test(before)) && (after === '' || MARK_AFTER.test(after))
    return { when: found.when, rest: rest.replace(/\s+/g, ' ').trim(), apart }
  }
  return null
}
