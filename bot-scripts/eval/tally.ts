/** Counts what was meant against what was read, label by label. */
export class Tally {
  readonly #pairs = new Map<string, Map<string, number>>()
  #all = 0
  #right = 0

  add(meant: string, read: string): void {
    const row = this.#pairs.get(meant) ?? new Map<string, number>()
    this.#pairs.set(meant, row)
    row.set(read, (row.get(read) ?? 0) + 1)
    this.#all++
    if (meant === read) this.#right++
  }

  get count(): number {
    return this.#all
  }

  /** Share that is right, 0..1. */
  get accuracy(): number {
    return this.#all === 0 ? 0 : this.#right / this.#all
  }

  /** Precision, recall and F1 of one label, 0..1. */
  of(label: string): { precision: number; recall: number; f1: number; count: number } {
    let read = 0
    for (const row of this.#pairs.values()) read += row.get(label) ?? 0
    const row = this.#pairs.get(label)
    const count = row ? [...row.values()].reduce((a, b) => a + b, 0) : 0
    const both = row?.get(label) ?? 0
    return {
      precision: read === 0 ? 0 : both / read,
      recall: count === 0 ? 0 : both / count,
      f1: read + count === 0 ? 0 : (2 * both) / (read + count),
      count,
    }
  }

  /** Labels that were meant at least once, the most frequent first. */
  get labels(): string[] {
    return [...this.#pairs.keys()].sort((a, b) => this.of(b).count - this.of(a).count || (a < b ? -1 : 1))
  }

  /** Mean F1 over the labels that were meant. */
  get macroF1(): number {
    const { labels } = this
    return labels.length === 0 ? 0 : labels.reduce((sum, label) => sum + this.of(label).f1, 0) / labels.length
  }

  /** The confusions, the most frequent first. */
  get confusions(): { meant: string; read: string; count: number }[] {
    return [...this.#pairs]
      .flatMap(([meant, row]) => [...row].map(([read, count]) => ({ meant, read, count })))
      .filter(({ meant, read }) => meant !== read)
      .sort((a, b) => b.count - a.count)
  }

  cell(meant: string, read: string): number {
    return this.#pairs.get(meant)?.get(read) ?? 0
  }
}
