import type { Absence, LocalTime, Swap } from '../../domain/area/town.ts'

/** Shifts that one person asks another to stand. */
export interface SwapRow {
  id: string
  asker: string
  other: string
  shifts: Omit<Swap, 'id'>[]
  state: 'asked' | 'agreed' | 'refused'
  askedAt: Date
  decidedAt: Date | null
}

/** What people say of their own duty. The town is read anew by all processes afterwards. */
export interface DutyWrite {
  absences: Absence[]
  /** Absences of a person end then; those that lie ahead never come. */
  backs: { personId: string; at: LocalTime }[]
  swaps: {
    swap: SwapRow
    /** State before; null = new. The write is refused when the row has another one. */
    before: 'asked' | null
  }[]
}

export interface DutyStore {
  swap(id: string): Promise<SwapRow | null>
}
