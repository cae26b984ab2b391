import type { SheetRow } from './sheet-row.ts'

/** Looks codes of other tables up; complains where they do not exist. */
export interface Refs {
  /** The code, or null when the cell is empty or (with a complaint) unknown. */
  area(row: SheetRow, column: string): string | null
  department(row: SheetRow, column: string): string | null
  departments(row: SheetRow, column: string): string[]
  category(row: SheetRow, column: string): string | null
  /** Code of the top area; '' when there is none. */
  top: string
}

function lookUp(row: SheetRow, column: string, code: string | null, known: ReadonlySet<string> | null) {
  if (code === null || known === null || known.has(code)) return code
  row.unknown(column, code, known)
  return null
}

/** A set that is null could not be read: then nothing that refers to it is blamed. */
export function makeRefs(known: {
  areas: ReadonlySet<string> | null
  departments: ReadonlySet<string> | null
  categories: ReadonlySet<string> | null
  top: string
}): Refs {
  return {
    top: known.top,
    area: (row, column) => lookUp(row, column, row.code(column), known.areas),
    department: (row, column) => lookUp(row, column, row.code(column), known.departments),
    departments: (row, column) =>
      row
        .list(column)
        .flatMap((code) => lookUp(row, column, code.normalize('NFKC'), known.departments) ?? []),
    category: (row, column) => {
      const code = row.code(column)
      return code === '*' ? code : lookUp(row, column, code, known.categories)
    },
  }
}
