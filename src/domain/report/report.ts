import { isWithin, lineage, type Town } from '../area/town.ts'
import type { Ticket } from '../ticket/types.ts'
import { type Figures, figuresOf, isIn, onTimeRate, type Period } from './figures.ts'

/** Whose tickets a report is about. */
export type Scope = { kind: 'area'; area: string } | { kind: 'department'; department: string }

/** One area below, or one department. */
export interface Part extends Figures {
  of: Scope
}

export interface Report extends Figures {
  /** Parts with anything to tell, the worst first; areas directly below, else departments. */
  parts: Part[]
  /** How many were resolved from each of the moments on, before the next. */
  days: number[]
}

/** True when the ticket belongs to the scope. */
export function isOf(town: Town, scope: Scope, ticket: Pick<Ticket, 'area' | 'department'>): boolean {
  return scope.kind === 'department'
    ? ticket.department === scope.department
    : isWithin(town, ticket.area, scope.area)
}

/** The area whose parts a scope is told by. */
function rootOf(town: Town, scope: Scope): string {
  if (scope.kind === 'area') return scope.area
  return town.departmentByCode.get(scope.department)?.area ?? town.top
}

/**
 * The figures of a scope, in total and by part. `tickets` are those the asker may see; others of the scope are left
 * out by the caller.
 * @param days midnights of the period, in order
 */
export function reportOf(
  town: Town,
  scope: Scope,
  tickets: readonly Ticket[],
  times: { period: Period; days: readonly Date[]; now: Date },
): Report {
  const { period, days, now } = times
  const own = tickets.filter((t) => isOf(town, scope, t))
  const root = rootOf(town, scope)
  const below = partsBy(own, (t) => childOf(town, root, t.area), times).map(
    ({ key, ...figures }): Part => ({ of: { kind: 'area', area: key }, ...figures }),
  )
  const parts =
    below.length > 0 || scope.kind === 'department'
      ? below
      : partsBy(own, (t) => t.department, times).map(
          ({ key, ...figures }): Part => ({ of: { kind: 'department', department: key }, ...figures }),
        )
  return {
    ...figuresOf(own, period, now),
    parts: parts.sort(worstPartFirst),
    days: days.map((from, i) => {
      const day = { from, to: days[i + 1] ?? period.to }
      return own.filter((t) => isIn(t.resolvedAt, day)).length
    }),
  }
}

/** Parts that need a word: something is overdue, or was late. */
export function worstParts({ parts }: Pick<Report, 'parts'>, most: number): Part[] {
  return parts.filter((p) => p.overdue > 0 || p.onTime < p.rated).slice(0, most)
}

/** The most overdue first, then the lowest rate, then the most resolved; equals by code. */
function worstPartFirst(a: Part, b: Part): number {
  return (
    b.overdue - a.overdue ||
    (onTimeRate(a) ?? 100) - (onTimeRate(b) ?? 100) ||
    b.resolved - a.resolved ||
    (codeOf(a.of) < codeOf(b.of) ? -1 : 1)
  )
}

export function codeOf(scope: Scope): string {
  return scope.kind === 'area' ? scope.area : scope.department
}

/** Which area directly below `area` a place lies in; null when it is `area` itself, or elsewhere. */
function childOf(town: Town, area: string, place: string): string | null {
  const line = lineage(town, place).map((a) => a.code)
  return line[line.indexOf(area) - 1] ?? null
}

function partsBy(
  tickets: readonly Ticket[],
  keyOf: (ticket: Ticket) => string | null,
  { period, now }: { period: Period; now: Date },
): ({ key: string } & Figures)[] {
  const groups = new Map<string, Ticket[]>()
  for (const ticket of tickets) {
    const key = keyOf(ticket)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(ticket)
    else groups.set(key, [ticket])
  }
  return [...groups]
    .map(([key, group]) => ({ key, ...figuresOf(group, period, now) }))
    .filter(({ opened, resolved, closed, overdue }) => opened + resolved + closed + overdue > 0)
}
