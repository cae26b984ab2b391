import type { Rate } from '../area/score-policy.ts'
import { isWithin, lineage, type Town } from '../area/town.ts'
import { type Figures, figuresBy, figuresOf } from './figures.ts'
import type { Mark } from './marks.ts'
import type { Reckoned } from './reckon.ts'

/** Who is scored: codes of the town, or the id of a person. The topmost area is the whole town. */
export interface Scope {
  kind: 'area' | 'department' | 'person'
  code: string
}

/** True when the mark is of the scope. What lies in an area that is gone counts for the whole town. */
function isOf(town: Town, { kind, code }: Scope): (mark: Mark) => boolean {
  if (kind === 'department') return (mark) => mark.department === code
  if (kind === 'person') return (mark) => mark.person === code
  if (code === town.top) return () => true
  const inside = new Map<string, boolean>()
  return ({ area }) => {
    const known = inside.get(area) ?? isWithin(town, area, code)
    inside.set(area, known)
    return known
  }
}

/** The figures of a department, an area or a person, by the town's formulas. */
export function scoresOf(town: Town, reckoned: readonly Reckoned[], scope: Scope): Figures {
  return figuresOf(reckoned, isOf(town, scope), town.policy.scores)
}

export interface Ranked {
  scope: Scope
  name: string
  figures: Figures
}

/** Which area directly below `above` a place lies in. */
function childFinder(town: Town, above: string): (area: string) => string | null {
  const found = new Map<string, string | null>()
  return (area) => {
    const known = found.get(area)
    if (known !== undefined) return known
    const line = lineage(town, area).map((a) => a.code)
    const child = line[line.indexOf(above) - 1] ?? null
    found.set(area, child)
    return child
  }
}

/** The best first; equals by how many tickets it is of, then by code; those without a figure last. */
function byRate(rate: Rate): (a: Ranked, b: Ranked) => number {
  const value = ({ figures }: Ranked) => figures[rate].value ?? -1
  const size = ({ figures }: Ranked) => figures[rate].items.length
  return (a, b) => value(b) - value(a) || size(b) - size(a) || (a.scope.code < b.scope.code ? -1 : 1)
}

/** The areas directly below one, ranked by a rate; only those with anything that counts. */
export function rankAreas(town: Town, reckoned: readonly Reckoned[], above: string, rate: Rate): Ranked[] {
  const childOf = childFinder(town, above)
  const all = figuresBy(reckoned, (mark) => childOf(mark.area), town.policy.scores)
  return [...all]
    .map(([code, figures]): Ranked => {
      const name = town.areaByCode.get(code)?.name ?? code
      return { scope: { kind: 'area', code }, name, figures }
    })
    .sort(byRate(rate))
}

/** The departments, ranked by a rate, for what lies in an area. */
export function rankDepartments(
  town: Town,
  reckoned: readonly Reckoned[],
  area: string,
  rate: Rate,
): Ranked[] {
  const inArea = isOf(town, { kind: 'area', code: area })
  const group = (mark: Mark): string | null => (inArea(mark) ? mark.department : null)
  return [...figuresBy(reckoned, group, town.policy.scores)]
    .map(([code, figures]): Ranked => {
      const name = town.departmentByCode.get(code)?.name ?? code
      return { scope: { kind: 'department', code }, name, figures }
    })
    .sort(byRate(rate))
}
