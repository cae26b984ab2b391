import { closest } from '../../lib/closest.ts'
import { type Problems, quote } from './problem.ts'

export interface Complaint {
  message: string
  remedy: string
  en: string
}

/** One row of a table; its readers say what is wrong with a cell and go on. */
export class SheetRow {
  readonly file: string
  readonly line: number
  private readonly cells: ReadonlyMap<string, string>
  private readonly problems: Problems

  constructor(file: string, line: number, cells: ReadonlyMap<string, string>, problems: Problems) {
    this.file = file
    this.line = line
    this.cells = cells
    this.problems = problems
  }

  error(column: string, complaint: Complaint) {
    this.problems.error({ file: this.file, line: this.line, column, ...complaint })
  }

  warn(column: string, complaint: Complaint) {
    this.problems.warn({ file: this.file, line: this.line, column, ...complaint })
  }

  text(column: string): string {
    return this.cells.get(column) ?? ''
  }

  optional(column: string): string | null {
    return this.text(column) || null
  }

  /** The cell, or null with a complaint when it is empty. */
  required(column: string): string | null {
    const cell = this.text(column)
    if (cell !== '') return cell
    this.error(column, {
      message: `「${column}」没有填`,
      remedy: '请补上这一格',
      en: `"${column}" is empty: fill it in`,
    })
    return null
  }

  /** A code: full-width letters and digits count as plain ones. */
  code(column: string): string | null {
    return this.text(column).normalize('NFKC').trim() || null
  }

  requiredCode(column: string): string | null {
    return this.required(column)?.normalize('NFKC').trim() ?? null
  }

  /** Parts between `|` (also full-width), without blanks and repeats. */
  list(column: string): string[] {
    const parts = this.text(column).split(/[|\uff5c]/)
    return [...new Set(parts.map((p) => p.trim()).filter((p) => p !== ''))]
  }

  /** One of `words`, given as such or by its Chinese name; null with a complaint otherwise. */
  oneOf<T extends string>(column: string, words: readonly T[], zh: Readonly<Record<string, T>>): T | null {
    const cell = this.required(column)
    if (cell === null) return null
    const typed = cell.normalize('NFKC').toLowerCase()
    const word = words.find((w) => w.toLowerCase() === typed) ?? zh[cell]
    if (word !== undefined) return word
    this.unknown(column, cell, [...words, ...Object.keys(zh)], words)
    return null
  }

  /** Complains of a word that is none of the known ones, and suggests the nearest. */
  unknown(column: string, cell: string, known: Iterable<string>, shown?: readonly string[]) {
    const near = closest(cell, known)
    const choices = shown && shown.length <= 30 ? shown.join('、') : null
    this.error(column, {
      message: `不认识的「${column}」：${quote(cell)}`,
      remedy: near
        ? `是不是「${near}」？`
        : choices
          ? `可以写：${choices}`
          : '请对照它应当指向的那张表，检查编码有没有写错',
      en: `unknown ${column} "${quote(cell)}"${near ? `: did you mean "${near}"?` : choices ? `: one of ${shown?.join(', ')}` : ': check the code against the table it refers to'}`,
    })
  }

  /** A number between `min` and `max`; null when empty or, with a complaint, when it is not one. */
  number(column: string, range: { min: number; max: number; whole?: boolean }): number | null {
    const cell = this.text(column).normalize('NFKC')
    if (cell === '') return null
    const value = Number(cell.replace(/°$/, ''))
    const what = range.whole ? '整数' : '数字'
    if (!/^[-+]?\d*\.?\d+°?$/.test(cell) || (range.whole && !Number.isInteger(value))) {
      this.error(column, {
        message: `「${column}」不是${what}:${quote(cell)}`,
        remedy: `只写${what}，不带单位`,
        en: `"${column}" is not a ${range.whole ? 'whole ' : ''}number: ${quote(cell)}`,
      })
      return null
    }
    if (value >= range.min && value <= range.max) return value
    this.error(column, {
      message: `「${column}」超出范围：${quote(cell)}`,
      remedy: `应在 ${range.min} 到 ${range.max} 之间`,
      en: `"${column}" is out of range: ${quote(cell)} is not between ${range.min} and ${range.max}`,
    })
    return null
  }
}
