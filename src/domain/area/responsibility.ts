import { lineage, type Town } from './town.ts'

export interface Responsible {
  /** Department code. */
  department: string
  /** Codes of departments that help. */
  assist: string[]
  /** The rule that chose it: `list:<category>@<area>` or `kind:<kind>@<area>`. */
  why: string
}

/** Head of a category code: `safety` of `safety.gas`. */
export function headOf(category: string): string {
  return category.split('.')[0] ?? category
}

/** True when the category is one of the codes, or a leaf of one. */
export function fallsUnder(category: string, codes: readonly string[]): boolean {
  return codes.some((code) => category === code || category.startsWith(`${code}.`))
}

/** How exactly a row names the category: leaf 2, head 1, `*` 0, not at all -1. */
function exactness(row: string, category: string): number {
  if (row === category) return 2
  if (row === headOf(category)) return 1
  return row === '*' ? 0 : -1
}

/** From the responsibility list: the best category fit first, the nearest area of the line among equals. */
function fromList(town: Town, category: string, line: readonly string[]): Responsible | null {
  let best: { exact: number; far: number; found: Responsible } | null = null
  for (const row of town.responsibilities) {
    const exact = exactness(row.category, category)
    const far = exact < 0 ? -1 : line.indexOf(row.area)
    if (far < 0 || !town.departmentByCode.has(row.lead)) continue
    if (best && (exact < best.exact || (exact === best.exact && far >= best.far))) continue
    const why = `list:${row.category}@${row.area}`
    best = { exact, far, found: { department: row.lead, assist: row.assist, why } }
  }
  return best?.found ?? null
}

/** A department of the kind that the taxonomy names, whose area covers the place; the nearest, equals by code. */
function fromKind(town: Town, category: string, line: readonly string[]): Responsible | null {
  const kind = (town.categoryByCode.get(category) ?? town.categoryByCode.get(headOf(category)))?.lead
  if (!kind) return null
  const candidates = town.departments
    .filter((d) => d.kind === kind && line.includes(d.area))
    .sort((a, b) => line.indexOf(a.area) - line.indexOf(b.area) || (a.code < b.code ? -1 : 1))
  const department = candidates[0]
  if (!department) return null
  return { department: department.code, assist: [], why: `kind:${kind}@${department.area}` }
}

/**
 * The department that answers for a category at a place, or null when there is none.
 * Order: the responsibility list by how exactly the category is named (leaf, head, `*`), then by how near the row's
 * area is above the place; where the list says nothing, a department of the kind the taxonomy names for the category
 * whose area covers the place, again the nearest.
 */
export function responsible(town: Town, category: string, area: string): Responsible | null {
  const line = lineage(town, area).map((a) => a.code)
  return fromList(town, category, line) ?? fromKind(town, category, line)
}
