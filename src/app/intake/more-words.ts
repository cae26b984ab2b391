import type { CommandKind } from '../../domain/ticket/decision.ts'

/** Commands of the work that were not among the first: each needs more than a word, or may be taken for talk. */
export const ORDERS = [
  'start',
  'ask_extension',
  'grant_extension',
  'deny_extension',
  'suspend',
  'resume',
  'reopen',
  'split',
  'assign',
  'follow',
  'unfollow',
  'note',
] as const satisfies readonly CommandKind[]
export type Order = (typeof ORDERS)[number]

export function isOrder(kind: string): kind is Order {
  return (ORDERS as readonly string[]).includes(kind)
}

/**
 * What may follow the word: `end` nothing; `reason` nothing or a reason that is marked as one; `time` a time, a reason
 * or nothing; `terms` anything after a blank or a mark, or nothing; `text` only what stands behind a colon or a
 * blank; `name` who.
 */
type Shape = 'end' | 'reason' | 'time' | 'terms' | 'text' | 'name'

const WORDS: readonly [RegExp, Order, Shape][] = [
  [
    /^(?:我们|我|已经?|现在|今天|刚)*(?:开工|动工|开始(?:施工|干活|维修|修理|抢修|处理|办理))了?/,
    'start',
    'end',
  ],
  [/^(?:我们|我)?(?:想|要|得|需要|申请|请求)?(?:延期|延长时限|宽限)/, 'ask_extension', 'time'],
  [/^(?:同意|批准|准许?)(?:了)?(?:延期|宽限)(?:申请)?/, 'grant_extension', 'time'],
  [/^(?:不同意|不批准?|不准|不予|驳回)(?:延期|宽限)(?:申请)?/, 'deny_extension', 'reason'],
  [/^(?:先|申请)?(?:挂起(?!来)|暂缓(?:办理|处理)|暂停(?:办理|处理))/, 'suspend', 'terms'],
  [/^(?:恢复(?:办理|处理)?|取消挂起|继续(?:办理|处理))/, 'resume', 'end'],
  [/^(?:重新(?:办理|处理|打开|办)|重开|重办)/, 'reopen', 'reason'],
  [/^(?:拆出来|拆出|拆单|拆分|分出来)/, 'split', 'text'],
  [/^(?:派给|指派给?|分派给?|交办给)/, 'assign', 'name'],
  [/^(?:取消关注|不(?:再)?关注)了?/, 'unfollow', 'end'],
  [/^关注(?:一下)?/, 'follow', 'end'],
  [/^(?:内部)?备注/, 'note', 'text'],
]

const MARK = '[\\s,\\uFF0C。.:\\uFF1A;\\uFF1B、]'
const REASON = new RegExp(`^(?:${MARK}|因为|由于|原因|理由|是因为)`)
const TIME =
  /^\s*(?:到|至|半|\d{1,3}\s*个?(?:分钟|小时|钟头|工作日|天|日|周|星期|礼拜|月)|[一两二三四五六七八九十]{1,3}个?(?:半|分钟|小时|钟头|工作日|天|周|星期|礼拜|月)|明天|后天|大后天|今天|今晚|[下本这]?个?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}月\d)/
const END = /^[\s。.~\uFF0C,!\uFF01]*(?:吧|啦|哈|哦|呀)?[\s。.~!\uFF01]*$/
const TEXT = /^\s*[:\uFF1A,\uFF0C]\s*\S|^\s+\S/
/** A name or a post, without a pause; pronouns name nobody. */
const NAME =
  /^\s*(?![谁你您我他她它咱大每各])[^\s,\uFF0C。:\uFF1A;\uFF1B、?\uFF1F!\uFF01]{1,12}(?:$|[\s,\uFF0C。])/

function fits(shape: Shape, rest: string): boolean {
  if (END.test(rest)) return shape !== 'text' && shape !== 'name'
  switch (shape) {
    case 'end':
      return false
    case 'reason':
      return REASON.test(rest)
    case 'time':
      return REASON.test(rest) || TIME.test(rest)
    case 'terms':
      return REASON.test(rest) || TIME.test(rest)
    case 'text':
      return TEXT.test(rest)
    case 'name':
      return NAME.test(rest)
  }
}

/** A question is no order: 31号同意延期吗. */
const ASKS = /[?\uFF1F吗嘛]\s*$/

/**
 * 开工了, 延期两天 因为配件没到, 同意延期, 挂起 等雨停 到周五, 派给张三, 备注：…: what is said of a ticket, its number having been taken
 * off. `trailing` finds a number behind the word (关注31号). null when it is talk.
 */
export function orderWords(
  body: string,
  trailing: (after: string) => { number: string; rest: string } | null,
): { command: Order; number: string | null; rest: string } | null {
  if (ASKS.test(body)) return null
  for (const [pattern, command, shape] of WORDS) {
    const found = pattern.exec(body)
    if (!found) continue
    const after = body.slice(found[0].length)
    const behind = trailing(after)
    // 派给31号 names nobody, 恢复31号楼供水 no ticket.
    const rest = behind?.rest ?? after
    if (!fits(shape, rest)) continue
    const words = rest.replace(new RegExp(`^${MARK}+`), '').trim()
    return { command, number: behind?.number ?? null, rest: END.test(words) ? '' : words }
  }
  return null
}
