import type { Bag } from './bags.ts'

/** A feature in no more rows than this makes two rows worth comparing. */
const RARE = 6
/** So many rare features in common, and so much of the smaller row in the larger, make a copy. */
const TOGETHER = 5
const OVERLAP = 0.6

/** For each row the number of its group: rows that are (nearly) copies of each other are one group. */
export function groupCopies(bags: readonly Bag[], size: number): Int32Array {
  const parent = Int32Array.from(bags, (_, i) => i)
  const root = (row: number): number => {
    let at = row
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at
      at = parent[at] ?? at
    }
    return at
  }
  const rows = rareRows(bags, size)
  const sorted = bags.map(({ at }) => at.toSorted())
  bags.forEach(({ at }, row) => {
    const shared = new Map<number, number>()
    for (const feature of at)
      for (const other of rows[feature] ?? [])
        if (other < row) shared.set(other, (shared.get(other) ?? 0) + 1)
    for (const [other, count] of shared)
      if (count >= TOGETHER && root(other) !== root(row) && overlap(sorted[row], sorted[other]) >= OVERLAP)
        parent[root(row)] = root(other)
  })
  return parent.map((_, row) => root(row))
}

function rareRows(bags: readonly Bag[], size: number): (number[] | undefined)[] {
  const spread = new Int32Array(size)
  for (const { at } of bags) for (const feature of at) spread[feature] = (spread[feature] ?? 0) + 1
  const rows: (number[] | undefined)[] = Array.from({ length: size })
  bags.forEach(({ at }, row) => {
    for (const feature of at) {
      if ((spread[feature] ?? 0) > RARE) continue
      const list = rows[feature]
      if (list) list.push(row)
      else rows[feature] = [row]
    }
  })
  return rows
}

/** How much of the smaller set is in the other. */
function overlap(a: Int32Array | undefined, b: Int32Array | undefined): number {
  if (!a?.length || !b?.length) return 0
  let common = 0
  let j = 0
  for (const value of a) {
    while (j < b.length && (b[j] ?? 0) < value) j++
    if (b[j] === value) common++
  }
  return common / Math.min(a.length, b.length)
}
