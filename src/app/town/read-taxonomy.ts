import type { Category } from '../../domain/area/taxonomy.ts'
import { parseDuration } from '../../domain/ticket/clocks.ts'
import { URGENCIES, type Urgency } from '../../domain/ticket/types.ts'
import { quote } from './problem.ts'
import type { SheetRow } from './sheet-row.ts'

const URGENCY_WORDS: Record<string, Urgency> = {
  低: 'low',
  一般: 'normal',
  普通: 'normal',
  紧急: 'urgent',
  特急: 'emergency',
}

function duration(row: SheetRow, column: string): string {
  const cell = row.required(column)?.normalize('NFKC').toLowerCase() ?? ''
  if (cell !== '' && parseDuration(cell) === null)
    row.error(column, {
      message: `「${column}」看不懂：${quote(cell)}`,
      remedy: '写成 30m、4h、4wh（工作小时）、3wd（工作日）这样',
      en: `"${column}" is no duration: ${quote(cell)}; write 30m, 4h, 4wh (working hours) or 3wd (working days)`,
    })
  return cell
}

/** A town's own list of matters: heads (`safety`) and leaves (`safety.gas`). */
export function readTaxonomy(rows: readonly SheetRow[]): Category[] {
  const found = new Map<string, { category: Category; row: SheetRow }>()
  for (const row of rows) {
    const code = row.requiredCode('code')
    const zh = row.required('zh') ?? ''
    const urgency = row.oneOf('urgency', URGENCIES, URGENCY_WORDS) ?? 'normal'
    const acceptWithin = duration(row, 'accept_within')
    const resolveWithin = duration(row, 'resolve_within')
    const lead = row.requiredCode('lead') ?? ''
    if (code === null) continue
    const first = found.get(code)
    if (first) {
      row.error('code', {
        message: `类别 ${code} 在第 ${first.row.line} 行已经写过`,
        remedy: '每个类别只写一行',
        en: `category ${code} is already in line ${first.row.line}`,
      })
      continue
    }
    const head = code.includes('.') ? code.slice(0, code.indexOf('.')) : null
    const parent = row.code('parent') ?? head
    const en = row.text('en') || zh
    found.set(code, { category: { code, parent, zh, en, urgency, acceptWithin, resolveWithin, lead }, row })
  }
  for (const { category, row } of found.values()) {
    if (category.parent !== null && !found.has(category.parent))
      row.unknown('parent', category.parent, found.keys())
  }
  return [...found.values()].map(({ category }) => category)
}
