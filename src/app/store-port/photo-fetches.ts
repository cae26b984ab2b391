/** A photo to be fetched again. */
export interface PhotoFetch {
  id: string
  channel: string
  account: string
  ref: string
  ticketId: string | null
  /** Of the stored message it came with. */
  messageId: string | null
}

/** Photos that could not be fetched yet. */
export interface PhotoFetchStore {
  dueFetches(now: Date, limit: number): Promise<PhotoFetch[]>
  /** Adds a photo to the message it came with. @returns the ticket the message belongs to by now. */
  addPhoto(messageId: string, hash: string): Promise<string | null>
  fetchDone(id: string): Promise<void>
  /** Tries again later, a few times; `final` ends it. */
  fetchFailed(id: string, error: string, final: boolean): Promise<void>
}
