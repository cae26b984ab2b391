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

/** What holds of a ticket by its marks; all of one kind must be in time, the last result tells whether it is solved. */
function factsOf(marks: readonly Mark[]): ReadonlySet<Fact> {
  const calls = marks.filter((mark) => mark.kind === 'call')
  const terms = marks.filter((mark) => mark.kind === 'term')
  const last = terms.at(-1)
  const facts: [Fact, boolean][] = [
    ['called', calls.length > 0],
    ['accepted', calls.length > 0 && calls.every((call) => call.accepted)],
    ['accepted_in_time', calls.length > 0 && calls.every((call) => call.inTime)],
    ['due', last !== undefined],
    ['resolved', last?.resolved === true],
    ['resolved_in_time', last !== undefined && terms.every((term) => term.inTime)],
    ['solved', last?.solved === true],
    ['rated', marks.some((mark) => mark.kind === 'rating')],
  ]
  return new Set(facts.flatMap(([fact, holds]) => (holds ? [fact] : [])))
}

/** Mean worth of what the reporters of a ticket said. */
function contentment(marks: readonly Mark[], { satisfaction }: ScorePolicy): number {
  const said = marks.flatMap((mark) => (mark.kind === 'rating' ? [satisfaction[mark.value]] : []))
  return said.reduce((sum, worth) => sum + worth, 0) / Math.max(1, said.length)
}

/** What a ticket adds to a rate; null when the rate is not of it. */
function worthOf(rate: Rate, facts: ReadonlySet<Fact>, marks: readonly Mark[], policy: ScorePolicy) {
  if (rate === 'satisfaction') return facts.has('rated') ? contentment(marks, policy) : null
  const formulas = {
    response: policy.response,
    resolution: policy.resolution,
    accept_on_time: policy.acceptOnTime,
    resolve_on_time: policy.resolveOnTime,
  }
  const { counts, of } = formulas[rate]
  return facts.has(of) ? Number(facts.has(counts)) : null
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
        const worth = worthOf(rate, facts, own, policy)
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
