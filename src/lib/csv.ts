import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

export interface CsvRow {
  /** Line of the file the record begins in, from 1. */
  line: number
  cells: string[]
}
export type CsvResult =
  | { ok: true; rows: CsvRow[] }
  | { ok: false; line: number; code: 'quote_open' | 'quote_inside' | 'broken' }

function separator(text: string): string {
  const head = text.slice(0, text.search(/\n|$/))
  const count = (mark: string) => head.split(mark).length
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** Line where the quote was opened that never closes: the last line whose quotes do not pair up. */
function openQuoteLine(text: string): number {
  const lines = text.split('\n')
  let open = 0
  lines.forEach((line, i) => {
    if ((line.split('"').length - 1) % 2 === 1) open = open === 0 ? i + 1 : 0
  })
  return open || lines.length
}

/** Line ends inside quoted cells. */
function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => (cell.includes('\n') ? sum + cell.split('\n').length - 1 : sum), 0)
}

/** Reads CSV with commas, tabs or semicolons (seen from the first line); blank lines are left out. */
export function parseCsv(text: string): CsvResult {
  try {
    const lines: number[] = []
    const records = parse(text, {
      delimiter: separator(text),
      relax_column_count: true,
      skip_empty_lines: true,
      // Quotes in the middle of a cell are what people type: 7" pipe.
      relax_quotes: true,
      on_record: (cells: string[], info) => {
        lines.push(info.lines - breaksIn(cells))
        return cells
      },
    })
    return { ok: true, rows: records.map((cells, i) => ({ line: lines[i] ?? 0, cells })) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_QUOTE_NOT_CLOSED')
      return { ok: false, line: openQuoteLine(text), code: 'quote_open' }
    const line = Number((error as CsvError & { lines?: number }).lines ?? 1)
    return { ok: false, line, code: error.code.includes('QUOTE') ? 'quote_inside' : 'broken' }
  }
}

const FORMULA = /^'*[=+\-@\t\r]/

/** A cell that a spreadsheet would run as a formula gets a leading `'` (OWASP ASVS 1.2.10). */
export function escapeCell(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

/** Undoes `escapeCell`. */
export function unescapeCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}

/** CSV that spreadsheets open without questions: UTF-8 with BOM, CRLF, formulas escaped. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(escapeCell)),
    { bom: true, record_delimiter: '\r\n' },
  )
}
