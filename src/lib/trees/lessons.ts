export interface TreeLesson {
  /** Numbers by name, in one order for all lessons; those that are not told at the end count as 0. */
  signs: readonly (readonly [name: string, amount: number])[]
  yes: boolean
  /** How much a mistake on it costs; 1 when absent. */
  cost?: number
}

export interface TreeOptions {
  trees: number
  /** Share of each tree's answer that is taken, 0..1. */
  rate: number
  /** Ends of a tree. */
  leaves: number
  /** No end holds fewer lessons. */
  atLeast: number
  /** Weight that pulls the answers of small ends to nothing. */
  ridge: number
}
