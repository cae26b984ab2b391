/** That somebody was told how a day went, or that there was nothing to tell. */
export interface DigestChange {
  personId: string
  /** `2026-11-28`, a day of the town. */
  day: string
}

export interface DigestStore {
  /** Who has had the digest of that day. */
  digestsOf(day: string): Promise<string[]>
}
