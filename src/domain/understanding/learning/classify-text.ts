import { scoresOf, sharesOf, weightOf } from '../../../lib/linear/model.ts'
import { ALWAYS_SIGN } from '../../../lib/linear/teach.ts'
import { headsFeatures, LONGEST_RUN } from './heads-features.ts'
import type { HeadsModel } from './heads-model.ts'
import { wordsOfText } from './words.ts'

export interface LabelGuess {
  label: string
  /** Share of one; of a hundred guesses of 0.8 about eighty are right. */
  confidence: number
}

export interface HeadsReading extends LabelGuess {
  runnerUp: LabelGuess
  /** Words that spoke for the label rather than for the runner-up, strongest first; `weight` is their share of all that did. */
  reasons: { word: string; weight: number }[]
}

const MOST_REASONS = 5

/** The label of a letter, as it was written or as words with blanks between. */
export function labelText(model: HeadsModel, text: string): LabelGuess {
  const [best] = ranked(model, headsFeatures(wordsOfText(text, model.book)))
  return best
}

/** The label of a letter, and why. */
export function classifyText(model: HeadsModel, text: string): HeadsReading {
  const words = wordsOfText(text, model.book)
  const features = headsFeatures(words)
  const [best, runnerUp] = ranked(model, features)
  return { ...best, runnerUp, reasons: reasonsOf(model, words, features, best.label, runnerUp.label) }
}

function ranked({ linear }: HeadsModel, features: ReadonlyMap<string, number>): [LabelGuess, LabelGuess] {
  const shares = sharesOf(linear, scoresOf(linear, { runs: features, signs: ALWAYS_SIGN }))
  const order = linear.labels
    .map((label, i) => ({ label, confidence: shares[i] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence)
  const nobody = { label: '', confidence: 0 }
  return [order[0] ?? nobody, order[1] ?? nobody]
}

/** Each run of characters gives what it said to the characters it covers; a word has what its characters got. */
function reasonsOf(
  { linear }: HeadsModel,
  words: readonly string[],
  features: ReadonlyMap<string, number>,
  label: string,
  other: string,
): { word: string; weight: number }[] {
  const plus = linear.labels.indexOf(label)
  const minus = linear.labels.indexOf(other)
  const joined = words.join(' ')
  const gains = new Float64Array(joined.length)
  const said = (gram: string): number => {
    const at = linear.vocabulary.of(gram)
    if (at === -1) return 0
    let gain = 0
    for (let k = linear.row[at] ?? 0; k < (linear.row[at + 1] ?? 0); k++) {
      if (linear.label[k] === plus) gain += linear.weight[k] ?? 0
      if (linear.label[k] === minus) gain -= linear.weight[k] ?? 0
    }
    const count = features.get(gram) ?? 1
    return (gain * weightOf(count, linear.rarity[at] ?? 0)) / count / gram.length
  }
  for (let start = 0; start < joined.length; start++)
    for (let size = 1; size <= LONGEST_RUN && start + size <= joined.length; size++) {
      const gain = said(joined.slice(start, start + size))
      for (let i = start; i < start + size; i++) gains[i] = (gains[i] ?? 0) + gain
    }
  const byWord = new Map<string, number>()
  let at = 0
  for (const word of words) {
    const gain = gains.subarray(at, at + word.length).reduce((a, b) => a + b, 0)
    byWord.set(word, (byWord.get(word) ?? 0) + gain)
    at += word.length + 1
  }
  const speaking = [...byWord].filter(([, gain]) => gain > 0).sort(([, a], [, b]) => b - a)
  const sum = speaking.reduce((total, [, gain]) => total + gain, 0)
  return speaking.slice(0, MOST_REASONS).map(([word, gain]) => ({ word, weight: gain / sum }))
}
