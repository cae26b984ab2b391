/**
 * What people say about one leaf of the taxonomy. Words are separated by white space, so that the lists stay
 * readable and can be sorted, counted and edited as text.
 */
export interface LeafLexicon {
  /** Phrases that tell the matter by themselves. */
  strong: string
  /** Words that lean towards it but don't tell it alone. */
  weak?: string
  /** `[things, what is wrong with them]`: one of each, close together in one sentence, tells the matter. */
  pairs?: readonly (readonly [things: string, wrong: string])[]
}

/** The leaves of one head, by taxonomy code. */
export type HeadLexicon = Readonly<Record<string, LeafLexicon>>
