/** Characters by which places that else bear one name are told apart. */
const TELLING = /[\da-z东南西北中上下前后左右内外新老大小一二三四五六七八九十甲乙丙丁]/

/**
 * Whether two spellings are one name with a slip: one character wrong, or two exchanged, in a name of at least
 * `least` characters. A character that tells places apart (东, 二, 新) is no slip.
 */
export function isSlip(a: string, b: string, least = 4): boolean {
  if (a.length !== b.length || a.length < least) return false
  const mine = [...a].filter((char, i) => char !== b.charAt(i))
  const theirs = [...b].filter((char, i) => char !== a.charAt(i))
  if ([...mine, ...theirs].some((char) => TELLING.test(char))) return false
  return mine.length <= 1 || mine.sort().join('') === theirs.sort().join('')
}
