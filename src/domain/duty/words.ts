import type { LocalTime } from '../area/town.ts'
import { findSpan, type Span } from './days.ts'

/** What somebody says of their own absence. */
export interface AwayWords {
  span: Span
  /** Who answers meanwhile, as named; null where nobody is. */
  deputy: string | null
}

const NAME = '([\\u4e00-\\u9fff·]{2,4}?)'
const LEAVE = /请假|请个假|休假|年假|病假|事假|调休|出差|外出学习|不在岗|不上班/
const BY = [
  new RegExp(`(?:由|让|请|叫)${NAME}(?:帮我|来|先)?(?:代班|代我|代一下|代|替我|替班|替|顶班|顶)`),
  new RegExp(`(?:^|[\\s,，。;；、])${NAME}(?:帮我|来|先)?(?:代班|代我|代一下|代|替我|替班|替|顶班|顶)`),
]
const FILLER =
  /请个?假|休假|年假|病假|事假|调休|出差|外出学习|不在岗|不上班|我|本人|要|想|需|从|起|开始|休|有事|一天|两天|半天|几天|的|了|吧|[\s,，。.;；、！!]/g

/** The deputy named in the words, and what is left of them. */
function takeDeputy(text: string): { deputy: string | null; rest: string } {
  for (const pattern of BY) {
    const found = pattern.exec(text)
    if (found) return { deputy: found[1] ?? null, rest: text.replace(found[0], ' ') }
  }
  return { deputy: null, rest: text }
}

/**
 * 我明天请假，李四代 · 8月3日到5日出差，由张三代. null for anything that tells more than that: 请假 is also said
 * of others, and of what is wrong. After `/away` (`asked`) the word for it may be left out.
 */
export function awayWords(text: string, now: LocalTime, asked = false): AwayWords | null {
  if ([...text].length > 40 || (!asked && !LEAVE.test(text))) return null
  const timed = findSpan(text.replaceAll(/\s+/g, ' '), now)
  if (!timed) return null
  const { deputy, rest } = takeDeputy(timed.rest)
  return rest.replaceAll(FILLER, '') === '' ? { span: timed.span, deputy } : null
}

/** 我回来了 says that an absence is over. */
export function saysBack(text: string): boolean {
  return /^我?(?:销假|取消请假|不请假了|请假取消|提前回来了|回来上班了|已?回岗|销假了)(?:了|啦)?[。.!！]*$/.test(
    text.replaceAll(/\s+/g, ''),
  )
}

/** What time 谁值班 asks about. */
export type DutyWhen = 'now' | 'tonight' | 'week'

const WHO =
  /^(?:请问|问一下|看看|查一下|查)?(今晚上?|今夜|夜里|现在|目前|今天|这周|本周|这个?星期)?(?:是|有|轮到)?(?:谁|哪个|哪位|什么人)(?:在)?(?:值班|当班|值守)(?:的|啊|呢|呀)?[?？。]*$/
const TABLE =
  /^(?:请问|看看|查一下|查|看一下)?(今晚上?|今夜|现在|今天|这周|本周|这个?星期)?(?:的)?值班(?:表|安排|人员|是谁|的是谁|人是谁)[?？。]*$/

export function whenOf(word: string): DutyWhen {
  if (/今晚|今夜|夜里|tonight/i.test(word)) return 'tonight'
  return /周|星期|week/i.test(word) ? 'week' : 'now'
}

/** 今晚谁值班, 这周值班表; null for anything else. */
export function dutyWords(text: string): DutyWhen | null {
  const words = text.replaceAll(/\s+/g, '')
  if ([...words].length > 20) return null
  const found = WHO.exec(words) ?? TABLE.exec(words)
  if (!found) return null
  return found[1] === undefined && TABLE.test(words) ? 'week' : whenOf(found[1] ?? '')
}

/** Somebody wants another person to stand a shift, or to change shifts. */
export interface SwapWords {
  /** The own shift is one of this time. */
  own: Span
  other: string
  /** What is stood in return. */
  theirs: Span | null
}

const SWAP = /换班|换给|换个班|调班|替我值班|顶我的班/
const SWAP_FILLER =
  /换个?班|换给|调班|替我值班|顶我的班|一下|我|想|要|跟|和|与|同|给|请|的|班|值|晚上|夜里|夜班|白班|用|换|吧|行吗|[\s,，。.;；、？?]/g

/** 8月3日和李四换班 · 我8月3日的班和李四8月5日的换. After `/swap` (`asked`) the word for it may be left out. */
export function swapWords(text: string, now: LocalTime, asked = false): SwapWords | null {
  if ([...text].length > 40 || (!asked && !SWAP.test(text))) return null
  const own = findSpan(text.replaceAll(/\s+/g, ' '), now)
  if (!own) return null
  const theirs = findSpan(own.rest, now)
  const other = (theirs?.rest ?? own.rest).replaceAll(SWAP_FILLER, '')
  if (!/^[\u4e00-\u9fff·]{2,4}$/.test(other)) return null
  return { own: own.span, other, theirs: theirs?.span ?? null }
}

/** 换班 alone asks how. */
export function asksSwap(text: string): boolean {
  return /^(?:我?想?要?)?(?:换班|换个班|调班)(?:怎么办|怎么换|吧)?[。?？]*$/.test(text.replaceAll(/\s+/g, ''))
}
