import { alike } from '../confusion/shapes.ts'
import { soundsOf } from '../confusion/sounds.ts'

/** Characters by which places that else bear one name are told apart. */
const TELLING =
  /[\da-z东南西北中上下前后左右内外新老大小一二三四五六七八九十甲乙丙丁城苑府郡湾园居墅路街巷村镇乡]/

/** Whether a character is one by which places are told apart. */
export const isTelling = (char: string): boolean => TELLING.test(char)

/**
 * Whether two spellings are one name with a slip: two characters exchanged, or one that sounds or looks like the right
 * one, in a name of at least `least` characters. A character that tells places apart (东, 二, 新) is no slip, and
 * neither is any other one: 柳月公园 is not 柳星公园.
 */
export function isSlip(a: string, b: string, least = 4): boolean {
  if (a.length !== b.length || a.length < 3) return false
  if (isTransposed(a, b)) return true
  const mine = [...a].filter((char, i) => char !== b.charAt(i))
  const theirs = [...b].filter((char, i) => char !== a.charAt(i))
  const [wrong = '', right = ''] = [mine[0], theirs[0]]
  if (mine.length === 0) return true
  return mine.length === 1 && a.length >= least && !TELLING.test(wrong + right) && isTakenFor(wrong, right)
}

/** The same characters in another order: 沙金, 金沙. Another order of digits is another number. */
export function isTransposed(a: string, b: string): boolean {
  if (a === b || a.length !== b.length || digitsOf(a) !== digitsOf(b)) return false
  return [...a].sort().join('') === [...b].sort().join('')
}

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** Whether each character of a spelling is the other's or sounds or looks like it, in names of any length. */
export function isSpeltAlike(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  return [...a].every((char, i) => {
    const other = b.charAt(i)
    return char === other || (!TELLING.test(char + other) && isTakenFor(char, other))
  })
}

function isTakenFor(a: string, b: string): boolean {
  if (alike(a).includes(b)) return true
  const sounds = new Set(soundsOf(a).map(({ blurred }) => blurred))
  return soundsOf(b).some(({ blurred }) => sounds.has(blurred))
}

/** Whether two spellings may mean one name: a slip, or the longer has all of the shorter in its order (一师桃李园, 桃李园). */
export function isVariant(a: string, b: string): boolean {
  return isSlip(a, b) || isTransposed(a, b) || isShortened(a, b)
}

/** Whether the longer has all characters of the shorter in their order. */
export function isShortened(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 2) return false
  let at = 0
  for (const char of long) if (char === short.charAt(at)) at++
  return at === short.length
}
