import { bagsOf } from '../../../lib/linear/bags.ts'
import { groupCopies } from '../../../lib/linear/copies.ts'
import { examine } from '../../../lib/linear/examine.ts'
import type { Figures } from '../../../lib/linear/figures.ts'
import { type Course, taughtModel, teach, withOffsets } from '../../../lib/linear/teach.ts'
import { countWords, type WordBook, wordBook } from '../../../lib/word-book.ts'
import { FUNCTION_WORDS } from './function-words.ts'
import { headsFeatures } from './heads-features.ts'
import type { HeadsModel } from './heads-model.ts'
import { wordsOfText, wordsOfTokens } from './words.ts'

/** One row of a labelled history: as it was written, or cut into words with blanks between, function words left out. */
export interface LabelledRow {
  label: string
  text: string
  form: 'text' | 'tokens'
}

export interface LearnHeadsOptions {
  /** Names what is learned from; it stands in the model. */
  version: string
  /** Times the rows are divided to measure; 0 does not measure and guesses how sure to be. */
  folds: number
  /** Features kept at most; each costs about twenty-five bytes of the model file. */
  most: number
}

export interface LearnProgress {
  step: 'words' | 'fold' | 'whole'
  done: number
  of: number
}

export interface LearnReport {
  /** Rows learned from. */
  rows: number
  /** Labels with too few rows, which the model can not tell. */
  leftOut: { label: string; rows: number }[]
  /** Rows that are nearly copies of another row; in the measuring they stand on the same side as what they copy. */
  copies: number
  /** From rows not learned from; null when not measured. */
  figures: Figures | null
}

export type LearnResult =
  | { ok: true; model: HeadsModel; report: LearnReport }
  /** `enough`: labels that have rows enough; two are needed. */
  | { ok: false; code: 'too_little'; enough: number; leftOut: { label: string; rows: number }[] }

/** A label with fewer rows can be neither learned nor measured. */
export const LEAST_ROWS = 5
/** From so many rows cut into words on, all text is cut into the same words. */
const BOOK_ROWS = 100
const SEED = 20261127
/** Found by cross-validation on public letters (decision 0018). */
const TEACHING = { c: 1, epochs: 8, seed: SEED, atLeast: 2 } as const
const UNMEASURED_TEMPERATURE = 0.35
const DEFAULTS: LearnHeadsOptions = { version: 'unnamed', folds: 5, most: 120_000 }

/** Learns labels from rows. The same rows and options give the same model. */
export function learnHeads(
  rows: readonly LabelledRow[],
  options: Partial<LearnHeadsOptions> = {},
  onProgress: (progress: LearnProgress) => void = () => undefined,
): LearnResult {
  const { version, folds, most } = { ...DEFAULTS, ...options }
  const { labels, leftOut } = labelsOf(rows)
  if (labels.length < 2) return { ok: false, code: 'too_little', enough: labels.length, leftOut }
  const used = rows.filter(({ label }) => labels.includes(label))
  const book = bookOf(used)
  const { names, bags } = bagsOf(featuresOf(used, book, onProgress), used.length < 200 ? 1 : 3)
  const course: Course = {
    bags,
    labels: Int32Array.from(used, ({ label }) => labels.indexOf(label)),
    labelCount: labels.length,
    size: names.length,
  }
  const groups = groupCopies(bags, names.length)
  const exam =
    folds > 1
      ? examine(course, labels, groups, { ...TEACHING, folds }, (done) =>
          onProgress({ step: 'fold', done, of: folds }),
        )
      : null
  onProgress({ step: 'whole', done: 0, of: 1 })
  const all = Int32Array.from(used, (_, row) => row)
  const taught = withOffsets(teach(course, all, TEACHING), exam?.offsets ?? new Float64Array(labels.length))
  const linear = taughtModel(taught, names, labels, most, exam?.temperature ?? UNMEASURED_TEMPERATURE)
  onProgress({ step: 'whole', done: 1, of: 1 })
  const figures = exam?.figures ?? null
  const quality = figures && { rows: figures.rows, accuracy: figures.accuracy, macroF1: figures.macroF1 }
  return {
    ok: true,
    model: { version, quality, linear, book },
    report: { rows: used.length, leftOut, copies: used.length - new Set(groups).size, figures },
  }
}

function labelsOf(rows: readonly LabelledRow[]): {
  labels: string[]
  leftOut: { label: string; rows: number }[]
} {
  const counts = new Map<string, number>()
  for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1)
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    labels: sorted.flatMap(([label, count]) => (count >= LEAST_ROWS ? [label] : [])),
    leftOut: sorted.flatMap(([label, count]) => (count < LEAST_ROWS ? [{ label, rows: count }] : [])),
  }
}

function bookOf(rows: readonly LabelledRow[]): WordBook {
  const cut = rows.filter(({ form }) => form === 'tokens')
  const texts = cut.length < BOOK_ROWS ? [] : cut.map(({ text }) => wordsOfTokens(text))
  return wordBook(countWords(texts, 2), FUNCTION_WORDS)
}

function* featuresOf(
  rows: readonly LabelledRow[],
  book: WordBook,
  onProgress: (progress: LearnProgress) => void,
): Generator<Map<string, number>> {
  for (const [done, { text, form }] of rows.entries()) {
    if (done % 1000 === 0) onProgress({ step: 'words', done, of: rows.length })
    const cut = form === 'tokens' && book.counts.size > 0
    yield headsFeatures(cut ? wordsOfTokens(text) : wordsOfText(text, book))
  }
}
