export interface LabelFigures {
  label: string
  rows: number
  precision: number
  recall: number
  f1: number
}

/** How well labels were guessed; shares of one. */
export interface Figures {
  rows: number
  accuracy: number
  /** Mean of the labels' F1: a small label counts as much as a large one. */
  macroF1: number
  labels: LabelFigures[]
}

/** Compares what was guessed with what it is; both are places in `labels`. */
export function figuresFor(
  labels: readonly string[],
  truth: ArrayLike<number>,
  guess: ArrayLike<number>,
): Figures {
  const right = labels.map(() => 0)
  const is = labels.map(() => 0)
  const said = labels.map(() => 0)
  for (let i = 0; i < truth.length; i++) {
    const t = truth[i] ?? 0
    const g = guess[i] ?? 0
    is[t] = (is[t] ?? 0) + 1
    said[g] = (said[g] ?? 0) + 1
    if (t === g) right[t] = (right[t] ?? 0) + 1
  }
  const each = labels.map((label, l) => ({
    label,
    rows: is[l] ?? 0,
    precision: share(right[l], said[l]),
    recall: share(right[l], is[l]),
    f1: share(2 * (right[l] ?? 0), (said[l] ?? 0) + (is[l] ?? 0)),
  }))
  return {
    rows: truth.length,
    accuracy: share(sum(right), truth.length),
    macroF1: share(sum(each.map(({ f1 }) => f1)), each.length),
    labels: each,
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}

function share(part: number | undefined, of: number | undefined): number {
  return of ? (part ?? 0) / of : 0
}
