import { CONCEPTS } from './concepts.ts'
import { isGlue } from './cut.ts'
import type { Letter } from './letter.ts'
import { MANNER } from './manner.ts'
import { isSuffix, type Name } from './names.ts'
import { isVariant } from './slips.ts'
import type { Token } from './tokens.ts'

/** Words of one text that stand where the other has different ones, the words around them being the same. */
interface Exchange {
  a: Token[]
  b: Token[]
}

/** Only so many words are laid side by side; what comes after adds nothing to whether a text is a copy. */
const COMPARED = 480
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

/** Names or numbers of places that were exchanged between two texts of else the same wording, or null. */
export function exchangedPlace(a: Letter, b: Letter): { a: string; b: string } | null {
  const [mine, theirs] = [a.tokens.slice(0, COMPARED), b.tokens.slice(0, COMPARED)]
  const { found, common } = exchanges(mine, theirs)
  if ((2 * common) / (mine.length + theirs.length) < COPY) return null
  for (const exchange of found) {
    const [one, two] = [textOf(exchange.a), textOf(exchange.b)]
    if (one.length > LONGEST || two.length > LONGEST) continue
    const codes = [codeIn(exchange.a), codeIn(exchange.b)]
    if (codes[0] && codes[1] && codes[0] !== codes[1]) return { a: one, b: two }
    if (codes[0] || codes[1]) continue
    const inTitles = within(a, exchange.a) && within(b, exchange.b)
    const times = found.filter((other) => textOf(other.a) === one && textOf(other.b) === two).length
    const weighty = inTitles || (times > 1 && !(one.length <= 3 && one[0] === two[0]))
    const places =
      numbered(a, exchange.a, b, exchange.b) ||
      named(a, exchange.a, b, exchange.b, weighty) ||
      (weighty && particular(a, exchange.a, b, exchange.b))
    if (places) return { a: one, b: two }
  }
  return null
}

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
  const [own, other] = [nameAround(a, one), nameAround(b, two)]
  if (own && other && own.kind === other.kind)
    return !knows(a, other.core) && !knows(b, own.core) && !isVariant(own.core, other.core)
  const [mine, theirs] = [strange(a, one), strange(b, two)]
  if (mine === null || theirs === null) return false
  if (!weighty && Math.min(mine.length, theirs.length) < 3) return false
  return !knows(a, theirs) && !knows(b, mine) && !isVariant(mine, theirs)
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

/** The places where the texts part and come together again, through their longest common row of words. */
function exchanges(a: readonly Token[], b: readonly Token[]): { found: Exchange[]; common: number } {
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i]?.text === b[j]?.text
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0)
  const found: Exchange[] = []
  let open: Exchange = { a: [], b: [] }
  const close = () => {
    if (open.a.length > 0 && open.b.length > 0) found.push(open)
    open = { a: [], b: [] }
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [one, two] = [a[i], b[j]]
    if (one && two && one.text === two.text) {
      close()
      i++
      j++
    } else if (one && (!two || (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))) {
      open.a.push(one)
      i++
    } else if (two) {
      open.b.push(two)
      j++
    }
  }
  close()
  return { found, common: longest[0] ?? 0 }
}
