import type { Names } from './names.ts'

/** What a text is read by: runs are weighted by rarity and brought to length one together, signs count as they are. */
export interface Features {
  runs: ReadonlyMap<string, number>
  signs: ReadonlyMap<string, number>
}

/** A trained model: a row of weights for each feature, kept for the labels where they matter. */
export interface LinearModel {
  labels: readonly string[]
  vocabulary: Names
  /** Rarity of each run; 0 for a sign. */
  rarity: Float32Array
  /** Where the weights of a feature begin in `label` and `weight`; one longer than the vocabulary. */
  row: Uint32Array
  label: Uint8Array | Uint16Array
  weight: Float32Array
  /** Divides the scores before they become shares, so that shares are honest. */
  temperature: number
  /** What has the last word on the scores: the town's own additions. Never packed. */
  adjust?: (scores: Float64Array, features: Features) => Float64Array
}

/** How often a run stands in a text counts less and less. */
export function weightOf(count: number, rarity: number): number {
  return count === 1 ? rarity : (1 + Math.log(count)) * rarity
}

/** The score of each label, in the order of `labels`. */
export function scoresOf(model: LinearModel, { runs, signs }: Features): Float64Array {
  const scores = addSigns(model, runScores(model, runs), signs)
  return model.adjust ? model.adjust(scores, { runs, signs }) : scores
}

/** Runs with their positions among the names of a model. */
interface Places {
  at: number[]
  count: number[]
}

const places = new WeakMap<ReadonlyMap<string, number>, { names: Names; found: Places }>()

/** Models that share their names look up the runs of a text once. */
function placesOf(names: Names, runs: ReadonlyMap<string, number>): Places {
  const known = places.get(runs)
  if (known?.names === names) return known.found
  const found: Places = { at: [], count: [] }
  for (const [name, count] of runs) {
    const at = names.of(name)
    if (at === -1) continue
    found.at.push(at)
    found.count.push(count)
  }
  places.set(runs, { names, found })
  return found
}

/** What the runs say for each label, without the signs. */
export function runScores(model: LinearModel, runs: ReadonlyMap<string, number>): Float64Array {
  const scores = new Float64Array(model.labels.length)
  const { at: positions, count: counts } = placesOf(model.vocabulary, runs)
  let squares = 0
  for (let i = 0; i < positions.length; i++) {
    const at = positions[i] ?? 0
    const amount = weightOf(counts[i] ?? 1, model.rarity[at] ?? 0)
    if (amount === 0) continue
    squares += amount * amount
    addFeature(model, scores, at, amount)
  }
  const length = Math.sqrt(squares) || 1
  for (let l = 0; l < scores.length; l++) scores[l] = (scores[l] ?? 0) / length
  return scores
}

/** Adds what the signs say to the scores, and gives them back. */
export function addSigns(
  model: LinearModel,
  scores: Float64Array,
  signs: ReadonlyMap<string, number>,
): Float64Array {
  for (const [name, amount] of signs) {
    const at = model.vocabulary.of(name)
    if (at !== -1) addFeature(model, scores, at, amount)
  }
  return scores
}

/** Adds what one feature says to the scores. */
export function addFeature(model: LinearModel, scores: Float64Array, at: number, amount: number): void {
  const { row, label, weight } = model
  const end = row[at + 1] ?? 0
  for (let k = row[at] ?? 0; k < end; k++) {
    const l = label[k] ?? 0
    scores[l] = (scores[l] ?? 0) + (weight[k] ?? 0) * amount
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
