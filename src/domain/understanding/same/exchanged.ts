import { isGlue } from './cut.ts'
import { numbered, textOf } from './exchanged-numbers.ts'
import { beforeOneSuffix, everydayWords, isOrdinary, isUsual } from './exchanged-words.ts'
import type { Letter } from './letter.ts'
import { type LoneCandidate, loneExchange } from './lone-exchange.ts'
import { MANNER } from './manner.ts'
import { isSuffix, type Name } from './names.ts'
import { narrowed } from './narrowed.ts'
import { type Exchange, sideBySide } from './side-by-side.ts'
import { isTransposed, isVariant } from './slips.ts'
import type { Token } from './tokens.ts'

/** Longer passages than this are rewritten, not exchanged, characters. */
const LONGEST = 14
/** From this part of common words on one text is a copy of the other. */
const COPY = 0.66
/** Who speaks or points names nothing. */
const PRONOUN = /[我你他她它们这那]/
/** Who is written to. */
const ADDRESSED = /书记|[省市县区镇乡局处厅部]长|主任|领导|同志/

/** What stands in one text in the place of a name or number in the other. */
export interface ExchangedPlace {
  a: string
  b: string
  /** In the title and again further on; or it is what a place is numbered by. */
  throughout: boolean
}

/** Names or numbers of places that were exchanged between two texts of else the same wording, or null. */
export function exchangedPlace(a: Letter, b: Letter): ExchangedPlace | null {
  const { found, common, size } = sideBySide(a.tokens, b.tokens)
  if (common < COPY) return null
  const swaps = found
    .map((exchange) => swapOf(a, b, exchange))
    .filter(({ one, two }) => one.length <= LONGEST && two.length <= LONGEST)
  const codes = swaps.find((swap) => swap.codes[0] && swap.codes[1] && swap.codes[0] !== swap.codes[1])
  if (codes) return { a: codes.one, b: codes.two, throughout: false }
  const apart =
    swaps.filter((swap) => !swap.codes[0] && !swap.codes[1]).find((swap) => tellsApart(a, b, swap, swaps)) ??
    swaps.find((swap) => swap.inTitles && isRecoded(swap))
  if (apart)
    return {
      a: nameOf(a, apart.a),
      b: nameOf(b, apart.b),
      throughout: isThroughout(alikeOnes(apart, swaps)) || numbered(a, apart.a, b, apart.b),
    }
  const lone = loneExchange(swaps, size * (1 - common), size)
  if (lone) return { a: nameOf(a, lone.a), b: nameOf(b, lone.b), throughout: true }
  const side = narrowed(a, b)
  return side && { ...side, throughout: true }
}

/** A code that stands in a name (A9市河 for 浏阳河), with another name in its place. */
const isRecoded = ({ codes: [mine, theirs], core: [one, two] }: Swap) =>
  (mine !== undefined && theirs === undefined && mine === one && /^[一-龥]{1,4}$/.test(two)) ||
  (theirs !== undefined && mine === undefined && theirs === two && /^[一-龥]{1,4}$/.test(one))

/** The words with what goes on behind them, where they are a number or one character. */
function nameOf({ full }: Letter, tokens: readonly Token[]): string {
  const [first, last] = [tokens[0], tokens[tokens.length - 1]]
  if (!first || !last) return ''
  const text = full.slice(first.start, last.end)
  if (text.length > 1 && !/^[\da-z]+$/.test(text)) return text
  const more = full.slice(last.end, last.end + 2)
  return text + (/^[一-龥]{1,2}/.exec(ONE_UNIT.exec(more)?.[0] ?? more)?.[0] ?? '')
}

const ONE_UNIT = /^[栋幢座组期层室区村巷弄院校楼路班门]/

/** An exchange with what is looked at. */
interface Swap extends Exchange, LoneCandidate {
  a: Token[]
  b: Token[]
  codes: readonly [string | undefined, string | undefined]
  inTitles: boolean
}

function swapOf(a: Letter, b: Letter, exchange: Exchange): Swap {
  const [one, two] = [textOf(exchange.a), textOf(exchange.b)]
  return {
    ...exchange,
    one,
    two,
    core: trimmed(one, two),
    around: around(a, exchange.a),
    codes: [codeIn(exchange.a), codeIn(exchange.b)],
    inTitles: within(a, exchange.a) && within(b, exchange.b),
  }
}

function around({ full }: Letter, tokens: readonly Token[]): readonly [string, string] {
  const [start, end] = [tokens[0]?.start ?? 0, tokens[tokens.length - 1]?.end ?? 0]
  return [full.slice(Math.max(0, start - 4), start), full.slice(end, end + 3)]
}

function trimmed(one: string, two: string): readonly [string, string] {
  const shorter = Math.min(one.length, two.length)
  let [start, end] = [0, 0]
  while (start < shorter && one[start] === two[start]) start++
  while (end < shorter - start && one[one.length - 1 - end] === two[two.length - 1 - end]) end++
  return [one.slice(start, one.length - end), two.slice(start, two.length - end)]
}

/** A district written as a code. A city's code is left out by whoever means it anyway. */
const codeIn = (tokens: readonly Token[]) =>
  tokens.find((token) => /^[a-z]\d+[区县市]$/.test(token.text))?.text

/** The places where the same was exchanged. */
const alikeOnes = (swap: Swap, all: readonly Swap[]) =>
  all.filter(({ core }) => core[0] === swap.core[0] && core[1] === swap.core[1])

const isThroughout = (alike: readonly Swap[]) => alike.length > 1 && alike.some(({ inTitles }) => inTitles)

function tellsApart(a: Letter, b: Letter, swap: Swap, all: readonly Swap[]): boolean {
  if (numbered(a, swap.a, b, swap.b)) return true
  const alike = alikeOnes(swap, all)
  if (isThroughout(alike) && isSubject(swap)) return true
  if (swap.inTitles && retitled(a, b, swap)) return true
  const weighty =
    swap.inTitles || (alike.length > 1 && !(swap.one.length <= 3 && swap.one[0] === swap.two[0]))
  return named(a, swap.a, b, swap.b, weighty) || (weighty && particular(a, swap.a, b, swap.b))
}

/**
 * Whether a word that was put in another's place in the title and again further on is what the letter is about. Nobody
 * who writes again changes a word throughout but the name of who is written to; a form letter's next sender does.
 */
function isSubject({ one, two, core: [mine, theirs] }: Swap): boolean {
  if (!/[一-龥\da-z]/.test(mine) || !/[一-龥\da-z]/.test(theirs)) return false
  if (PRONOUN.test(mine) || PRONOUN.test(theirs) || ADDRESSED.test(one) || ADDRESSED.test(two)) return false
  if (MANNER.has(one) && MANNER.has(two)) return false
  return !isTransposed(one, two) && !isTransposed(mine, theirs)
}

/** Whether the titles are one but for a word that tells places apart: 紫荆小区, 紫荆花园. */
function retitled(a: Letter, b: Letter, swap: Swap): boolean {
  const { one, two, core } = swap
  const [mine, theirs] = core
  if (/^\d+$/.test(mine) && /^\d+$/.test(theirs)) return beginsName(a, swap.a) && beginsName(b, swap.b)
  if (!/^[一-龥]{1,6}$/.test(mine) || !/^[一-龥]{1,6}$/.test(theirs)) return false
  if (a.title.replace(one, '') !== b.title.replace(two, '')) return false
  if (PRONOUN.test(mine + theirs) || ADDRESSED.test(mine + theirs) || isVariant(one, two)) return false
  if (isTransposed(mine, theirs) || tells(a, b, one, theirs) || tells(b, a, two, mine)) return false
  const words = [...swap.a, ...swap.b]
  return (
    words.every(({ text }) => isSuffix(text)) || !words.some((word) => word.text.length > 1 && isUsual(word))
  )
}

/** 58 before 好车, which is no everyday word: the number is part of the name. */
const beginsName = ({ tokens }: Letter, words: readonly Token[]) => {
  const last = words[words.length - 1]
  return tokens.some(
    ({ start, level, text }) =>
      start === last?.end && level === null && text.length > 1 && !isGlue(text[0] ?? ''),
  )
}

/** Whether a letter has other words, too, in the place of its own ones in the title. */
function tells(letter: Letter, other: Letter, own: string, words: string): boolean {
  const at = letter.title.indexOf(own)
  const around = [letter.title.charAt(at - 1) + words, words + letter.title.charAt(at + own.length)]
  return (
    around.some((found) => found.length > words.length && letter.full.includes(found)) &&
    other.id !== letter.id
  )
}

/** Names of one kind; or words that are none of the everyday ones, said more than once or longer than a slip. */
function named(
  a: Letter,
  one: readonly Token[],
  b: Letter,
  two: readonly Token[],
  weighty: boolean,
): boolean {
  if (
    !/^[一-龥\d]*[一-龥][一-龥\d]*$/.test(textOf(one)) ||
    !/^[一-龥\d]*[一-龥][一-龥\d]*$/.test(textOf(two))
  )
    return false
  if (PRONOUN.test(textOf(one) + textOf(two))) return false
  const [own, other] = [nameAround(a, one), nameAround(b, two)]
  if (own && other && own.kind === other.kind)
    return !knows(a, other.core) && !knows(b, own.core) && !isVariant(own.core, other.core)
  const [mine, theirs] = [strange(a, one), strange(b, two)]
  if (mine === null || theirs === null) return false
  if (!weighty && Math.min(mine.length, theirs.length) < 3 && !leadsToPlace(a, one)) return false
  return !knows(a, theirs) && !knows(b, mine) && !isVariant(mine, theirs)
}

/** 石桥 before 冲组: the name goes on to the word for what it is of. */
function leadsToPlace({ full }: Letter, tokens: readonly Token[]): boolean {
  const end = tokens[tokens.length - 1]?.end ?? 0
  return /^[一-龥]{0,2}(?:[组村镇乡街路巷园苑城湾府]|小区|社区|学校|中学|小学|医院)/.test(
    full.slice(end, end + 4),
  )
}

const within = ({ title }: Letter, tokens: readonly Token[]) =>
  (tokens[0]?.start ?? title.length) < title.length

/**
 * In a title, or again and again, one word was put in the place of another: told apart by it, if one of them reads as
 * a name and the other as little else. 紫藤丽都 for 香溪春天, though 春天 is an everyday word.
 */
function particular(a: Letter, one: readonly Token[], b: Letter, two: readonly Token[]): boolean {
  const [own, other] = [textOf(one), textOf(two)]
  if (!/^[一-龥\d]*[一-龥]{2}[一-龥\d]*$/.test(own) || !/^[一-龥\d]*[一-龥]{2}[一-龥\d]*$/.test(other))
    return false
  if (knows(a, other) || knows(b, own) || isVariant(own, other)) return false
  if (PRONOUN.test(own) || PRONOUN.test(other)) return false
  if (/^[一-龥]{2,7}$/.test(own) && /^[一-龥]{2,7}$/.test(other) && beforeOneSuffix(a, one, b, two))
    return !one.every(isOrdinary) || !two.every(isOrdinary)
  const [everyday, elsewhere] = [everydayWords(one), everydayWords(two)]
  return Math.min(everyday, elsewhere) === 0 && Math.max(everyday, elsewhere) <= 1
}

const knows = (letter: Letter, words: string) => letter.full.includes(words)

/** The name that the exchanged words lie in. */
function nameAround(letter: Letter, tokens: readonly Token[]): Name | undefined {
  const [first, last] = [tokens[0], tokens[tokens.length - 1]]
  if (!first || !last) return undefined
  return letter.names.find((name) => name.start <= first.start && name.end >= last.end)
}

/** The exchanged words when none of them is an everyday word and no person introduces itself with them. */
function strange(letter: Letter, tokens: readonly Token[]): string | null {
  const [first] = tokens
  const words = textOf(tokens)
  if (!first || !/[一-龥]{2}/.test(words)) return null
  if (tokens.some((token) => token.level !== null || isGlue(token.text))) return null
  const before = letter.full.slice(Math.max(0, first.start - 4), first.start)
  return words.startsWith('人') ||
    /(?:我叫|我是|本人|姓名|名叫|联系人|反映人|举报人|投诉人|人|[::])\s?$/.test(before)
    ? null
    : words
}
