import { addFeature, type LinearModel, sharesOf, weightOf } from '../../../lib/linear/model.ts'
import type { Clause } from '../clauses.ts'
import { clauseAt, type Framed } from '../context.ts'
import { leafFeatures, runsOf, type Span } from './features.ts'

/**
 * What each clause says for each leaf, summed from the first on, so that any run of clauses is read at the cost of
 * one subtraction. Runs of characters over a clause's edge are left out, which changes little.
 */
export interface ClauseScores {
  /** Shares of the leaves, read from the clauses `from` up to but not including `to`. */
  shares(from: number, to: number): Float64Array
}

export function clauseScores(
  model: LinearModel,
  text: string,
  clauses: readonly Clause[],
  names: readonly Span[],
  evidence: readonly Framed[],
): ClauseScores {
  const size = model.labels.length
  const byClause = clauses.map(() => [] as Framed[])
  for (const item of evidence) byClause[clauseAt(clauses, item.start)]?.push(item)
  const sums = [{ runs: new Float64Array(size), signs: new Float64Array(size), squares: 0 }]
  clauses.forEach(({ start, end }, i) => {
    const last = sums[i]
    const runs = Float64Array.from(last?.runs ?? [])
    const signs = Float64Array.from(last?.signs ?? [])
    let squares = last?.squares ?? 0
    const inside = names
      .filter((name) => name.start < end && name.end > start)
      .map((name) => ({ start: Math.max(0, name.start - start), end: Math.min(end, name.end) - start }))
    const features = leafFeatures(runsOf(text.slice(start, end), inside), byClause[i] ?? [])
    for (const [name, count] of features.runs) {
      const at = model.vocabulary.of(name)
      if (at === -1) continue
      const amount = weightOf(count, model.rarity[at] ?? 0)
      squares += amount * amount
      addFeature(model, runs, at, amount)
    }
    for (const [name, amount] of features.signs) {
      const at = model.vocabulary.of(name)
      if (at !== -1 && name !== 'is always') addFeature(model, signs, at, amount)
    }
    sums.push({ runs, signs, squares })
  })
  return {
    shares(from, to) {
      const a = sums[from]
      const b = sums[to]
      if (!a || !b) return new Float64Array(size)
      const length = Math.sqrt(b.squares - a.squares) || 1
      const scores = b.runs.map(
        (sum, l) => (sum - (a.runs[l] ?? 0)) / length + (b.signs[l] ?? 0) - (a.signs[l] ?? 0),
      )
      return sharesOf(model, scores)
    },
  }
}
