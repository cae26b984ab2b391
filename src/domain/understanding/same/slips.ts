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

/** Of the shorter name so much must stand in the longer one, in a row, for both to be one name. */
const SHARED = 0.6

/** Whether two spellings may mean one name: a slip, or the longer holds most of the shorter (一师润芳园, 润芳园). */
export function isVariant(a: string, b: string): boolean {
  if (isSlip(a, b)) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const need = Math.max(2, Math.ceil(short.length * SHARED))
  for (let length = short.length; length >= need; length--)
    for (let at = 0; at + length <= short.length; at++) {
      const shared = short.slice(at, at + length)
      if (long.includes(shared))
        return !(TELLING.test(short.replace(shared, '')) && TELLING.test(long.replace(shared, '')))
    }
  return false
}
