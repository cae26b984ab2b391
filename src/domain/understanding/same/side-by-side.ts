import type { Token } from './tokens.ts'

/** Words of one text that stand where the other has different ones, the words around them being the same. */
export interface Exchange {
  a: Token[]
  b: Token[]
}

/** Only so many words are laid side by side; what comes after adds nothing to whether a text is a copy. */
const COMPARED = 480

/**
 * Lays two texts side by side through their longest common row of words: the places where they part and come together
 * again, and how much of both they have in common, 0..1. Costs the product of their lengths, up to 480 words each.
 */
export function sideBySide(a: readonly Token[], b: readonly Token[]): { found: Exchange[]; common: number } {
  const [mine, theirs] = [a.slice(0, COMPARED), b.slice(0, COMPARED)]
  const width = theirs.length + 1
  const longest = longestRows(mine, theirs)
  const found: Exchange[] = []
  let open: Exchange = { a: [], b: [] }
  const close = () => {
    if (open.a.length > 0 && open.b.length > 0) found.push(open)
    open = { a: [], b: [] }
  }
  let [i, j] = [0, 0]
  while (i < mine.length || j < theirs.length) {
    const [one, two] = [mine[i], theirs[j]]
    if (one && two && one.text === two.text) {
      close()
      i++
      j++
    } else if (one && (!two || (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))) {
      open.a.push(one)
      i++
    } else if (two) {
      open.b.push(two)
      j++
    }
  }
  close()
  const size = mine.length + theirs.length
  return { found, common: size === 0 ? 0 : (2 * (longest[0] ?? 0)) / size }
}

/** For each pair of positions how many words the rests have in one row, line by line. */
function longestRows(a: readonly Token[], b: readonly Token[]): Uint16Array {
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i]?.text === b[j]?.text
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0)
  return longest
}
