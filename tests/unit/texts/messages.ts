import { readFileSync } from 'node:fs'
import { FluentResource } from '@fluent/bundle'
import { LOCALES, type Locale } from '../../../src/app/texts/index.ts'
import { argumentsOf } from '../../../src/lib/fluent.ts'

export interface Messages {
  /** The file as it is written. */
  source: string
  /** Arguments of each message, by key. */
  args: Map<string, string[]>
}

/** The messages of a language, read from its file. */
export function messagesOf(locale: Locale): Messages {
  const source = readFileSync(new URL(`../../../src/app/texts/${locale}.ftl`, import.meta.url), 'utf8')
  const { body } = new FluentResource(source)
  return { source, args: new Map(body.map((m) => [m.id, [...argumentsOf(m.value)].sort()])) }
}

/** Keys as they stand at the beginnings of lines: also those that cannot be read. */
export function writtenKeys(source: string): string[] {
  return [...source.matchAll(/^([a-zA-Z][\w-]*) *=/gm)].map((m) => m[1] ?? '')
}

type Value = string | number

/** What the arguments may hold, as the code gives them; every variant of a message is in it. */
const SAMPLES: Record<string, readonly Value[]> = {
  short: ['31'],
  stakes: ['2 人受伤、有孩子'],
  category: ['电线破损'],
  urgency: ['特急'],
  place: ['东沁村 3网格1单元 陈阿婆家门口'],
  area: ['东沁村 3网格1单元'],
  who: ['none', 'own', '供电所 张工'],
  other: ['28'],
  into: ['28'],
  name: ['陈淑华'],
  post: ['单元长'],
  posts: ['东沁村 3网格1单元 单元长'],
  time: ['8:05', '昨天 18:30'],
  weekday: ['周五'],
  month: [1, 5, 12],
  day: [31],
  n: [1, 1.5, 3],
  accept: ['今天 8:35'],
  resolve: ['明天 17:00'],
  due: ['今天 8:35'],
  left: ['12 分钟'],
  until: ['周五 18:00'],
  limit: [2, 168],
  late: ['3 小时'],
  wait: ['30 分钟'],
  summary: ['电线破皮了，下雨天滋滋响'],
  text: ['none', '下雨天滋滋响'],
  result: ['换了新线'],
  reason: ['none', '是有线电视的线'],
  department: ['供电所'],
  informed: ['yes', 'no'],
  role: ['网格长'],
  vacant: ['none', '网格长、村负责人'],
  next: ['none', '村负责人'],
  since: ['昨天 9:00'],
  stage: ['停止'],
  nextDue: ['周五 18:00'],
  away: ['none', '网格长'],
  absent: ['none', '张建国'],
  rule: ['none', '夜间紧急'],
  step: [2],
  from: ['8月3日', '镇'],
  to: ['8月5日'],
  when: ['今天 18:00 到 明天 8:00'],
  deputy: ['none', '郑文斌'],
  back: ['none', '8月5日'],
  owner: ['供电所'],
  by: ['none', '张工'],
  what: ['接单'],
  state: ['已办结待确认'],
  can: ['您可以：补充、催办。'],
  list: ['补充、催办'],
  example: ['东沁村'],
  town: ['东庄镇'],
  act: ['report', 'request'],
  words: ['none', '“破皮”'],
  runner: ['none', '用电隐患'],
  sure: ['high', 'fair', 'low'],
  before: ['停电'],
  value: ['96%'],
  more: ['yes', 'no'],
  year: ['none', '2025'],
  counts: [19, 4.8],
  of: [20],
  head: ['东沁村 11月（截至 今天 8:35）'],
  figure: ['响应率 95%（19/20）'],
  told: ['没达到'],
  level: ['村'],
  why: ['used_up', 'consent', 'broken'],
  planned: ['none', '周五 15:00'],
  days: [5],
  outcome: ['not_agreed', 'agreed', 'put_off', 'to_court', 'withdrawn'],
  open: [7],
  overdue: [1, 0],
  resolved: [4],
  opened: [3],
  closed: [2],
  rated: [4],
  rate: ['none', '75', '响应率'],
  span: ['本周', '8月3日 到 8月5日'],
  dates: ['11月23日–11月28日'],
  pages: [4],
  total: [3],
  kind: ['应急'],
  delay: ['none', '7 分钟'],
  parent: ['31'],
  far: ['3.2 公里'],
}

/** Sets of arguments that go through every variant of a message at least once. */
export function samplesFor(key: string, names: readonly string[]): Record<string, Value>[] {
  const values = names.map((name) => {
    const samples = SAMPLES[name]
    if (!samples)
      throw new Error(`${key}: no sample for { $${name} }; add one to tests/unit/texts/messages.ts`)
    return samples
  })
  const rounds = Math.max(1, ...values.map((v) => v.length))
  return Array.from({ length: rounds }, (_, round) =>
    Object.fromEntries(
      names.map((name, i): [string, Value] => [name, values[i]?.[round % (values[i]?.length ?? 1)] ?? '']),
    ),
  )
}

export const BOTH: readonly (readonly [Locale, Messages])[] = LOCALES.map((l) => [l, messagesOf(l)] as const)
