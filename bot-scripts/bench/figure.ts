/** One measured figure, as `--json` writes it. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** What the value is compared with, measured in the same run. */
  limit?: number
  /** value / limit */
  ratio?: number
  note?: string
}

export function round(value: number, digits = 1): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}

/** @param share 0.5 = median */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Runs `work` for 0..count-1 with so many in flight; returns how many a second. */
export async function rate(
  count: number,
  inFlight: number,
  work: (i: number) => Promise<unknown>,
): Promise<number> {
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < count) {
      const i = next
      next += 1
      await work(i)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: inFlight }, lane))
  return count / ((performance.now() - began) / 1000)
}
