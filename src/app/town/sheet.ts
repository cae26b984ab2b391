import { closest } from '../../lib/closest.ts'
import { unescapeCell } from '../../lib/csv.ts'
import type { TableFile } from '../../lib/table-files.ts'
import { COLUMNS, type Column, type TableName } from './columns.ts'
import { Problems, quote } from './problem.ts'
import { SheetRow } from './sheet-row.ts'

/** A cell as it counts: no escape, no stray spaces or zero-width signs, line breaks as one space. */
export function cleanCell(cell: string): string {
  return unescapeCell(cell)
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function columnOf(header: string, columns: readonly Column[]): Column | null {
  const word = header.normalize('NFKC').toLowerCase().replace(/\s/g, '')
  return columns.find((c) => c.name === word || c.zh.some((zh) => zh.toLowerCase() === word)) ?? null
}

/** Places of the known columns in the header row; says what is unknown, missing or there twice. */
function readHeader(table: TableName, file: TableFile, problems: Problems): Map<number, string> | null {
  const columns: readonly Column[] = COLUMNS[table]
  const header = file.rows[0]
  if (!header) {
    problems.error({
      file: file.file,
      line: null,
      message: '表是空的',
      remedy: `第一行写列名：${columns.map((c) => c.name).join(',')}`,
      en: `empty table: write the column names into the first row: ${columns.map((c) => c.name).join(',')}`,
    })
    return null
  }
  const places = new Map<number, string>()
  const taken = new Set<string>()
  let twice = false
  const { line } = header
  header.cells.forEach((cell, i) => {
    const word = cleanCell(cell)
    if (word === '') return
    const column = columnOf(word, columns)
    if (!column) {
      const near = closest(
        word,
        columns.flatMap((c) => [c.name, ...c.zh]),
      )
      problems.warn({
        file: file.file,
        line,
        column: quote(word),
        message: `不认识的列「${quote(word)}」，已忽略`,
        remedy: near ? `是不是想写「${near}」？` : '可以删掉这一列',
        en: `unknown column "${quote(word)}" is ignored${near ? `: did you mean "${near}"?` : ''}`,
      })
      return
    }
    if (taken.has(column.name)) {
      twice = true
      problems.error({
        file: file.file,
        line,
        column: column.name,
        message: `列「${column.name}」出现了两次`,
        remedy: '只保留一列',
        en: `column "${column.name}" is there twice: keep one`,
      })
      return
    }
    taken.add(column.name)
    places.set(i, column.name)
  })
  const missing = columns.filter((c) => c.needed && !taken.has(c.name))
  for (const { name, zh } of missing)
    problems.error({
      file: file.file,
      line,
      column: name,
      message: `缺少列「${name}」${zh[0] ? `(${zh[0]})` : ''}`,
      remedy: '在第一行补上这个列名',
      en: `column "${name}" is missing: add it to the first row`,
    })
  return missing.length > 0 || twice ? null : places
}

/** Rows of a table; null when its header does not allow to read it. Rows without any text are left out. */
export function readSheet(table: TableName, file: TableFile, problems: Problems): SheetRow[] | null {
  const places = readHeader(table, file, problems)
  if (!places) return null
  const rows: SheetRow[] = []
  const width = file.rows[0]?.cells.length ?? 0
  for (const { line, cells } of file.rows.slice(1)) {
    const values = cells.map(cleanCell)
    if (values.every((v) => v === '')) continue
    const shifted = values.slice(width).some((v) => v !== '')
    if (shifted)
      problems.error({
        file: file.file,
        line,
        message: `这一行有 ${values.length} 格，比列名多`,
        remedy: '看看是不是内容里多了逗号：多个别名用 | 隔开，或者给整格加英文双引号',
        en: `this row has ${values.length} cells, more than the header: separate aliases with |, or quote the cell`,
      })
    const named = new Map<string, string>()
    for (const [i, name] of places) named.set(name, values[i] ?? '')
    // Its cells stand under the wrong names: what they seem to say is not worth a complaint.
    rows.push(new SheetRow(file.file, line, named, shifted ? new Problems() : problems))
  }
  if (rows.length === 0)
    problems.warn({
      file: file.file,
      line: null,
      message: '只有列名，没有内容',
      remedy: '如果不该是空的，请从第二行开始填写',
      en: 'only column names, no rows: fill it in from the second row if it should not be empty',
    })
  return rows
}
