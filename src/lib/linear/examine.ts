import { type Figures, figuresFor } from './figures.ts'
import { foldsOf } from './folds.ts'
import { fitOffsets, highest } from './offsets.ts'
import { type Course, scoresBy, type TeachOptions, teach } from './teach.ts'
import { fitTemperature } from './temperature.ts'

/** What is found out by learning without a part of the rows and asking for just these. */
export interface Exam {
  figures: Figures
  temperature: number
  offsets: Float64Array
}

/** Fewer rows are too few to find offsets on. */
const OFFSET_ROWS = 500

/** Examines what can be learned, fold by fold; rows of a group stand in one fold. Deterministic. */
export function examine(
  course: Course,
  labels: readonly string[],
  groups: Int32Array,
  options: TeachOptions & { folds: number },
  onFold: (done: number) => void = () => undefined,
): Exam {
  const { folds } = options
  const fold = foldsOf(groups, course.labels, folds, options.seed)
  const rows = Int32Array.from(course.bags, (_, row) => row)
  const scores: Float64Array[] = course.bags.map(() => new Float64Array(course.labelCount))
  for (let f = 0; f < folds; f++) {
    onFold(f)
    const others = rows.filter((row) => fold[row] !== f)
    const taught = teach(course, others, options)
    for (const row of rows) if (fold[row] === f) scores[row] = scoresBy(taught, course.bags[row], course.size)
  }
  onFold(folds)
  const offsetsFrom = (part: Int32Array): Float64Array =>
    part.length < OFFSET_ROWS
      ? new Float64Array(labels.length)
      : fitOffsets(
          Array.from(part, (row) => scores[row] ?? new Float64Array()),
          Int32Array.from(part, (row) => course.labels[row] ?? 0),
          labels,
        )
  // A row is judged with offsets that were found without its fold.
  const guess = new Int32Array(rows.length)
  for (let f = 0; f < folds; f++) {
    const offsets = offsetsFrom(rows.filter((row) => fold[row] !== f))
    for (const row of rows)
      if (fold[row] === f) guess[row] = highest(scores[row] ?? new Float64Array(), offsets)
  }
  const offsets = offsetsFrom(rows)
  const moved = scores.map((row) => row.map((score, label) => score + (offsets[label] ?? 0)))
  return {
    figures: figuresFor(labels, course.labels, guess),
    temperature: fitTemperature(moved, course.labels),
    offsets,
  }
}
