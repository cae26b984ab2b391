import { type Fact, RATES, type Rate, type ScorePolicy } from '../area/score-policy.ts'
import type { Mark } from './marks.ts'
import type { Reckoned } from './reckon.ts'

/** One rate, with the tickets behind it. */
export interface Figure {
  rate: Rate
  /** 0..1; null where nothing counts. */
  value: number | null
  /** The tickets it is of; `worth` 0..1 is what each adds above the line, 1 where it counts in full. */
  items: { id: string; worth: number }[]
}

export type Figures = Record<Rate, Figure>

type Facts = Record<Fact, boolean>

/** What holds of a ticket by its marks; all of one kind must be in time, the last result tells whether it is solved. */
function factsOf(marks: readonly Mark[]): Facts {
  const facts: Facts = {
    called: false,
    accepted: true,
    accepted_in_time: true,
    due: false,
    resolved: false,
    resolved_in_time: true,
    solved: false,
    rated: false,
  }
  for (const mark of marks) {
    if (mark.kind === 'call') {
      facts.called = true
      facts.accepted &&= mark.accepted
      facts.accepted_in_time &&= mark.inTime
    } else if (mark.kind === 'term') {
      facts.due = true
      facts.resolved = mark.resolved
      facts.resolved_in_time &&= mark.inTime
      facts.solved = mark.solved
    } else facts.rated = true
  }
  facts.accepted &&= facts.called
  facts.accepted_in_time &&= facts.called
  facts.resolved_in_time &&= facts.due
  return facts
}

/** Mean worth of what the reporters of a ticket said. */
function contentment(marks: readonly Mark[], { satisfaction }: ScorePolicy): number {
  const said = marks.flatMap((mark) => (mark.kind === 'rating' ? [satisfaction[mark.value]] : []))
  return said.reduce((sum, worth) => sum + worth, 0) / Math.max(1, said.length)
}

/** What a ticket adds to a rate; null when the rate is not of it. */
type Formula = (facts: Facts, marks: readonly Mark[]) => number | null

function formulasOf(policy: ScorePolicy): Record<Rate, Formula> {
  const share =
    ({ counts, of }: { counts: Fact; of: Fact }): Formula =>
    (facts) =>
      facts[of] ? Number(facts[counts]) : null
  return {
    response: share(policy.response),
    resolution: share(policy.resolution),
    satisfaction: (facts, marks) => (facts.rated ? contentment(marks, policy) : null),
    accept_on_time: share(policy.acceptOnTime),
    resolve_on_time: share(policy.resolveOnTime),
  }
}

function emptyFigures(): Figures {
  const empty = (rate: Rate): Figure => ({ rate, value: null, items: [] })
  return {
    response: empty('response'),
    resolution: empty('resolution'),
    satisfaction: empty('satisfaction'),
    accept_on_time: empty('accept_on_time'),
    resolve_on_time: empty('resolve_on_time'),
  }
}

/** Figures of each group of marks: `groupOf` names it, or null for marks that are of none. */
export function figuresBy(
  reckoned: readonly Reckoned[],
  groupOf: (mark: Mark) => string | null,
  policy: ScorePolicy,
): Map<string, Figures> {
  const all = new Map<string, Figures>()
  const formulas = formulasOf(policy)
  for (const { ticket, marks } of reckoned) {
    const groups = new Map<string, Mark[]>()
    for (const mark of marks) {
      const group = groupOf(mark)
      if (group === null) continue
      const known = groups.get(group)
      if (known) known.push(mark)
      else groups.set(group, [mark])
    }
    for (const [group, own] of groups) {
      const figures = all.get(group) ?? emptyFigures()
      all.set(group, figures)
      const facts = factsOf(own)
      for (const rate of RATES) {
        const worth = formulas[rate](facts, own)
        if (worth !== null) figures[rate].items.push({ id: ticket.id, worth })
      }
    }
  }
  for (const figures of all.values()) for (const rate of RATES) divide(figures[rate])
  return all
}

function divide(figure: Figure): void {
  const { items } = figure
  const sum = items.reduce((total, { worth }) => total + worth, 0)
  figure.value = items.length === 0 ? null : sum / items.length
}

/** Figures of the marks of one scope. */
export function figuresOf(
  reckoned: readonly Reckoned[],
  counts: (mark: Mark) => boolean,
  policy: ScorePolicy,
): Figures {
  return figuresBy(reckoned, (mark) => (counts(mark) ? 'all' : null), policy).get('all') ?? emptyFigures()
}
