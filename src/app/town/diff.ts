import { same } from '../../lib/same.ts'
import type { Placed, TableWrite } from './store.ts'

/** What one table of the folder would change. */
export interface TableDiff {
  /** The file the rows come from. */
  file: string
  /** What the rows are, in Chinese. */
  what: string
  added: number
  changed: number
  removed: number
  /** Rows that only stand elsewhere in the file. */
  moved: number
  /** Some of the rows: `+` added, `~` changed, `-` removed. Phone numbers are masked. */
  samples: string[]
}

export const SAMPLES = 10

export interface RowKind<T> {
  file: string
  what: string
  key(row: T): string
  label(row: T): string
  /** Cells that are not shown in samples. */
  secret?: readonly (keyof T)[]
}

const shown = (value: unknown) =>
  value === null || value === '' ? '(空)' : Array.isArray(value) ? value.join('|') || '(空)' : String(value)

function changes<T extends object>(kind: RowKind<T>, before: T, after: T): string {
  const parts: string[] = []
  for (const column of Object.keys(after)) {
    const name = column as keyof T
    if (column === 'position' || same(before[name], after[name])) continue
    parts.push(
      kind.secret?.includes(name)
        ? `${column} 改了`
        : `${column} ${shown(before[name])} → ${shown(after[name])}`,
    )
  }
  return parts.join(',')
}

/** Compares rows by key; a row that only moved is written but not counted as changed. */
export function diffRows<T extends object>(
  kind: RowKind<T>,
  stored: readonly Placed<T>[],
  wanted: readonly T[],
): { diff: TableDiff; write: TableWrite<Placed<T>, Placed<T>> } {
  const before = new Map(stored.map((row) => [kind.key(row), row]))
  const diff = { file: kind.file, what: kind.what, added: 0, changed: 0, removed: 0, moved: 0, samples: [] }
  const result = { diff: diff as TableDiff, write: { put: [] as Placed<T>[], drop: [] as Placed<T>[] } }
  const sample = (line: string) => {
    if (result.diff.samples.length < SAMPLES) result.diff.samples.push(line)
  }
  wanted.forEach((row, position) => {
    const placed = { ...row, position }
    const old = before.get(kind.key(row))
    before.delete(kind.key(row))
    if (old && same(old, placed)) return
    result.write.put.push(placed)
    if (!old) {
      result.diff.added++
      sample(`+ ${kind.label(row)}`)
      return
    }
    const what = changes(kind, old, placed)
    if (what === '') {
      result.diff.moved++
      return
    }
    result.diff.changed++
    sample(`~ ${kind.label(row)}:${what}`)
  })
  for (const old of before.values()) {
    result.diff.removed++
    result.write.drop.push(old)
    sample(`- ${kind.label(old)}`)
  }
  return result
}

/** A diff of nothing. */
export function noDiff(file: string, what: string): TableDiff {
  return { file, what, added: 0, changed: 0, removed: 0, moved: 0, samples: [] }
}
