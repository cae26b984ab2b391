/** Each sign's values sorted into at most this many bins. */
const MOST_BINS = 64

/** Lessons with their signs as bins, sign by sign: growing a tree then only counts. */
export interface Binned {
  /** Upper limits of the bins of each sign; the last bin has none. */
  limits: number[][]
  /** Bin of each lesson, by sign. */
  bins: Uint8Array[]
}

export function binned(rows: readonly (readonly number[])[], signs: number): Binned {
  const limits = Array.from({ length: signs }, (_, sign) => limitsOf(rows.map((row) => row[sign] ?? 0)))
  const bins = limits.map((own, sign) => Uint8Array.from(rows, (row) => binOf(own, row[sign] ?? 0)))
  return { limits, bins }
}

/** Halfway between neighbouring values, as evenly filled as the values allow. */
function limitsOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const different = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  const between = (low: number, high: number) => Number(((low + high) / 2).toPrecision(6))
  if (different.length <= MOST_BINS)
    return different.slice(1).map((value, i) => between(different[i] ?? value, value))
  const limits = new Set<number>()
  for (let i = 1; i < MOST_BINS; i++) {
    const at = Math.floor((i * sorted.length) / MOST_BINS)
    const value = sorted[at] ?? 0
    const before = different[lowerBound(different, value) - 1]
    if (before !== undefined) limits.add(between(before, value))
  }
  return [...limits].sort((a, b) => a - b)
}

const binOf = (limits: readonly number[], value: number) => lowerBound(limits, value)

/** How many of the sorted values are smaller. */
function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const mid = (low + high) >> 1
    if ((sorted[mid] ?? 0) < value) low = mid + 1
    else high = mid
  }
  return low
}
