/** Characters by which places that else bear one name are told apart. */
const TELLING = /[\da-z东南西北中上下前后左右内外新老大小一二三四五六七八九十甲乙丙丁]/

/**
 * Whether two spellings are one name with a slip: one character wrong, or two exchanged, in a name of at least
 * `least` characters. A character that tells places apart (东, 二, 新) is no slip.
 */
export function isSlip(a: string, b: string, least = 4): boolean {
  if (a.length !== b.length || a.length < 3) return false
  const mine = [...a].filter((char, i) => char !== b.charAt(i))
  const theirs = [...b].filter((char, i) => char !== a.charAt(i))
  if (mine.length === 2 && mine[0] === theirs[1] && mine[1] === theirs[0]) return true
  return mine.length <= 1 && a.length >= least && ![...mine, ...theirs].some((char) => TELLING.test(char))
}

/** Whether two spellings may mean one name: a slip, or the longer has all of the shorter in its order (一师桃李园, 桃李园). */
export function isVariant(a: string, b: string): boolean {
  if (isSlip(a, b)) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 2) return false
  let at = 0
  for (const char of long) if (char === short.charAt(at)) at++
  return at === short.length
}
