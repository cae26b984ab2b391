import { CONCEPTS } from './concepts.ts'
import { isGlue } from './cut.ts'
import { textOf } from './exchanged-numbers.ts'
import type { Letter } from './letter.ts'
import { MANNER } from './manner.ts'
import { isSuffix } from './names.ts'
import type { Token } from './tokens.ts'

/** A word in one letter of so many doublings and more is no everyday word. */
const RARE_WORD = 8
const SUFFIX_NEXT =
  /^(?:小区|社区|街道|大道|路(?!灯|面|人|口)|街(?!道)|巷|镇|乡|村(?!民)|花园|家园|广场|大厦|国际|公寓|新城|小学|中学|学校|幼儿园|医院|公司|集团|市场|超市|(?:前|后|大|东|西|南|北|侧)门|门口|旁边|对面|边上|楼下|[城苑府郡湾园洲厂店])/

/** Whether a word is one of the common ones. */
export const isOrdinary = ({ level, text }: Token) =>
  level === null ? isGlue(text) : level < 6 || MANNER.has(text)

/** Whether a word is one of the common ones, or one of a known matter. */
export const isUsual = ({ level, text }: Token) =>
  level === null ? isGlue(text) : level < 6 || MANNER.has(text) || CONCEPTS.has(text)

/** 青山 for 欢欢, both before 路: names, though both may be everyday words. */
export function beforeOneSuffix(a: Letter, one: readonly Token[], b: Letter, two: readonly Token[]): boolean {
  const after = ({ full }: Letter, tokens: readonly Token[]) =>
    SUFFIX_NEXT.exec(full.slice(tokens[tokens.length - 1]?.end ?? 0))?.[0]
  const [next, other] = [after(a, one), after(b, two)]
  const [end, otherEnd] = [textOf(one).slice(-1), textOf(two).slice(-1)]
  return (next !== undefined && next === other) || (end === otherEnd && /[路街巷镇乡村]/.test(end))
}

/** How many of the words are not the stuff of names; what holds a sentence together counts as well. */
export function everydayWords(tokens: readonly Token[]): number {
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
