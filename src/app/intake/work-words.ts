import type { CommandKind } from '../../domain/ticket/decision.ts'
import { type Order, orderWords } from './more-words.ts'

type FirstWord = Extract<
  CommandKind,
  | 'accept'
  | 'return'
  | 'transfer'
  | 'resolve'
  | 'urge'
  | 'withdraw'
  | 'confirm'
  | 'dispute'
  | 'reject'
  | 'rate'
  | 'ask_excuse'
>

/** A command in plain words on one ticket: 办结, 31号转给水务站, 催一下31号. */
export interface WorkWords {
  command: FirstWord | Order
  /** Running number as written, or null where the message answers a card. */
  number: string | null
  /** What follows: a result, a reason, a department; of a rating all of it. */
  rest: string
}

const NUMBER = String.raw`(?:([A-Z]{1,4}-\d{4}-\d{1,6}(?:-\d{1,2})?|\d{1,6}(?:-\d{1,2})?)\s*号?(?:单)?)`

/** Word → command; a word counts only at the beginning or right after the number. */
const WORDS: readonly [RegExp, FirstWord][] = [
  [/^(?:我)?(?:接单|接了|我接|我来|收到[,\uFF0C]?(?:马上|这就)(?:去|到|来|处理))/, 'accept'],
  [/^(?:办结|处理完了|处理好了|已办结|已处理(?:完|好)?了?|搞定了?)/, 'resolve'],
  [/^(?:转给|转办给?|转到)/, 'transfer'],
  [/^(?:退回|退单|不是我们的?|不归我们管?)/, 'return'],
  [/^(?:催办|催一下|催一催|催催|催)/, 'urge'],
  [/^(?:不是(?:隐患|上报|报事)|撤销|撤回)/, 'withdraw'],
  [/^(?:已解决|解决了|确认解决)/, 'confirm'],
  [/^(?:没修好|没解决|还没好|还没修好)/, 'dispute'],
  [/^(?:不予受理|不受理)/, 'reject'],
  [/^(?=(?:[很太不大怎么非常基本比较还算挺十分特别]{0,4})满意(?!度|率))/, 'rate'],
  [/^(?:申诉|申请(?:剔除|不计|免责|不算))/, 'ask_excuse'],
]

const LEADING_NUMBER = new RegExp(`^${NUMBER}[\\s,\uFF0C:\uFF1A]*`)
const TRAILING_NUMBER = new RegExp(`^[\\s]*${NUMBER}[\\s,\uFF0C:\uFF1A]*`)

/** Behind a word of these only a number that is plainly one of a ticket: 关注31号, not 关注31. */
const ORDER_NUMBER = /^\s*([A-Z]{1,4}-\d{4}-\d{1,6}|\d{1,6})\s*(?:号单?|单)/

/** null when the words are no command. */
export function workWords(text: string): WorkWords | null {
  const trimmed = text.trim()
  const lead = LEADING_NUMBER.exec(trimmed)
  const body = lead ? trimmed.slice(lead[0].length) : trimmed
  for (const [pattern, command] of WORDS) {
    const found = pattern.exec(body)
    if (!found) continue
    const after = body.slice(found[0].length)
    const trail = lead ? null : TRAILING_NUMBER.exec(after)
    const rest = (trail ? after.slice(trail[0].length) : after).replace(/^[\s,\uFF0C。:\uFF1A;\uFF1B、]+/, '')
    return { command, number: lead?.[1] ?? trail?.[1] ?? null, rest: rest.trim() }
  }
  const order = orderWords(body, (after) => {
    const behind = lead ? null : ORDER_NUMBER.exec(after)
    return behind?.[1] ? { number: behind[1], rest: after.slice(behind[0].length) } : null
  })
  return order && { ...order, number: lead?.[1] ?? order.number }
}

const DONE =
  /(?:已经?|都|刚)?(?:换|修|装|清|补|疏通|加固|拆|拖|扑|处理|解决|恢复|更换|安装|清理|清运|修复|抢修|接)(?:了|好|完|通|妥|过|掉|走|毕)|(?:已|已经)(?:换|修|装|清|补|疏通|加固|拆|处理|解决|恢复|更换|安装|清理|修复|抢修)|完成|办结|搞定|通电了|来电了|来水了/
const NOT_DONE =
  /还没|没有?(?:修|换|处理|解决|好)|未|准备|打算|马上|正在|等|明天|稍后|去了|需要|能不能|吗|[?\uFF1F]/

/** A handler's words say that the work is done. */
export function saysDone(text: string): boolean {
  return DONE.test(text) && !NOT_DONE.test(text)
}

/** A handler's words say that somebody is on the way. */
export function saysComing(text: string): boolean {
  return /(?:马上|这就|正在|已经?在?|立刻|现在)(?:过?去|赶来|赶去|路上|到|来|出发|安排|派人)|收到|接单|好的/.test(
    text,
  )
}
