import type { BotCommand } from '../../domain/message.ts'

const PLEASE = '(?:请问|请|麻烦|帮忙|帮我|给我|劳驾|我想问问?|问一下)?'
const NOW = '(?:现在|眼下|目前|到现在)?'
const WHERE =
  '(?:(?:(?:我们|咱们?)(?:这个|这边|的)?(?:PLACE)?|(?:本|全|这个)(?:PLACE)|这边|这里)(?:的)?)?'.replaceAll(
    'PLACE',
    '网格|单元|村里?|社区|镇里?|小区|片区|部门|所里?|站里?',
  )
const HOW_MANY = '(?:还)?(?:有)?(?:几|多少)(?:件|个|条|张|单)?(?:事|单子?|工单|件)?'
const END = '(?:啊|呀|呢|了)?[。.?\uFF1F~\u2026]*$'
const NOT_DONE =
  '(?:没办|没办完|没办结|没办好|没处理|没处理完|没处理好|没完|未办|未办结|未处理|在办)(?:的|了|呢)?'
const LATE = '(?:超期|逾期)(?:了|的)?(?:没办|没办结|没处理)?(?:的)?(?:单子|工单)?'
const DONE = '(?:办结|办完|办好|处理完|处理好)(?:了|的)?'
const OPENED = '(?:新报|上报|新增|报上来|报)(?:了|的)?'

const DAY = '(今天|今日|本日)'
const YESTERDAY = '(昨天|昨日)'
const WEEK = '(这周|本周|这个?星期|这个?礼拜|本星期)'
const LAST_WEEK = '(上周|上个?星期|上个?礼拜)'
const MONTH = '(这个?月|本月)'
const LAST_MONTH = '(上个?月)'
/** Each in a group of its own, in this order. */
const SPANS = ['day', 'last day', 'week', 'last week', 'month', 'last month'] as const
const WHEN = `(?:${[DAY, YESTERDAY, WEEK, LAST_WEEK, MONTH, LAST_MONTH].join('|')})`

/** The whole message is the question; what has a word more is talk, or a report. */
const whole = (...parts: string[]): RegExp => new RegExp(`^${parts.join('')}${END}`)

const OVERDUE = [
  whole(PLEASE, `${WHEN}?`, WHERE, NOW, HOW_MANY, LATE),
  whole(PLEASE, `${WHEN}?`, WHERE, NOW, LATE, HOW_MANY),
  whole(PLEASE, `${WHEN}?`, WHERE, NOW, '有没有', LATE),
]
const OPEN = [
  whole(PLEASE, `${WHEN}?`, WHERE, NOW, HOW_MANY, NOT_DONE),
  whole(PLEASE, `${WHEN}?`, WHERE, NOW, NOT_DONE, HOW_MANY),
]
const TOGETHER = '(?:一共|总共|共)?'
const RESOLVED = [
  whole(PLEASE, WHERE, WHEN, WHERE, TOGETHER, DONE, HOW_MANY),
  whole(PLEASE, WHERE, WHEN, WHERE, TOGETHER, HOW_MANY, DONE),
]
/** Somebody reports matters, not names for an outing: 几件, 几单. */
const MATTERS = '(?:几|多少)(?:件|单|起|条)(?:事|单子|工单)?'
const REPORTED = [whole(PLEASE, WHERE, WHEN, WHERE, TOGETHER, OPENED, MATTERS)]

const NUMBER = '(?:第)?([A-Z]{1,4}-\\d{4}-\\d{1,6}|\\d{1,6}(?=号|单))号?(?:单|工单)?(?:的)?(?:现在)?'
const PROGRESS = [
  '到哪(?:一)?步',
  '办到哪(?:里|儿)?(?:一?步)?',
  '处理到哪(?:里|儿)?(?:一?步)?',
  '(?:进展|进度)(?:到哪|怎么样|如何|咋样)?',
  '(?:什么|啥)(?:进展|进度)',
  '(?:办|处理)(?:得|的)?(?:怎么样|如何|咋样)',
  '办结了?(?:没有|没|吗)',
  '(?:办|处理)(?:完|好)了?(?:没有|没|吗)',
]
const TICKET = whole(PLEASE, '(?:查|看|查查|看看|查一下|看一下|问问)?', NUMBER, `(?:${PROGRESS.join('|')})`)

const SEND = '(?:发|看|看看|看下|出|来|给|要|查|查查|做|拉)?(?:一下|一份|一个|下|份|个)?(?:我们?|大家|群里)?'
const KIND = '(日报|周报|月报)(?:表)?(?:发一下|看一下|发我|来一份|发群里|发出来)?'
/** 发周报了 tells that it is done, so no END here. */
const REPORT = new RegExp(
  `^${[PLEASE, SEND, WHERE, `${WHEN}?的?`, WHERE, KIND].join('')}[。.?\\uFF1F~\\u2026]*$`,
)
const SPAN_OF: Record<string, string> = { 日报: 'day', 周报: 'week', 月报: 'month' }

/** Characters of the longest such question. */
const MOST = 24

/**
 * A question about how things stand, in plain words, as the command that answers it: 这周还有几个超期, 今天办结几件,
 * 我们网格还有多少没办, 31号到哪一步了, 发一下本周的周报. null for everything else.
 */
export function plainQuestion(text: string): BotCommand | null {
  const words = text.replaceAll(/[\s,\uFF0C]+/g, '')
  if (words.length === 0 || words.length > MOST) return null
  if (OVERDUE.some((p) => p.test(words))) return { name: 'overdue', args: '' }
  if (OPEN.some((p) => p.test(words))) return { name: 'status', args: '' }
  const resolved = spanIn(RESOLVED, words)
  if (resolved) return { name: 'count', args: `resolved ${resolved}` }
  const opened = spanIn(REPORTED, words)
  if (opened) return { name: 'count', args: `opened ${opened}` }
  const number = TICKET.exec(words)?.[1]
  if (number) return { name: 'ticket', args: number }
  return reportIn(words)
}

/** Which span the question names; null when it is none of them. */
function spanIn(patterns: readonly RegExp[], words: string): string | null {
  const found = patterns.map((p) => p.exec(words)).find((m) => m !== null)
  const index = found?.slice(1).findIndex((group) => group !== undefined) ?? -1
  return SPANS[index] ?? null
}

/** 本周的日报 is no report there is. */
function reportIn(words: string): BotCommand | null {
  const found = REPORT.exec(words)
  const kind = SPAN_OF[found?.at(-1) ?? '']
  if (!found || !kind) return null
  const named = SPANS[found.slice(1, -1).findIndex((group) => group !== undefined)] ?? kind
  return named === kind || named === `last ${kind}` ? { name: 'report', args: named } : null
}
