import type { LocalTime } from '../../domain/area/town.ts'
import { daysOn, isLocalTime } from '../../domain/duty/local.ts'
import { quote } from './problem.ts'
import type { SheetRow } from './sheet-row.ts'

const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/
const CLOCK = /^(\d{1,2}):(\d{2})(?::00)?$/
const two = (text: string | undefined) => (text ?? '').padStart(2, '0')

/** `18:00` of `18:00`, `8:5` is none; null otherwise. `24:00` is the end of the day. */
export function readClock(cell: string): string | null {
  const found = CLOCK.exec(cell)
  const clock = found ? `${two(found[1])}:${found[2]}` : ''
  if (clock === '24:00') return '00:00'
  return isLocalTime(`2026-01-01T${clock}`) ? clock : null
}

/**
 * `2026-08-03 18:00`, `2026/8/3`, `2026年8月3日`: a time of the town's clock. A day alone begins at midnight; as an end
 * it belongs to the time. null, with a complaint, for anything else.
 */
export function readTime(row: SheetRow, column: 'from' | 'to'): LocalTime | null {
  const cell = row.required(column)?.normalize('NFKC').trim()
  if (cell === undefined) return null
  const [day = '', clock] = cell.split(/[\sT]+/)
  const date = DATE.exec(day)
  const hour = clock === undefined ? '00:00' : readClock(clock)
  const local = date && hour ? `${date[1]}-${two(date[2])}-${two(date[3])}T${hour}` : ''
  if (isLocalTime(local)) {
    const endOfDay = column === 'to' && (clock === undefined || clock.startsWith('24:'))
    return endOfDay ? daysOn(local, 1) : local
  }
  row.error(column, {
    message: `「${column}」时间看不懂：${quote(cell)}`,
    remedy: '写成 2026-08-03 18:00，或只写日期 2026-08-03',
    en: `no time: ${quote(cell)}; write 2026-08-03 18:00, or the day alone`,
  })
  return null
}

/** True when both are there and in order; else it complains. */
export function inOrder(row: SheetRow, from: LocalTime, to: LocalTime): boolean {
  if (from < to) return true
  row.error('to', {
    message: '结束不在开始之后',
    remedy: '检查两格的日期和时间',
    en: 'the end is not after the beginning: look at both times',
  })
  return false
}
