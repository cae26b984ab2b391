import { seeded, shuffle } from './random.ts'

/** For each row its fold: rows of a group stay together, labels are spread evenly. Deterministic. */
export function foldsOf(groups: Int32Array, labels: Int32Array, folds: number, seed: number): Int32Array {
  const first = new Map<number, number>()
  groups.forEach((group, row) => {
    if (!first.has(group)) first.set(group, row)
  })
  const order = Int32Array.from(first.values())
  shuffle(order, seeded(seed))
  const byLabel = [...order].sort((a, b) => (labels[a] ?? 0) - (labels[b] ?? 0))
  const foldOf = new Map(byLabel.map((row, i) => [groups[row] ?? row, i % folds]))
  return groups.map((group) => foldOf.get(group) ?? 0)
}
