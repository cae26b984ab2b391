import type { Point } from '../../message.ts'
import type { PlaceReading, Reason } from '../types.ts'

/** One person's report as the service understood it. */
export interface Told {
  text: string
  /** Taxonomy leaf. */
  category: string
  /** Code of the area, null when nothing is known of it. */
  area: string | null
  /** Where the area comes from; one that the text does not tell agrees with many. Taken for `text` when missing. */
  areaFrom?: PlaceReading['source']
  /** The words of the text that name the place, or null. */
  place: string | null
  at: Date
  /** Where the sender stood, or where the photo was taken. */
  point?: Point
  /** Perceptual hashes of the photos, 64 bits, as numbers or 16 hex digits. A weak hint. */
  photoHashes?: readonly (bigint | string)[]
}

/**
 * How two areas lie to each other: 0 for one and the same, n when one holds the other n levels down, null when they
 * are apart.
 */
export type AreaSteps = (a: string, b: string) => number | null

export interface Sameness {
  /** `same` joins without asking; `unsure` is shown to a person; `other` stays apart. */
  verdict: 'same' | 'unsure' | 'other'
  /** 0..1 */
  score: number
  reasons: Reason[]
}
