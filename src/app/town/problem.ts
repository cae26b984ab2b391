/** One thing that is wrong (or worth a look) in a town folder. */
export interface Problem {
  /** `areas.csv`, `town.xlsx/areas`, `policy.yaml`. */
  file: string
  /** From 1, the header being line 1; null when it concerns the whole file. */
  line: number | null
  column?: string
  /** What is wrong, in Chinese. */
  message: string
  /** What to do about it, in Chinese. */
  remedy: string
  /** Both in English. */
  en: string
}

/** `138****8000`: enough to find the cell, too little to call. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? `${phone.slice(0, 1)}****` : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** At most 40 characters of a cell, with numbers that may be somebody's masked. */
export function quote(cell: string): string {
  const short = cell.length > 40 ? `${cell.slice(0, 40)}…` : cell
  return short.replace(/\d(?:[\s-]?\d){6,}/g, maskPhone)
}

/** Collects what is wrong: a check never stops at the first. */
export class Problems {
  readonly errors: Problem[] = []
  readonly warnings: Problem[] = []
  error(problem: Problem) {
    this.errors.push(problem)
  }
  warn(problem: Problem) {
    this.warnings.push(problem)
  }
}
