import type { LabelledRow } from '../../src/domain/understanding/learning/learn-heads.ts'
import { parseCsv } from '../../src/lib/csv.ts'
import { decodeText } from '../../src/lib/decode-text.ts'
import { type Columns, findColumns, type Named } from './columns.ts'

/** What is wrong with a line, Chinese and English, with the remedy. */
export interface BadLine {
  line: number
  what: string
}

export interface History {
  rows: LabelledRow[]
  bad: BadLine[]
  /** Nothing of the file can be used, and why. */
  fault: string | null
}

type Entry = Record<string, string>

/** Reads a labelled history: JSON lines, or CSV with a header, in UTF-8, UTF-16 or GB18030. Never throws for what is in it. */
export function readHistory(bytes: Uint8Array, named: Named): History {
  const bad: BadLine[] = []
  const text = textOf(bytes, bad)
  if (text.trim() === '') return { rows: [], bad, fault: '文件里没有内容 the file is empty' }
  return text.trimStart().startsWith('{') ? readJson(text, named, bad) : readTable(text, named, bad)
}

function textOf(bytes: Uint8Array, bad: BadLine[]): string {
  const whole = decodeText(bytes)
  if (whole.ok) return whole.text
  // A damaged line must not cost the others.
  const lines: string[] = []
  for (let start = 0; start <= bytes.length; ) {
    const end = bytes.indexOf(10, start)
    const line = decodeText(bytes.subarray(start, end === -1 ? bytes.length : end))
    lines.push(line.ok ? line.text.replaceAll('\n', ' ') : '')
    if (!line.ok)
      bad.push({
        line: lines.length,
        what: '有读不懂的字符，请改正或删去这一行，整个文件用同一种编码保存 unreadable characters: mend or drop the line, save the file in one encoding',
      })
    if (end === -1) break
    start = end + 1
  }
  return lines.join('\n')
}

function readJson(text: string, named: Named, bad: BadLine[]): History {
  const rows: LabelledRow[] = []
  const damaged = new Set(bad.map(({ line }) => line))
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '' || damaged.has(i + 1)) return
    const entry = entryOf(line)
    if (!entry) {
      bad.push({
        line: i + 1,
        what: '不是一个 JSON 对象，应如 {"label":"环境保护","text":"…"} not a JSON object like {"label":"…","text":"…"}',
      })
      return
    }
    const row = rowOf(entry, findColumns(Object.keys(entry), named))
    if ('what' in row) bad.push({ line: i + 1, what: row.what })
    else rows.push(row)
  })
  return { rows, bad, fault: null }
}

function entryOf(line: string): Entry | null {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    const plain = Object.entries(value).filter(([, v]) => typeof v === 'string' || typeof v === 'number')
    return Object.fromEntries(plain.map(([key, v]) => [key, String(v)]))
  } catch {
    return null
  }
}

function readTable(text: string, named: Named, bad: BadLine[]): History {
  const table = parseCsv(text)
  if (!table.ok)
    return {
      rows: [],
      bad: [
        ...bad,
        {
          line: table.line,
          what: '引号没有成对，请补上或删去 a quotation mark has no partner: add or drop it',
        },
      ],
      fault: '表格读不完整 the table can not be read',
    }
  const [header, ...body] = table.rows
  const names = header?.cells.map((cell) => cell.trim()) ?? []
  const columns = findColumns(names, named)
  if (columns.label === null) return { rows: [], bad, fault: missing('类别', 'label', names) }
  if (columns.text === null && columns.title === null && columns.tokens === null)
    return { rows: [], bad, fault: missing('内容', 'text', names) }
  const rows: LabelledRow[] = []
  for (const { line, cells } of body) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const row = rowOf(Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])), columns)
    if ('what' in row) bad.push({ line, what: row.what })
    else rows.push(row)
  }
  return { rows, bad, fault: null }
}

function missing(what: string, option: string, names: readonly string[]): string {
  const there = names.filter((name) => name !== '').map((name) => name.slice(0, 20))
  return `找不到${what}一列。有这些列：${there.slice(0, 30).join('、')}。请用 --${option} 列名 指明 no column found for ${option}: name it with --${option} COLUMN`
}

function rowOf(entry: Entry, { label, text, title, tokens }: Columns): LabelledRow | { what: string } {
  const cell = (name: string | null) => (name === null ? '' : (entry[name] ?? '').trim())
  if (cell(label) === '')
    return {
      what: `没有类别，请补上${label ? `“${label}”` : ' label'}或删去这一行 no label: fill it in or drop the line`,
    }
  const told = [cell(title), cell(text)].filter((part) => part !== '').join('。')
  if (told !== '') return { label: cell(label), text: told, form: 'text' }
  if (cell(tokens) !== '') return { label: cell(label), text: cell(tokens), form: 'tokens' }
  return {
    what: `没有内容，请补上${text ? `“${text}”` : ' text 或 tokens'}或删去这一行 no text: fill it in or drop the line`,
  }
}
