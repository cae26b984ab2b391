import type { Department } from '../../domain/area/town.ts'
import { closest } from '../../lib/closest.ts'
import { quote } from './problem.ts'
import type { Refs } from './refs.ts'
import type { SheetRow } from './sheet-row.ts'

export interface ReadDepartments {
  departments: Department[]
  rowOf: Map<string, SheetRow>
}

/** Departments of the table; `kinds` are those the taxonomy leads to. An empty area means the whole town. */
export function readDepartments(
  rows: readonly SheetRow[],
  refs: Pick<Refs, 'area' | 'top'>,
  kinds: ReadonlySet<string>,
): ReadDepartments {
  const departments: Department[] = []
  const rowOf = new Map<string, SheetRow>()
  for (const row of rows) {
    const code = row.requiredCode('code')
    const name = row.required('name')
    const kind = row.requiredCode('kind')
    const area = refs.area(row, 'area') ?? refs.top
    if (kind !== null && !kinds.has(kind)) {
      const near = closest(kind, kinds)
      row.warn('kind', {
        message: `没有哪类事项由「${quote(kind)}」类部门主办`,
        remedy: near ? `是不是「${near}」?` : '在 responsibilities.csv 里写明它负责什么',
        en: `no category is led by departments of kind "${quote(kind)}"${near ? `: did you mean "${near}"?` : ': say in responsibilities.csv what it does'}`,
      })
    }
    if (code === null) continue
    const first = rowOf.get(code)
    if (first) {
      row.error('code', {
        message: `编码 ${code} 在第 ${first.line} 行已经用过`,
        remedy: '每个部门用一个自己的编码',
        en: `code ${code} is already used in line ${first.line}: every department needs its own`,
      })
      continue
    }
    rowOf.set(code, row)
    const aliases = row.list('aliases').filter((alias) => alias !== name)
    departments.push({ code, name: name ?? '', aliases, area, kind: kind ?? '' })
  }
  return { departments, rowOf }
}
