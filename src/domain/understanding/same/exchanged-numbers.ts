import type { Letter } from './letter.ts'
import type { Token } from './tokens.ts'

const NUMERAL = /[\d零〇一二两三四五六七八九十百a-z]+/
/** What is numbered and tells places apart. Days, hours, sums and counts of people don't. */
const UNIT =
  /^(?:号楼|号院|号店|号门|号线|号(?=[栋楼院门])|[栋幢座组期层室区县市村巷弄街院校]|小区|楼|单元|网格|标段|大队|路|班|届|门(?!前|口))/

/** 第一 and 第二 stand before what is counted, whatever it is. */
const ORDINAL = /^第[一二三四五六七八九十\d]{1,3}$/

export const textOf = (tokens: readonly Token[]) => tokens.map((token) => token.text).join('')

/** Whether both words count places and count differently. */
export function numbered(a: Letter, one: readonly Token[], b: Letter, two: readonly Token[]): boolean {
  const [own, other] = [textOf(one), textOf(two)]
  const [n, m] = [NUMERAL.exec(own)?.[0], NUMERAL.exec(other)?.[0]]
  if (n === undefined || m === undefined || n === m) return false
  return (ORDINAL.test(own) && ORDINAL.test(other)) || (unitAfter(a, one) && unitAfter(b, two))
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
