import { type NumberChain, numberChains } from '../../area/numbered.ts'
import { normalise } from '../normalise.ts'
import { CONCEPTS } from './concepts.ts'
import { CODE_LEVEL, cut, isGlue, type Piece } from './cut.ts'
import { findNames, isSuffix, type Name } from './names.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A letter read once for comparing: plain text, names, numbers and terms. */
export interface Letter {
  id: string
  /** Days since 1970, null when the time can't be read. */
  day: number | null
  title: string
  /** It came with a title; otherwise `title` is its first sentence. */
  titled: boolean
  /** Title and text in one. */
  full: string
  /** All words and what lies between them in their order, without white space and marks. */
  tokens: readonly Token[]
  names: readonly Name[]
  titleNames: readonly Name[]
  titleNumbers: readonly NumberChain[]
  /** Weight of each term: everyday words, and pairs of characters out of what is none. The title counts twice. */
  terms: ReadonlyMap<string, number>
  titleTerms: ReadonlySet<string>
  /** Terms that stand in names. */
  nameTerms: ReadonlySet<string>
  /**
   * Words for a kind of place that always stand right behind the same characters of a name, with these: 校区 in
   * 银杏岭校区. Where two letters have them behind the same ones, they tell the place and not the matter.
   */
  behind: ReadonlyMap<string, string>
  /** What stands right before and right after pairs of characters that make no word, two characters each. */
  beside: ReadonlyMap<string, ReadonlySet<string>>
}

/** A citizen's letter as it comes in. */
export interface Message {
  id: string
  /** As the person's system wrote it: `2019/2/28 11:25:05`, `2019-02-28T11:25:05+08:00`; may be missing. */
  time?: string | null | undefined
  title?: string | null | undefined
  text?: string | null | undefined
}

/** In a name these tell who is spoken of, not what happened. */
const BODY = new Set(
  '学校 小学 中学 大学 学院 幼儿园 医院 银行 酒店 宾馆 公司 驾校 集团 超市 大桥 隧道 大道 广场 公园 市场'.split(
    ' ',
  ),
)
/** A text of so few characters without a title is its own title. */
const SHORT = 60
const MS_PER_DAY = 86_400_000

export function readLetter({ id, time, title, text }: Message): Letter {
  const body = normalise(text ?? '').text
  const own = normalise(title ?? '').text
  const titled = own !== ''
  const head = own || firstSentence(body)
  const full = `${head}\n${body}`
  const pieces = cut(full)
  const names = findNames(full, pieces)
  const titleNames = names.filter((name) => name.end <= head.length)
  const terms = new Map<string, number>()
  const titleTerms = new Set<string>()
  const nameTerms = new Set<string>()
  const behind = new Map<string, string>()
  const beside = new Map<string, Set<string>>()
  const inName = spanTest(full.length, names)
  for (const piece of pieces) {
    const before = PLACE_WORD.test(piece.text) && piece.level !== null ? lastNamed(full, piece.start) : ''
    for (const [term, at] of termsOf(piece)) {
      if (piece.level !== null) behind.set(term, (behind.get(term) ?? before) === before ? before : '')
      else beside.set(term, besides(full, at, term.length, beside.get(term)))
      const inTitle = at < head.length
      terms.set(term, (terms.get(term) ?? 0) + (inTitle ? 2 : 1))
      if (inTitle) titleTerms.add(term)
      if (inName(at) && (BODY.has(piece.text) || (!term.startsWith('#') && !isSuffix(term))))
        nameTerms.add(term)
    }
  }
  return {
    id,
    day: dayOf(time),
    title: head,
    titled,
    full,
    tokens: tokensOf(full, pieces),
    names,
    titleNames,
    titleNumbers: numberChains(withoutCodes(full.length <= SHORT * 2 ? full : head)),
    terms,
    titleTerms,
    nameTerms,
    behind,
    beside,
  }
}

/** Of a pair of characters that stands very often, the first places are enough. */
const MOST_BESIDE = 8

function besides(full: string, at: number, length: number, known = new Set<string>()): Set<string> {
  if (known.size >= MOST_BESIDE) return known
  const before = full.slice(Math.max(0, at - 2), at)
  const after = full.slice(at + length, at + length + 2)
  if (/^[一-龥a-z\d]{2}$/.test(before) && !isGlue(before.charAt(1))) known.add(`${before}-`)
  if (/^[一-龥a-z\d]{2}$/.test(after) && !isGlue(after.charAt(0))) known.add(`-${after}`)
  return known
}

/** Words for a kind of place; two of them behind one name are one place. */
const PLACE_WORD =
  /(?:[站区店场馆厅院所楼厂门前口园城街路桥校]|中心|小学|中学|巴士|线路|物业|项目|楼盘|洋房|工地)$/

/** The two characters before, if a word can be behind them in a name. */
function lastNamed(full: string, at: number): string {
  const before = full.slice(Math.max(0, at - 2), at)
  return /^[一-龥a-z\d]{2}$/.test(before) && !isGlue(before.charAt(1)) ? before : ''
}

function firstSentence(body: string): string {
  const end = body.search(/[。!?;\n]/)
  return body.slice(0, end > 8 && end < SHORT ? end : SHORT)
}

function termsOf(piece: Piece): [term: string, at: number][] {
  if (piece.level === CODE_LEVEL) return []
  if (piece.level !== null) {
    const matter = CONCEPTS.get(piece.text)
    return matter === undefined
      ? [[piece.text, piece.start]]
      : [
          [piece.text, piece.start],
          [matter, piece.start],
        ]
  }
  const terms: [string, number][] = []
  for (const match of piece.text.matchAll(
    /[a-z]+\d*|\d+[a-z]+|\d+[一-龥](?<![栋幢号座组期楼层室区元年月日点时分米个人户万岁天次块条路平多余])/g,
  ))
    if (match[0].length >= 2) terms.push([match[0], piece.start + match.index])
  for (let i = 0; i + 2 <= piece.text.length; i++) {
    const pair = piece.text.slice(i, i + 2)
    if (!/\d/.test(pair)) terms.push([pair, piece.start + i])
  }
  return terms
}

function spanTest(length: number, spans: readonly { start: number; end: number }[]): (at: number) => boolean {
  const marked = new Uint8Array(length)
  for (const span of spans) marked.fill(1, span.start, span.end)
  return (at) => marked[at] === 1
}

function dayOf(time: string | null | undefined): number | null {
  const parts = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(time ?? '')
  if (!parts) return null
  return Math.floor(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / MS_PER_DAY)
}

/** A4区 is a district, no zone 4. */
export const withoutCodes = (text: string) =>
  text.replace(/[a-z]\d{1,2}区|[a-z]\d{0,2}[县市]/g, (code) => ' '.repeat(code.length))
