import type { Letter } from './letter.ts'

/** By these one place is told from another that else bears its name: 火车站, 火车南站. */
const SIDE = /[东南西北新老]/

/**
 * Titles of copies that are one but for such a character in one of them, which the text goes on with and the other
 * nowhere has; or null.
 */
export function narrowed(a: Letter, b: Letter): { a: string; b: string } | null {
  const found = widened(a, b)
  if (found) return found
  const back = widened(b, a)
  return back && { a: back.b, b: back.a }
}

function widened(short: Letter, long: Letter): { a: string; b: string } | null {
  if (long.title.length !== short.title.length + 1) return null
  let at = 0
  while (at < short.title.length && short.title.charAt(at) === long.title.charAt(at)) at++
  if (!SIDE.test(long.title.charAt(at)) || short.title.slice(at) !== long.title.slice(at + 1)) return null
  const [plain, sided] = [short.title.slice(at - 2, at + 1), long.title.slice(at - 2, at + 2)]
  if (!/^[一-龥]{3}$/.test(plain) || short.full.includes(sided)) return null
  return long.full.includes(plain) ? null : { a: plain, b: sided }
}
