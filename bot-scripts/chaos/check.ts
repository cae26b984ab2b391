/** One thing that must hold, as the audit found it. */
export interface Check {
  name: string
  /** How many things were looked at. */
  seen: number
  /** What is wrong, a line each; empty = holds. */
  wrong: string[]
  note?: string
}
