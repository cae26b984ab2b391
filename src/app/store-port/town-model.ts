/** A version of the town's own model; `packed` is null for the shipped reader alone. */
export interface TownModelRow {
  version: number
  base: string
  packed: unknown
  lastExample: number
}

export interface NewTownModel extends Omit<TownModelRow, 'version'> {
  madeAt: Date
  figures: unknown
  state: 'in_use' | 'kept' | 'refused'
}

/** Versions of the town's own model. */
export interface TownModelStore {
  /** Versions of the town (0 before the first import) and of its own model in use (null: none). */
  versions(): Promise<{ town: number; model: number | null }>
  modelInUse(): Promise<TownModelRow | null>
  /** Whether enough has been corrected since the last training beside `base`, and that was before `before`. */
  learningDue(after: number, base: string, before: Date): Promise<boolean>
  /**
   * Keeps a trained version under the next number and takes it into use where it says so; what is older than the
   * last `keep` goes. With its entry in the audit log, all or nothing.
   */
  addModel(model: NewTownModel, keep: number): Promise<number>
}
