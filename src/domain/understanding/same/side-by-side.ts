import type { Token } from './tokens.ts'

/** Words of one text that stand where the other has different ones, the words around them being the same. */
export interface Exchange {
  a: Token[]
  b: Token[]
}

/** Only so many words between the beginning and the end that both texts have are laid side by side. */
const COMPARED = 480

/**
 * Lays two texts side by side through their longest common row of words: the places where they part and come together
 * again, and how much of both they have in common, 0..1. Costs the product of the lengths of what lies between the
 * beginning and the end that both have, up to 480 words each.
 */
export function sideBySide(
  a: readonly Token[],
  b: readonly Token[],
): { found: Exchange[]; common: number; size: number } {
  const [start, end] = alikeEnds(a, b)
  const mine = a.slice(start, a.length - end).slice(0, COMPARED)
  const theirs = b.slice(start, b.length - end).slice(0, COMPARED)
  const width = theirs.length + 1
  const longest = longestRows(mine, theirs)
  const found: Exchange[] = []
  let open: Exchange = { a: [], b: [] }
  /** A gap of one side right before one character that both have. */
  let hinge: { gap: Exchange; a: Token; b: Token } | null = null
  const close = (one?: Token, two?: Token) => {
    const gap = hinge && joined(hinge, open)
    if (gap) found.push(gap)
    else if (open.a.length > 0 && open.b.length > 0) found.push(open)
    const half = open.a.length > 0 !== open.b.length > 0
    hinge = one && two && half && !gap && one.text.length === 1 ? { gap: open, a: one, b: two } : null
    open = { a: [], b: [] }
  }
  let [i, j] = [0, 0]
  while (i < mine.length || j < theirs.length) {
    const [one, two] = [mine[i], theirs[j]]
    if (one && two && one.text === two.text) {
      close(one, two)
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
  const alike = start + end
  const size = mine.length + theirs.length + 2 * alike
  return { found, common: size === 0 ? 0 : (2 * ((longest[0] ?? 0) + alike)) / size, size }
}

/** How many words at the beginning, and then at the end, are the same. */
function alikeEnds(a: readonly Token[], b: readonly Token[]): [start: number, end: number] {
  const shorter = Math.min(a.length, b.length)
  let [start, end] = [0, 0]
  while (start < shorter && a[start]?.text === b[start]?.text) start++
  while (end < shorter - start && a[a.length - 1 - end]?.text === b[b.length - 1 - end]?.text) end++
  return [start, end]
}

/** 金和 for 和云: what stands before the character in one text and behind it in the other is one exchange. */
function joined({ gap, a, b }: { gap: Exchange; a: Token; b: Token }, next: Exchange): Exchange | null {
  if (gap.a.length > 0 && next.a.length === 0 && next.b.length > 0)
    return { a: [...gap.a, a], b: [b, ...next.b] }
  if (gap.b.length > 0 && next.b.length === 0 && next.a.length > 0)
    return { a: [a, ...next.a], b: [...gap.b, b] }
  return null
}

/** How much two texts have in common, 0..1, without where. */
export function commonPart(a: readonly Token[], b: readonly Token[]): number {
  const ids = new Map<string, number>()
  const [mine, theirs] = [a, b].map((tokens) =>
    Int32Array.from(tokens.slice(0, COMPARED), ({ text }) => {
      const id = ids.get(text) ?? ids.size
      ids.set(text, id)
      return id
    }),
  )
  if (!mine || !theirs || mine.length + theirs.length === 0) return 0
  const row = new Uint16Array(theirs.length + 1)
  for (const word of mine) {
    let before = 0
    for (let j = 1; j <= theirs.length; j++) {
      const above = row[j] ?? 0
      const left = row[j - 1] ?? 0
      row[j] = theirs[j - 1] === word ? before + 1 : Math.max(above, left)
      before = above
    }
  }
  return (2 * (row[theirs.length] ?? 0)) / (mine.length + theirs.length)
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
