import type { Binned } from './bins.ts'
import type { TreeOptions } from './lessons.ts'
import type { Tree } from './model.ts'

/** A tree and the lessons at each of its ends. */
export interface Grown {
  tree: Tree
  ends: { node: number; members: Int32Array }[]
}

/** An end that may still be parted, and where that would help most. */
interface End {
  node: number
  members: Int32Array
  pull: number
  bend: number
  best: Split | null
}

interface Split {
  sign: number
  /** Lessons up to this bin go one way. */
  bin: number
  gain: number
}

/** Grows one tree: parts the end that gains most, until there are enough. `pull` and `bend` are the slopes of the loss. */
export function grow(
  { limits, bins }: Binned,
  pull: Float64Array,
  bend: Float64Array,
  options: TreeOptions,
): Grown {
  const tree: Tree = { ask: [], limit: [], next: [], value: [] }
  const endOf = (members: Int32Array): End => {
    const node = tree.ask.push(-1) - 1
    tree.limit.push(0)
    tree.next.push(0)
    let [p, b] = [0, 0]
    for (const i of members) {
      p += pull[i] ?? 0
      b += bend[i] ?? 0
    }
    tree.value.push(Number(((-p / (b + options.ridge)) * options.rate).toPrecision(4)))
    const end: End = { node, members, pull: p, bend: b, best: null }
    end.best = bestSplit(end, bins, limits, pull, bend, options)
    return end
  }
  const ends = [endOf(Int32Array.from({ length: pull.length }, (_, i) => i))]
  while (ends.length < options.leaves) {
    const at = ends.reduce(
      (best, end, i) => ((end.best?.gain ?? 0) > (ends[best]?.best?.gain ?? 0) ? i : best),
      0,
    )
    const parted = ends[at]
    if (!parted?.best) break
    const { sign, bin } = parted.best
    const own = bins[sign] ?? new Uint8Array()
    tree.ask[parted.node] = sign
    tree.limit[parted.node] = limits[sign]?.[bin] ?? 0
    tree.value[parted.node] = 0
    const low = endOf(parted.members.filter((i) => (own[i] ?? 0) <= bin))
    const high = endOf(parted.members.filter((i) => (own[i] ?? 0) > bin))
    tree.next[parted.node] = low.node
    ends.splice(at, 1, low, high)
  }
  return { tree, ends }
}

function bestSplit(
  { members, pull: allPull, bend: allBend }: End,
  bins: readonly Uint8Array[],
  limits: readonly (readonly number[])[],
  pull: Float64Array,
  bend: Float64Array,
  { atLeast, ridge }: TreeOptions,
): Split | null {
  if (members.length < 2 * atLeast) return null
  let best: Split | null = null
  const whole = (allPull * allPull) / (allBend + ridge)
  bins.forEach((own, sign) => {
    const size = (limits[sign]?.length ?? 0) + 1
    const sums = { pull: new Float64Array(size), bend: new Float64Array(size), count: new Int32Array(size) }
    for (const i of members) {
      const bin = own[i] ?? 0
      sums.pull[bin] = (sums.pull[bin] ?? 0) + (pull[i] ?? 0)
      sums.bend[bin] = (sums.bend[bin] ?? 0) + (bend[i] ?? 0)
      sums.count[bin] = (sums.count[bin] ?? 0) + 1
    }
    let [p, b, count] = [0, 0, 0]
    for (let bin = 0; bin < size - 1; bin++) {
      p += sums.pull[bin] ?? 0
      b += sums.bend[bin] ?? 0
      count += sums.count[bin] ?? 0
      if (count < atLeast || members.length - count < atLeast) continue
      const [restPull, restBend] = [allPull - p, allBend - b]
      const gain = (p * p) / (b + ridge) + (restPull * restPull) / (restBend + ridge) - whole
      if (gain > (best?.gain ?? 1e-9)) best = { sign, bin, gain }
    }
  })
  return best
}
