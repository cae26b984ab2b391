/** North of a road, east of a river. */
const SIDE = /([一-龥]{2}(?:大道|[路街巷线河江湖]))[以之]([东南西北])/g

/** Sides of one road or water of which each letter has its own: 桂花路以北, 桂花路以南. */
export function sides(a: string, b: string): { a: string; b: string } | null {
  const [inA, inB] = [sidesOf(a), sidesOf(b)]
  for (const [of, mine] of inA) {
    const theirs = inB.get(of)
    if (!theirs || mine.some((side) => theirs.includes(side))) continue
    return { a: `${of}以${mine.join('')}`, b: `${of}以${theirs.join('')}` }
  }
  return null
}

function sidesOf(text: string): Map<string, string[]> {
  const sides = new Map<string, string[]>()
  for (const [, of = '', side = ''] of text.matchAll(SIDE)) sides.set(of, [...(sides.get(of) ?? []), side])
  return sides
}
