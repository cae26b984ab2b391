import { chineseNumber } from '../../area/numbered.ts'

/** How many people or households words tell. */
export interface Count {
  /** Null: some. */
  count: number | null
  about: boolean
}

const DIGIT = '[一二两三四五六七八九]'
const WORD = '[一二两三四五六七八九十百千]{1,6}|俩|仨'
const MANY = '(?:好几|好多|很多|许多|不少|一群|一帮|一伙|一大[帮群堆]|大批|多|数|几)'
/** What people are counted with. */
const EACH = '[个名位口人]'
/** People that stand behind a number without it: 三工人, 2老人; 301老人 is a door. */
const PEOPLE = '(?:工人|民工|乘客|学生|孩子|小孩|娃|老人|村民|居民|顾客|员工|师傅|群众)'

/** 3个, 两三个, 七八名, 十几人, 20多个, 好几个, 俩娃, 有个孩子 */
const COUNT = new RegExp(
  `(?:(?<![-\\d#])(?:(?<exact>\\d{1,4}|${WORD})(?<loose>[多几来余])?\\s?${EACH}|` +
    `(?<few>\\d{1,2}|${WORD})${PEOPLE})|(?<one>[有是]个(?!别))|(?<many>${MANY})\\s?(?:${EACH}|${PEOPLE}))`,
  'g',
)
/** Two digits side by side are a guess: 七八, 两三十. */
const GUESS = new RegExp(`^${DIGIT}${DIGIT}[十百]?$`)

/** The count told by what happened, shortly before it or, 困了三个人, within or behind it. */
export function countBeside(words: string, start: number, end: number): Count | null {
  const found = [...words.matchAll(COUNT)]
  const before = found.filter((m) => m.index < start).at(-1)
  const behind = found.find((m) => m.index >= start && m.index - end <= AFTER)
  const near = before !== undefined && start - (before.index + before[0].length) <= BEFORE
  const match = near ? before : behind
  if (!match) return null
  const { exact, few, one, loose, many } = match.groups ?? {}
  if (one) return { count: 1, about: false }
  return countOf({ exact: exact ?? few, loose, many })
}

/** So many characters may stand between a count and what happened. */
const BEFORE = 8
const AFTER = 2

/** Reads `exact`, `loose` and `many` of a match; a number that is none tells nothing. */
export function countOf({ exact, loose, many }: Partial<Record<string, string>>): Count | null {
  if (many !== undefined) return { count: null, about: true }
  if (exact === undefined) return null
  if (GUESS.test(exact)) {
    const last = exact.endsWith('十') ? 10 : exact.endsWith('百') ? 100 : 1
    return { count: (chineseNumber(exact.charAt(0)) ?? 1) * last, about: true }
  }
  const count = exact === '俩' ? 2 : exact === '仨' ? 3 : chineseNumber(exact)
  return count === null || count === 0 ? null : { count, about: loose !== undefined }
}
