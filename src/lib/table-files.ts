import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import readWorkbook from 'read-excel-file/node'
import { type CsvRow, parseCsv } from './csv.ts'
import { decodeText } from './decode-text.ts'

export interface TableFile {
  /** As people find it: `areas.csv`, or `town.xlsx/areas` for a sheet. */
  file: string
  /** The first row is the header. */
  rows: CsvRow[]
}

export type FileFault =
  | { code: 'no_folder'; file: string }
  | { code: 'unreadable'; file: string; line: number | null }
  | { code: 'quote_open' | 'quote_inside' | 'broken'; file: string; line: number }
  | { code: 'workbook'; file: string }
  | { code: 'old_workbook'; file: string }
  | { code: 'many_workbooks'; file: string; others: string[] }
  | { code: 'too_large'; file: string; megabytes: number }

export interface TableFiles {
  /** By table name, without extension. */
  tables: Map<string, TableFile>
  /** Text files by full name. */
  texts: Map<string, { file: string; text: string }>
  faults: FileFault[]
  /** Names that are there but could not be read: what refers to them cannot be judged. */
  unread: Set<string>
  /** Tables and files of the folder that nobody asked for. */
  strangers: string[]
  /** Set when a workbook lies beside CSV files and was left alone. */
  ignoredWorkbook: string | null
}

const LARGEST = 64 * 1024 * 1024

/**
 * Reads named tables from a folder of `<name>.csv`, from a folder with one .xlsx, or from an .xlsx file,
 * and named text files beside them. Names are matched without regard to case. Never throws for what is
 * in the files: everything wrong is in `faults`.
 */
export async function readTableFiles(
  path: string,
  tableNames: readonly string[],
  textNames: readonly string[],
): Promise<TableFiles> {
  const found: TableFiles = {
    tables: new Map(),
    texts: new Map(),
    faults: [],
    unread: new Set(),
    strangers: [],
    ignoredWorkbook: null,
  }
  const kind = await stat(path).catch(() => null)
  const isWorkbook = kind?.isFile() === true && extname(path).toLowerCase() === '.xlsx'
  if (!kind || (!kind.isDirectory() && !isWorkbook)) {
    found.faults.push({ code: 'no_folder', file: path })
    return found
  }
  const folder = kind.isDirectory() ? path : dirname(path)
  // Hidden files and the lock files of open office programs are nobody's tables.
  const names = (await readdir(folder)).filter((n) => !/^(\.|~\$)/.test(n)).sort()
  await readTexts(folder, names, textNames, found)
  if (isWorkbook) await readBook(path, tableNames, found)
  else await readFolder(path, names, tableNames, found)
  return found
}

async function bytesOf(path: string, found: TableFiles): Promise<Uint8Array | null> {
  const file = basename(path)
  try {
    const { size } = await stat(path)
    if (size > LARGEST) {
      found.faults.push({ code: 'too_large', file, megabytes: Math.ceil(size / 1024 / 1024) })
      return null
    }
    return await readFile(path)
  } catch {
    found.faults.push({ code: 'unreadable', file, line: null })
    return null
  }
}

async function textOf(path: string, found: TableFiles): Promise<string | null> {
  const bytes = await bytesOf(path, found)
  if (!bytes) return null
  const decoded = decodeText(bytes)
  if (decoded.ok) return decoded.text
  found.faults.push({ code: 'unreadable', file: basename(path), line: decoded.line })
  return null
}

async function readTexts(folder: string, names: string[], wanted: readonly string[], found: TableFiles) {
  // Another text of such a kind was probably meant to be read.
  const kinds = new Set(['.json', ...wanted.map((name) => extname(name))])
  for (const name of names) {
    const key = wanted.find((w) => w === name.toLowerCase())
    if (!key) {
      if (kinds.has(extname(name).toLowerCase())) found.strangers.push(name)
      continue
    }
    const text = await textOf(join(folder, name), found)
    if (text === null) found.unread.add(key)
    else found.texts.set(key, { file: name, text })
  }
}

async function readFolder(folder: string, names: string[], wanted: readonly string[], found: TableFiles) {
  const tables = names.filter((n) => extname(n).toLowerCase() === '.csv')
  const books = names.filter((n) => /\.xlsx?$/i.test(n))
  const known = (name: string) => wanted.find((w) => `${w}.csv` === name.toLowerCase())
  if (!tables.some(known) && books.length > 0) {
    const [first, ...others] = books
    if (others.length > 0) found.faults.push({ code: 'many_workbooks', file: first ?? '', others })
    else if (first?.toLowerCase().endsWith('.xls')) found.faults.push({ code: 'old_workbook', file: first })
    else await readBook(join(folder, first ?? ''), wanted, found)
    return
  }
  found.ignoredWorkbook = books[0] ?? null
  for (const name of tables) {
    const key = known(name)
    if (key) await readTable(join(folder, name), key, found)
    else found.strangers.push(name)
  }
}

async function readTable(path: string, key: string, found: TableFiles) {
  const text = await textOf(path, found)
  if (text === null) {
    found.unread.add(key)
    return
  }
  const parsed = parseCsv(text)
  if (parsed.ok) {
    found.tables.set(key, { file: basename(path), rows: parsed.rows })
    return
  }
  found.faults.push({ code: parsed.code, file: basename(path), line: parsed.line })
  found.unread.add(key)
}

async function readBook(path: string, wanted: readonly string[], found: TableFiles) {
  const bytes = await bytesOf(path, found)
  const sheets = bytes && (await readWorkbook(Buffer.from(bytes)).catch(() => null))
  if (!sheets) {
    if (bytes) found.faults.push({ code: 'workbook', file: basename(path) })
    for (const name of wanted) found.unread.add(name)
    return
  }
  for (const { sheet, data } of sheets) {
    const key = wanted.find((w) => w === sheet.trim().toLowerCase())
    if (!key) {
      if (data.length > 0) found.strangers.push(sheet)
      continue
    }
    const rows = data.map((row, i) => ({ line: i + 1, cells: row.map(cellText) }))
    found.tables.set(key, {
      file: `${basename(path)}/${sheet.trim()}`,
      rows: rows.filter((row) => row.cells.some((cell) => cell !== '')),
    })
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}
