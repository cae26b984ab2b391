import { type LinearModel, weightFor, weightOf } from '../../../lib/linear/model.ts'
import type { Reason } from '../types.ts'
import { runsOf } from './features.ts'

/** So many runs of characters are told, of at least this length. */
const TOLD = 2
const SHORTEST = 2
/** Less than this says next to nothing. */
const LEAST = 0.1

/** The runs of characters that speak most for a leaf, for `/why`: what was learned, where no word of the lexicon tells. */
export function learnedWords(model: LinearModel, text: string, leaf: string): Reason[] {
  const label = model.labels.indexOf(leaf)
  if (label === -1) return []
  const told: { words: string; weight: number }[] = []
  for (const [run, count] of runsOf(text)) {
    const words = run.replace(/[\^$]/g, '')
    if (words.length < SHORTEST) continue
    const at = model.vocabulary.of(run)
    const weight = weightFor(model, run, label) * weightOf(count, at === -1 ? 0 : (model.rarity[at] ?? 0))
    if (weight >= LEAST) told.push({ words, weight })
  }
  told.sort((a, b) => b.weight - a.weight)
  const kept: typeof told = []
  for (const one of told) {
    if (kept.length === TOLD) break
    if (kept.every(({ words }) => !words.includes(one.words) && !one.words.includes(words))) kept.push(one)
  }
  return kept.map(({ words, weight }) => ({
    rule: `类别 ${leaf}`,
    words,
    weight: Math.round(weight * 100) / 100,
  }))
}
