import { type FitOptions, fitModel } from '../../../lib/linear/fit.ts'
import type { LinearModel } from '../../../lib/linear/model.ts'
import type { Town } from '../../area/town.ts'
import { createReader } from '../read.ts'
import {
  type Adapter,
  adaptModel,
  guardedLeaves,
  guardedTop,
  ownRuns,
  packAdapter,
  topOf,
  unpackAdapter,
} from './adapter.ts'
import { type Example, inputOf, isCorrection, type Lesson, NO_TALK } from './lessons.ts'
import type { MessageModel } from './message-model.ts'

const RECIPE = { c: 1, epochs: 30, seed: 20261127, atLeast: 1, prune: 0.02, temperature: 1 } as const
/** Weights beyond this are cut. */
const HEAVIEST = 1
/** A guarded leaf is given up for another when so many different tickets say so. */
const TICKETS_TO_RELEASE = 5
/** Parts the examples are cut into; each is read by what was learned from the others. */
export const FOLDS = 5

/** Learns what a town adds to the shipped model. Deterministic: the same lessons give the same adapter. */
export function learnAdapter(lessons: readonly Lesson[], shipped: MessageModel, town: Town): Adapter {
  const { labels } = shipped.leaf
  const guarded = guardedLeaves(town, labels)
  const released = releasedBy(lessons, guarded)
  const takes = ({ example, leaves }: Lesson): string | null => {
    const read = guarded.has(example.read) ? example.read : null
    const from = [guardedTop(shipped.leaf, leaves, guarded), read].find(
      (leaf) => leaf !== null && leaf !== example.right,
    )
    return from ? `${from}>${example.right ?? ''}` : null
  }
  // What a guarded leaf would lose without enough tickets is not learned at all, lest it spill over.
  const taught = lessons.filter((lesson) => {
    const taken = takes(lesson)
    return taken === null || released.has(taken)
  })
  const adapter: Adapter = {
    base: shipped.version,
    weight: 1,
    leaf: learnLeaves(taught, labels),
    opens: learnOpening(taught),
    released,
  }
  // As it will be kept, so that what is measured is what will read.
  return unpackAdapter(packAdapter(adapter))
}

function releasedBy(lessons: readonly Lesson[], guarded: ReadonlySet<string>): Set<string> {
  const tickets = new Map<string, Set<string>>()
  for (const { example } of lessons) {
    const { read, right, ticketId } = example
    if (!isCorrection(example) || !guarded.has(read)) continue
    const pair = `${read}>${right ?? ''}`
    tickets.set(pair, (tickets.get(pair) ?? new Set()).add(ticketId))
  }
  return new Set([...tickets].filter(([, ids]) => ids.size >= TICKETS_TO_RELEASE).map(([pair]) => pair))
}

function learnLeaves(lessons: readonly Lesson[], shipped: readonly string[]): LinearModel | null {
  const known = lessons.filter(({ example }) => example.right !== null && shipped.includes(example.right))
  if (!known.some(({ example }) => isCorrection(example))) return null
  const tops = known.map(({ leaves }) => shipped[topOf(leaves)] ?? '')
  const labels = [...new Set([...known.map(({ example }) => example.right ?? ''), ...tops])].sort()
  const places = labels.map((label) => shipped.indexOf(label))
  const offsets = known.map(({ leaves }) => Float64Array.from(places, (at) => leaves[at] ?? -1))
  return bounded(known, ({ example }) => example.right ?? '', labels, { ...RECIPE, offsets })
}

function learnOpening(lessons: readonly Lesson[]): LinearModel | null {
  const asked = lessons.filter(({ opens }) => opens !== null)
  if (!asked.some(({ example }) => example.right === null)) return null
  const offsets = asked.map(({ opens }) => Float64Array.of(-(opens ?? 0), opens ?? 0))
  const label = ({ example }: Lesson) => (example.right === null ? 'no' : 'yes')
  return bounded(asked, label, ['no', 'yes'], { ...RECIPE, offsets })
}

function bounded(
  lessons: readonly Lesson[],
  label: (lesson: Lesson) => string,
  labels: readonly string[],
  options: FitOptions,
): LinearModel {
  const learned = lessons.map((lesson) => ({
    label: label(lesson),
    features: { runs: ownRuns(lesson.runs), signs: new Map<string, number>() },
  }))
  const model = fitModel(learned, options, labels)
  return { ...model, weight: model.weight.map((w) => Math.max(-HEAVIEST, Math.min(HEAVIEST, w))) }
}

/** How many examples were read right. */
export interface Score {
  n: number
  before: number
  after: number
}

/** How well a candidate reads what it has not learned from, beside the version in use. */
export interface Figures {
  examples: number
  /** New since the version in use was learned. */
  corrections: Score
  confirmations: Score
  /** All confirmations, beside the shipped model alone. */
  allConfirmations: Score
}

/** Reads examples with one adapter or another; the town's names are looked up once. */
export function createExaminer(
  shipped: MessageModel,
  town: Town,
): (example: Example, adapter: Adapter | null) => boolean {
  let current: Adapter | null = null
  const reader = createReader(town, { model: adaptModel(shipped, () => current, town) })
  return (example, adapter) => {
    current = adapter
    const { incidents } = reader.read(inputOf(example), NO_TALK)
    return example.right === null
      ? incidents.length === 0
      : incidents.some(({ category }) => category === example.right)
  }
}

/** Which part a lesson is left out with; lessons of one ticket are one, so parts never share a ticket. */
export function foldOf(index: number): number {
  return index % FOLDS
}

/** Whether the candidate may replace the version in use. */
export function isBetter({ corrections, confirmations, allConfirmations }: Figures): boolean {
  return (
    corrections.after > corrections.before &&
    confirmations.after >= confirmations.before &&
    allConfirmations.after >= allConfirmations.before
  )
}
