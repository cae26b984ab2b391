import type { Responsibility } from '../../domain/area/town.ts'
import type { Refs } from './refs.ts'
import type { SheetRow } from './sheet-row.ts'

/** Who leads and who helps, by category and area. An empty area means the whole town. */
export function readResponsibilities(rows: readonly SheetRow[], refs: Refs): Responsibility[] {
  const found = new Map<string, { responsibility: Responsibility; row: SheetRow }>()
  for (const row of rows) {
    row.required('category')
    row.required('lead')
    const category = refs.category(row, 'category')
    const lead = refs.department(row, 'lead')
    const area = row.text('area') === '' ? refs.top : refs.area(row, 'area')
    const assist = refs.departments(row, 'assist').filter((code) => code !== lead)
    if (category === null || lead === null || area === null) continue
    const key = `${category}/${area}`
    const first = found.get(key)
    if (first) {
      row.error('category', {
        message: `类别 ${category} 在区域 ${area} 的责任，第 ${first.row.line} 行已经写过`,
        remedy: '合成一行：一个主办，其余写进「assist」',
        en: `category ${category} in area ${area} is already in line ${first.row.line}: keep one lead, put the others into "assist"`,
      })
      continue
    }
    found.set(key, { responsibility: { category, area, lead, assist }, row })
  }
  return [...found.values()].map(({ responsibility }) => responsibility)
}
