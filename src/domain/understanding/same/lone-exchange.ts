import { isGlue } from './cut.ts'
import { isSuffix } from './names.ts'
import { isShortened, isSpeltAlike, isTransposed } from './slips.ts'
import type { Token } from './tokens.ts'

/** Words that one text has in the place of those of the other, with what each text goes on with. */
export interface LoneCandidate {
  a: readonly Token[]
  b: readonly Token[]
  one: string
  two: string
  /** Both without the characters that they begin and end with alike. */
  core: readonly [string, string]
  /** What stands right before and right behind them in the first text. */
  around: readonly [string, string]
}

/** Besides the exchanged words no more of both texts may differ than this part, or this many words. */
const ELSE = 0.03
const ELSE_LEAST = 3
/** What is exchanged so often is no slip, whatever else differs. */
const OFTEN = 3
/** A word in so few letters is the stuff of names. */
const NAMELY = 5

/**
 * The words that alone tell two texts apart: whoever sends a letter again word by word and changes a name in it, be it
 * deep in the text and only once, means another place. Words that everybody uses, and slips, are no names.
 *
 * @param differing how many words of both texts the other does not have
 * @param size words of both texts
 */
export function loneExchange<T extends LoneCandidate>(
  swaps: readonly T[],
  differing: number,
  size: number,
): T | null {
  const telling = swaps.filter((swap) => areNumbers(swap) || areNames(swap))
  const often = telling.find(
    (swap) => telling.filter(({ one, two }) => one === swap.one && two === swap.two).length >= OFTEN,
  )
  if (often) return often
  return left(telling, differing) <= Math.max(ELSE_LEAST, ELSE * size) ? (telling[0] ?? null) : null
}

/** How many of the differing words are none of the exchanged ones. */
const left = (swaps: readonly LoneCandidate[], differing: number) =>
  Math.round(swaps.reduce((sum, { a, b }) => sum - a.length - b.length, differing))

function areOther({ one, two, core: [mine, theirs], around: [before] }: LoneCandidate): boolean {
  if (!/[一-龥a-z]/.test(mine) || !/[一-龥a-z]/.test(theirs)) return false
  if (NOBODYS.test(one + two) || INTRODUCED.test(before)) return false
  if (isSpeltAlike(one, two) || isSpeltAlike(mine, theirs)) return false
  return !isTransposed(one, two) && !isTransposed(mine, theirs) && !isShortened(one, two)
}

const areNames = (swap: LoneCandidate) =>
  areOther(swap) &&
  (areOfOneKind(swap.one, swap.two) ||
    (isNamely(swap.a) && isNamely(swap.b) && (isStrange(swap.a) || isStrange(swap.b))))

/** Who speaks, points or is written to; and the little words of a sentence. */
const NOBODYS = /[我你您他她它们这那的了着在是]|书记|[省市县区镇乡局处厅部]长|主任|领导|同志|政府/
/** A person introduces itself. */
const INTRODUCED = /(?:我叫|我是|本人|姓名|名叫|联系人|反映人|举报人|投诉人)$/

/** 火车站, 汽车站: everyday words for two places of one kind. */
const areOfOneKind = (one: string, two: string) =>
  Math.max(one.length, two.length) <= 4 && KIND.test(one) && one.slice(-1) === two.slice(-1)

const KIND = /[站店厂校院园馆场路街村桥楼湖河]$/

/** No word of those that everybody uses. */
const isNamely = (tokens: readonly Token[]) =>
  tokens.every(({ level, text }) => level === null || level >= NAMELY || isSuffix(text))

/** Characters that make no word, or one of a name with a little word in it (和 in 和顺路). */
const isStrange = (tokens: readonly Token[]) =>
  tokens.some(({ level, text }) => level === null && text.length > 1 && !isGlue(text.charAt(0)))

/** Numbers of lines, rooms and the like, but no days, sums and counts. */
function areNumbers({ core: [mine, theirs], around: [before, after] }: LoneCandidate): boolean {
  if (!/^\d+$/.test(mine) || !/^\d+$/.test(theirs)) return false
  if (/[a-z]$/.test(before)) return true
  return !/[\d.:/月年-]$/.test(before) && /^(?:[#路线室房调]|号?[一-龥]?[楼栋幢座院门店仓库线])/.test(after)
}
