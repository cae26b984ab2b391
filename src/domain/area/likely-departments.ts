import { responsible } from './responsibility.ts'
import { lineage, type Town } from './town.ts'

/**
 * Departments to offer where several are called, at most `most`: the one that answers for the matter and those that help
 * it by the responsibility list, then the others near the place. Discipline takes only what is confidential.
 */
export function likelyDepartments(
  town: Town,
  { category, area, department }: { category: string; area: string; department: string | null },
  most: number,
): string[] {
  const line = lineage(town, area).map(({ code }) => code)
  const found = responsible(town, category, area)
  const first = [department, found?.department ?? null, ...(found?.assist ?? [])].flatMap(
    (code) => code ?? [],
  )
  const rest = town.departments
    .filter((d) => line.includes(d.area))
    .sort((a, b) => line.indexOf(a.area) - line.indexOf(b.area))
    .map(({ code }) => code)
  return [...new Set([...first, ...rest])]
    .filter((code) => (town.departmentByCode.get(code)?.kind ?? 'discipline') !== 'discipline')
    .slice(0, most)
}
