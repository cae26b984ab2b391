import type { Act } from './types.ts'

/** One sign of what a message does. */
export interface ActRule {
  /** What people read in `/why`. */
  name: string
  act: Act
  weight: number
  pattern: RegExp
  /** In a long letter such words say little; their weight is taken by this share (default 1). */
  inLetters?: number
}
