import type { Urgency } from '../ticket/urgency.ts'

/** One row of the taxonomy: a head (no dot) or a leaf (`head.leaf`). */
export interface Category {
  code: string
  parent: string | null
  zh: string
  en: string
  urgency: Urgency
  /** A duration as written: `30m`, `4h`, `4wh` (working hours), `3wd` (working days). */
  acceptWithin: string
  resolveWithin: string
  /** Kind of the department that leads where no responsibility says otherwise. */
  lead: string
}

/** Words by which people of this town tell one of its categories (a row of `lexicon.csv`). */
export interface TownWords {
  /** A leaf. */
  category: string
  words: string[]
  /** Told by the words alone, or only leaning towards it. */
  kind: 'strong' | 'weak'
}
