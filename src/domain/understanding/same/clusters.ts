/** A pair that may be joined. */
export interface Edge {
  a: number
  b: number
  score: number
}

/** Two groups join only when a score of this mean holds between their members. */
const MEAN = 0.33
/** Two groups are kept apart when so many of their pairs tell of two matters. */
const TOLD_APART = 1 / 3
/** Between groups of no more pairs than this every pair is looked at for a conflict. */
const ALL_PAIRS = 2_500
/** Of large groups so many members on each side are looked at. */
const LOOKED_AT = 24

/**
 * Joins from the surest pair down. A group never holds a pair for which `conflict` holds, and joins another only
 * when their members fit on the whole, so that no chain of half-fitting letters ties two matters together.
 */
export function joinGroups(size: number, edges: readonly Edge[], judge: Judge): number[][] {
  const groups = Array.from({ length: size }, (_, at) => [at])
  const groupOf = groups.map((_, at) => at)
  const sorted = [...edges].sort((one, two) => two.score - one.score || one.a - two.a || one.b - two.b)
  // What did not fit at first may fit once the groups have grown.
  let waiting = sorted
  const refused = new Map<string, number>()
  for (let joined = true; joined; ) {
    joined = false
    waiting = waiting.filter((edge) => {
      const [to, from] = [groupOf[edge.a] ?? 0, groupOf[edge.b] ?? 0]
      if (to === from) return false
      const [into, out] = [groups[to] ?? [], groups[from] ?? []]
      const pair = to < from ? `${to} ${from}` : `${from} ${to}`
      const members = into.length + out.length
      if (refused.get(pair) === members) return true
      if (!fits(into, out, judge)) {
        refused.set(pair, members)
        return true
      }
      for (const member of out) groupOf[member] = to
      groups[to] = [...into, ...out].sort((a, b) => a - b)
      groups[from] = []
      joined = true
      return false
    })
  }
  settle(groups, groupOf, sorted, judge)
  return groups.filter((group) => group.length > 1)
}

type Judge = (a: number, b: number) => { score: number; conflict: boolean; apart: boolean }

/** Who fits another group clearly better than its own moves there. */
const CLEARLY = 0.1

function settle(groups: number[][], groupOf: number[], edges: readonly Edge[], judge: Judge): void {
  for (const { a, b } of edges)
    for (const [member, friend] of [
      [a, b],
      [b, a],
    ] as const) {
      const [from, to] = [groupOf[member] ?? 0, groupOf[friend] ?? 0]
      const own = (groups[from] ?? []).filter((other) => other !== member)
      const other = groups[to] ?? []
      if (from === to || own.length === 0 || other.length < own.length) continue
      const [here, there] = [meanScore([member], own, judge), meanScore([member], other, judge)]
      if (here === null || there === null || there < here + CLEARLY) continue
      groups[from] = own
      groups[to] = [...other, member].sort((x, y) => x - y)
      groupOf[member] = to
    }
}

function fits(one: readonly number[], two: readonly number[], judge: Judge): boolean {
  return (meanScore(one, two, judge) ?? 0) >= MEAN
}

/** The mean score between two groups, null on a conflict or when too many pairs tell of two matters. */
function meanScore(one: readonly number[], two: readonly number[], judge: Judge): number | null {
  if (one.length * two.length <= ALL_PAIRS && one.some((a) => two.some((b) => judge(a, b).conflict)))
    return null
  let sum = 0
  let count = 0
  let toldApart = 0
  for (const a of spread(one))
    for (const b of spread(two)) {
      const { score, conflict, apart } = judge(a, b)
      if (conflict) return null
      sum += score
      count++
      if (apart) toldApart++
    }
  return toldApart >= count * TOLD_APART ? null : sum / count
}

function spread(group: readonly number[]): readonly number[] {
  if (group.length <= LOOKED_AT) return group
  const step = group.length / LOOKED_AT
  return Array.from({ length: LOOKED_AT }, (_, i) => group[Math.floor(i * step)] ?? 0)
}
