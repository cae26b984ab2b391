import type { Urgency } from '../../domain/ticket/types.ts'

/** What somebody says of how a ticket was read: 31号归路灯, 31号改成紧急, 31号地点是3网格2单元. */
export interface FixWords {
  /** Running number as written, or null where the message answers a card. */
  number: string | null
  /** `any`: a category or an urgency, as the words tell. */
  field: 'category' | 'urgency' | 'place' | 'any'
  words: string
  /** What it is said not to be. */
  not: string | null
  /** False for words that may as well be talk (31号是…): they count only where nothing else can be meant. */
  plain: boolean
}

const NUMBER = /^(?:([A-Za-z]{1,4}-\d{4}-\d{1,6}|\d{1,6})\s*(?:号单?|单|(?=\s))[\s,\uFF0C:\uFF1A]*)?/
const TO = '(?:应该|应)?(?:改成|改为|改到|归|算|定为|是|在|:|\uFF1A)?\\s*'
const NOT_BUT = /^不是(.{1,12}?)[\s,\uFF0C。、]*(?:而是|应该是|是)(.{1,24})$/
const BUT_NOT = /^(?:应该|其实)?是(.{1,24}?)[\s,\uFF0C。、]*(?:而)?不是(.{1,12})$/
const FORMS: readonly [RegExp, FixWords['field'], boolean][] = [
  [new RegExp(`^(?:改)?(?:类别|分类|类型|category)${TO}(.{1,24})$`), 'category', true],
  [new RegExp(`^(?:改)?(?:紧急程度|急缓|缓急|urgency)${TO}(.{1,8})$`), 'urgency', true],
  [new RegExp(`^(?:改)?(?:地点|位置|地址|place)${TO}(.{1,60})$`), 'place', true],
  [/^(?:应该|应)?(?:归为?|归到|算|属于)(.{1,24})$/, 'category', true],
  [/^(?:应该|应)?(?:改成|改为|调成|定为)(.{1,24})$/, 'any', true],
  [/^(?:应该|其实)是(.{1,24})$/, 'any', true],
  [/^是(.{1,24})$/, 'category', false],
]

const clean = (words: string): string =>
  words.replace(/^[\s:\uFF1A"“”]+|[\s。.!\uFF01"“”]+$/g, '').replace(/(?:类|这一?类)$/, '')

/** null when the words are no correction. */
export function fixWords(text: string): FixWords | null {
  const trimmed = text.trim()
  if (trimmed.length > 90 || trimmed.includes('\n') || /[?\uFF1F吗]$/.test(trimmed)) return null
  const lead = NUMBER.exec(trimmed)
  const number = lead?.[1] ?? null
  const body = trimmed.slice(lead?.[0].length ?? 0)
  const made = (field: FixWords['field'], words: string | undefined, not: string | null, plain: boolean) => {
    const said = clean(words ?? '')
    return said === '' ? null : { number, field, words: said, not: not === null ? null : clean(not), plain }
  }
  const notBut = NOT_BUT.exec(body)
  if (notBut) return made('category', notBut[2], notBut[1] ?? '', true)
  const butNot = BUT_NOT.exec(body)
  if (butNot) return made('category', butNot[1], butNot[2] ?? '', true)
  for (const [pattern, field, plain] of FORMS) {
    const found = pattern.exec(body)
    if (found) return made(field, found[1], null, plain)
  }
  return null
}

const URGENCY_WORDS: readonly [RegExp, Urgency][] = [
  [/^(?:特急|紧急|十万火急|emergency)$/i, 'emergency'],
  [/^(?:较急|比较急|加急|急|urgent)$/i, 'urgent'],
  [/^(?:一般|普通|正常|normal)$/i, 'normal'],
  [/^(?:不急|不紧急|低|缓办?|low)$/i, 'low'],
]

/** The urgency that the words name, as the cards say it; null for other words. */
export function urgencyOf(words: string): Urgency | null {
  return URGENCY_WORDS.find(([pattern]) => pattern.test(words.trim()))?.[1] ?? null
}
