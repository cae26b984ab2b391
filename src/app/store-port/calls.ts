/** A call that a step of a ladder makes. */
export interface NewCall {
  id: string
  /** A name of `policy.webhooks`. */
  name: string
  body: Record<string, string | number | null>
  nextAt: Date
}

export interface CallRow extends NewCall {
  attempts: number
}

export interface CallStore {
  /** Calls whose time has come, oldest first. */
  dueCalls(now: Date, most: number): Promise<CallRow[]>
  callSent(id: string, at: Date): Promise<void>
  /** `nextAt` null: given up. */
  callFailed(id: string, error: string, nextAt: Date | null): Promise<void>
}
