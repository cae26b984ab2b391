import type { Letter } from './letter.ts'
import type { Name } from './names.ts'
import { isSlip, isTelling, isTransposed } from './slips.ts'

const GENERAL_END =
  /(?:大道|路|街|巷|村|镇|乡|街道|社区|花园|家园|嘉园|佳园|新城|国际城|国际|广场|公馆|山庄|公寓|庭院|华庭|大厦|学校|小学|中学|大学|学院|幼儿园|医院|银行|酒店|宾馆|超市|市场|车站|[城苑府郡湾园店站厂])$/

/** Whether a letter speaks of what a name names, be it shortened or with a slip. */
export function knows(letter: Letter, name: Name): boolean {
  return letter.full.includes(stem(name)) || letter.names.some((other) => areAlike(name, other))
}

/** Whether a letter has two characters of a name side by side that are more than the word for its kind. */
export function hasPartOf(letter: Letter, name: Name): boolean {
  const part = stem(name)
  for (let at = 0; at + 2 <= part.length; at++) if (letter.full.includes(part.slice(at, at + 2))) return true
  return false
}

/** The part of a name that no other of its kind need have: 丽景花园 → 丽景. */
function stem({ core, kind }: Name): string {
  const rest = core.replace(GENERAL_END, '')
  return rest.length >= 2 && kind !== 'line' ? rest : core
}

/** Whether two names may be one: 南湖云锦悦 and 云锦悦; not 鼎盛金域 and 鼎盛城. */
export function areAlike(a: Name, b: Name): boolean {
  if (!isFine(a) || !isFine(b)) return false
  const [one, two] = [stem(a), stem(b)]
  if (one === two || isSlip(one, two, 3)) return true
  if (isSlip(a.core.slice(-b.core.length), b.core.slice(-a.core.length), 3)) return true
  const shared = sharedPart(one, two)
  return shared !== null && (shared.whole || (!isOther(shared.before) && !isOther(shared.after)))
}

/**
 * Whether two names are told apart by what stands in one place of both: 金城海外滩 and 金沙海外滩, 东六路 and 东七路.
 * The first kind may be one place all the same when a letter has both.
 */
export function areRivals(a: Name, b: Name, letterA: Letter, letterB: Letter): boolean {
  if (!isFine(a) || !isFine(b)) return false
  if (areCounterparts(a.core, b.core)) return true
  const shared = sharedPart(stem(a), stem(b))
  if (!shared || shared.whole || (!isOther(shared.before) && !isOther(shared.after))) return false
  return !letterB.full.includes(stem(a)) && !letterA.full.includes(stem(b))
}

const isFine = ({ kind }: Name) => kind !== 'district' && kind !== 'city'

/** 东六路 and 城南东七路: one character differs, and both are such as tell places apart. */
export function areCounterparts(a: string, b: string): boolean {
  const size = Math.min(a.length, b.length)
  if (size < 2 || (size === 2 && a.length !== b.length)) return false
  const [one, two] = [a.slice(-size), b.slice(-size)]
  const differ = [...one].flatMap((char, i) => (char === two.charAt(i) ? [] : [char + two.charAt(i)]))
  return differ.length === 1 && [...(differ[0] ?? '')].every(isTelling)
}

/** What two names have in common, if that is most of the shorter, and what stands before and after it in each. */
function sharedPart(
  one: string,
  two: string,
): { whole: boolean; before: [string, string]; after: [string, string] } | null {
  const [short, long] = one.length <= two.length ? [one, two] : [two, one]
  const need = Math.min(short.length, Math.max(3, Math.ceil(short.length * 0.6)))
  for (let size = short.length; size >= need; size--)
    for (let at = 0; at + size <= short.length; at++) {
      const found = long.indexOf(short.slice(at, at + size))
      if (found < 0) continue
      return {
        whole: size === short.length,
        before: [short.slice(0, at), long.slice(0, found)],
        after: [short.slice(at + size), long.slice(found + size)],
      }
    }
  return null
}

/** As many other characters in one place; 华泰云起一品 and 云起一品 has none there. */
const isOther = ([mine, theirs]: readonly [string, string]) =>
  mine !== '' && mine.length === theirs.length && !isTransposed(mine, theirs)
