import type { RatingValue } from '../ticket/types.ts'

/** Whose it was when it came about. */
interface Of {
  /** ISO time; it counts in the month in which this falls. */
  at: string
  department: string | null
  /** Person id of the handler. */
  person: string | null
  area: string
}

/** A department was sent the ticket, and accepted it or let the accept time pass. */
export interface CallMark extends Of {
  kind: 'call'
  accepted: boolean
  inTime: boolean
}

/** A result was given, or the time for it was over. */
export interface TermMark extends Of {
  kind: 'term'
  resolved: boolean
  inTime: boolean
  /** Resolved, and nobody said since that it is not fixed. */
  solved: boolean
}

/** A reporter said how satisfied they are. */
export interface RatingMark extends Of {
  kind: 'rating'
  value: RatingValue
  /** Who said it, so that a change of mind finds it. */
  key: string
}

/** What counts for or against somebody. */
export type Mark = CallMark | TermMark | RatingMark
