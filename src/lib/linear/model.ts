import type { Vocabulary } from './sparse.ts'

/** What a text is read by: runs are weighted by rarity and brought to length one together, signs count as they are. */
export interface Features {
  runs: ReadonlyMap<string, number>
  signs: ReadonlyMap<string, number>
}

/** A trained model: a row of weights for each feature, kept for the labels where they matter. */
export interface LinearModel {
  labels: readonly string[]
  vocabulary: Vocabulary
  /** Rarity of each run; 0 for a sign. */
  rarity: Float32Array
  /** Where the weights of a feature begin in `label` and `weight`; one longer than the vocabulary. */
  row: Uint32Array
  label: Uint16Array
  weight: Float32Array
  /** Divides the scores before they become shares, so that shares are honest. */
  temperature: number
  /** What has the last word on the scores: the town's own additions. Never packed. */
  adjust?: (scores: Float64Array, features: Features) => Float64Array
}

/** How often a run stands in a text counts less and less. */
export function weightOf(count: number, rarity: number): number {
  return (1 + Math.log(count)) * rarity
}

/** The score of each label, in the order of `labels`. */
export function scoresOf(model: LinearModel, { runs, signs }: Features): Float64Array {
  const scores = new Float64Array(model.labels.length)
  let squares = 0
  const known: number[] = []
  const amounts: number[] = []
  for (const [name, count] of runs) {
    const at = model.vocabulary.of(name)
    if (at === -1) continue
    const amount = weightOf(count, model.rarity[at] ?? 0)
    squares += amount * amount
    known.push(at)
    amounts.push(amount)
  }
  const length = Math.sqrt(squares) || 1
  for (let i = 0; i < known.length; i++) addFeature(model, scores, known[i] ?? 0, (amounts[i] ?? 0) / length)
  for (const [name, amount] of signs) {
    const at = model.vocabulary.of(name)
    if (at !== -1) addFeature(model, scores, at, amount)
  }
  return model.adjust ? model.adjust(scores, { runs, signs }) : scores
}

/** Adds what one feature says to the scores. */
export function addFeature(model: LinearModel, scores: Float64Array, at: number, amount: number): void {
  const end = model.row[at + 1] ?? 0
  for (let k = model.row[at] ?? 0; k < end; k++) {
    const label = model.label[k] ?? 0
    scores[label] = (scores[label] ?? 0) + (model.weight[k] ?? 0) * amount
  }
}

/** Scores as shares of one. */
export function sharesOf(model: LinearModel, scores: Float64Array): Float64Array {
  const shares = new Float64Array(scores.length)
  let top = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > top) top = score
  let sum = 0
  for (let i = 0; i < scores.length; i++) {
    const share = Math.exp(((scores[i] ?? 0) - top) / model.temperature)
    shares[i] = share
    sum += share
  }
  for (let i = 0; i < shares.length; i++) shares[i] = (shares[i] ?? 0) / sum
  return shares
}

/** Positions of the largest shares, the largest first. */
export function largest(shares: Float64Array, count: number): number[] {
  const top: number[] = []
  for (let at = 0; at < shares.length; at++) {
    const share = shares[at] ?? 0
    let place = top.length
    while (place > 0 && share > (shares[top[place - 1] ?? 0] ?? 0)) place--
    if (place >= count) continue
    top.splice(place, 0, at)
    if (top.length > count) top.pop()
  }
  return top
}

/** Share of one label, 0..1. */
export function shareOf(model: LinearModel, features: Features, label: string): number {
  return sharesOf(model, scoresOf(model, features))[model.labels.indexOf(label)] ?? 0
}

/** What one feature says for a label; 0 when the model does not know it. */
export function weightFor(model: LinearModel, name: string, label: number): number {
  const at = model.vocabulary.of(name)
  if (at === -1) return 0
  for (let k = model.row[at] ?? 0; k < (model.row[at + 1] ?? 0); k++)
    if (model.label[k] === label) return model.weight[k] ?? 0
  return 0
}
