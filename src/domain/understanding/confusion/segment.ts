/** How common a word is: the higher, the dearer. */
export type Costs = ReadonlyMap<string, number>

const LONGEST = 4
/** A character that stands alone costs as much as a word of middling use. */
const ALONE = 12

export interface Piece {
  start: number
  end: number
}

/** Cuts a text into known words and single characters, as cheaply as can be. Linear in the length of the text. */
export function segment(text: string, costs: Costs): Piece[] {
  const best = new Float64Array(text.length + 1).fill(Number.POSITIVE_INFINITY)
  const from = new Int32Array(text.length + 1)
  best[0] = 0
  for (let start = 0; start < text.length; start++) {
    const base = best[start] ?? 0
    for (let length = 1; length <= LONGEST && start + length <= text.length; length++) {
      const cost = costs.get(text.slice(start, start + length)) ?? (length === 1 ? ALONE : undefined)
      if (cost === undefined) continue
      const sum = base + cost
      if (sum < (best[start + length] ?? 0)) {
        best[start + length] = sum
        from[start + length] = start
      }
    }
  }
  const pieces: Piece[] = []
  for (let end = text.length; end > 0; ) {
    const start = from[end] ?? end - 1
    pieces.push({ start, end })
    end = start
  }
  return pieces.reverse()
}
