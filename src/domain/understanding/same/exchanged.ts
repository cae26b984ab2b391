import { CONCEPTS } from './concepts.ts'
import { isGlue } from './cut.ts'
import type { Letter } from './letter.ts'
import { MANNER } from './manner.ts'
import { isSuffix, type Name } from './names.ts'
import { type Exchange, sideBySide } from './side-by-side.ts'
import { isTransposed, isVariant } from './slips.ts'
import type { Token } from './tokens.ts'

/** Longer passages than this are rewritten, not exchanged, characters. */
const LONGEST = 14
/** From this part of common words on one text is a copy of the other. */
const COPY = 0.66
/** A word in one letter of so many doublings and more is no everyday word. */
const RARE_WORD = 8
const NUMERAL = /[\d零〇一二两三四五六七八九十百a-z]+/
/** What is numbered and tells places apart. Days, hours, sums and counts of people don't. */
const UNIT =
  /^(?:号楼|号院|号店|号门|号线|号(?=[栋楼院门])|[栋幢座组期层室区县市村巷弄街院校]|楼|单元|网格|标段|大队|路|班|届|门(?!前|口))/

/** Who speaks or points names nothing. */
const PRONOUN = /[我你他她它们这那]/
const SUFFIX_NEXT =
  /^(?:小区|社区|街道|大道|路(?!灯|面|人|口)|街(?!道)|巷|镇|乡|村(?!民)|花园|家园|广场|大厦|国际|公寓|新城|小学|中学|学校|幼儿园|医院|公司|集团|市场|超市|(?:前|后|大|东|西|南|北|侧)门|门口|旁边|对面|边上|楼下|[城苑府郡湾园洲厂店])/

/** Who is written to. */
const ADDRESSED = /书记|[省市县区镇乡局处厅部]长|主任|领导|同志/

/** Names or numbers of places that were exchanged between two texts of else the same wording, or null. */
export function exchangedPlace(a: Letter, b: Letter): { a: string; b: string } | null {
  const { found, common } = sideBySide(a.tokens, b.tokens)
  if (common < COPY) return null
  const swaps = found
    .map((exchange) => swapOf(a, b, exchange))
    .filter(({ one, two }) => one.length <= LONGEST && two.length <= LONGEST)
  const codes = swaps.find((swap) => swap.codes[0] && swap.codes[1] && swap.codes[0] !== swap.codes[1])
  if (codes) return { a: codes.one, b: codes.two }
  const apart = swaps
    .filter((swap) => !swap.codes[0] && !swap.codes[1])
    .find((swap) => tellsApart(a, b, swap, swaps))
  return apart ? { a: apart.one, b: apart.two } : null
}

/** An exchange with what is looked at. */
interface Swap extends Exchange {
  one: string
  two: string
  /** Both without the characters that they begin and end with alike: 顺舟旺城, 顺风旺城 → 舟, 风. */
  core: readonly [string, string]
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
    codes: [codeIn(exchange.a), codeIn(exchange.b)],
    inTitles: within(a, exchange.a) && within(b, exchange.b),
  }
}

function trimmed(one: string, two: string): readonly [string, string] {
  const shorter = Math.min(one.length, two.length)
  let [start, end] = [0, 0]
  while (start < shorter && one[start] === two[start]) start++
  while (end < shorter - start && one[one.length - 1 - end] === two[two.length - 1 - end]) end++
  return [one.slice(start, one.length - end), two.slice(start, two.length - end)]
}

function tellsApart(a: Letter, b: Letter, swap: Swap, all: readonly Swap[]): boolean {
  if (numbered(a, swap.a, b, swap.b)) return true
  const alike = all.filter(({ core }) => core[0] === swap.core[0] && core[1] === swap.core[1])
  const inTitles = alike.some((other) => other.inTitles)
  if (alike.length > 1 && inTitles && isSubject(swap)) return true
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

/** Whether the titles are one but for a word that tells places apart: 北辰小区, 北辰花园. */
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

/** 58 before 车贷, which is no everyday word: the number is part of the name. */
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

const isUsual = ({ level, text }: Token) =>
  level === null ? isGlue(text) : level < 6 || MANNER.has(text) || CONCEPTS.has(text)

const textOf = (tokens: readonly Token[]) => tokens.map((token) => token.text).join('')

/** A district written as a code. A city's code is left out by whoever means it anyway. */
const codeIn = (tokens: readonly Token[]) =>
  tokens.find((token) => /^[a-z]\d+[区县市]$/.test(token.text))?.text

function numbered(a: Letter, one: readonly Token[], b: Letter, two: readonly Token[]): boolean {
  const [own, other] = [textOf(one), textOf(two)]
  const [n, m] = [NUMERAL.exec(own)?.[0], NUMERAL.exec(other)?.[0]]
  if (n === undefined || m === undefined || n === m) return false
  return unitAfter(a, one) && unitAfter(b, two)
}

/** Whether a number in these words, or at their end, counts a place. */
function unitAfter(letter: Letter, tokens: readonly Token[]): boolean {
  const [first, last] = [tokens[0], tokens[tokens.length - 1]]
  if (!first || !last) return false
  const text = letter.full.slice(first.start, last.end + 3)
  const number = NUMERAL.exec(text)
  if (!number) return false
  const rest = text
    .slice(number.index + number[0].length)
    .replace(/^[\d零〇一二两三四五六七八九十百a-z]+/, '')
  if (UNIT.test(rest)) return true
  const before = letter.full.slice(Math.max(0, first.start - 3), first.start + number.index)
  return /[路街巷弄道]\d*$/.test(before) && /^号/.test(rest)
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

/** 沙塘 before 冲组: the name goes on to the word for what it is of. */
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

const isOrdinary = ({ level, text }: Token) => (level === null ? isGlue(text) : level < 6 || MANNER.has(text))

/** 青山 for 欢欢, both before 路: names, though both may be everyday words. */
function beforeOneSuffix(a: Letter, one: readonly Token[], b: Letter, two: readonly Token[]): boolean {
  const after = ({ full }: Letter, tokens: readonly Token[]) =>
    SUFFIX_NEXT.exec(full.slice(tokens[tokens.length - 1]?.end ?? 0))?.[0]
  const [next, other] = [after(a, one), after(b, two)]
  const [end, otherEnd] = [textOf(one).slice(-1), textOf(two).slice(-1)]
  return (next !== undefined && next === other) || (end === otherEnd && /[路街巷镇乡村]/.test(end))
}

/** How many of the words are not the stuff of names; what holds a sentence together counts as well. */
function everydayWords(tokens: readonly Token[]): number {
  const glue = tokens.filter((token) => token.level === null && isGlue(token.text)).length
  const words = tokens.filter(
    ({ level, text }) => level !== null && !isSuffix(text) && level < RARE_WORD,
  ).length
  const spoken = tokens.filter(({ text }) => CONCEPTS.has(text) || MANNER.has(text)).length
  const rare = tokens.filter(
    ({ level, text }) => level !== null && level >= RARE_WORD && !CONCEPTS.has(text),
  ).length
  const strangers = textOf(tokens.filter(({ level, text }) => level === null && !isGlue(text)))
  if (rare === 0 && strangers.length < 2) return tokens.length + 1
  return words + 2 * spoken + Math.max(0, glue - 1)
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
