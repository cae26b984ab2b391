/** A span of time that is scored, and the moment up to which history is looked at. */
export interface Period {
  from: Date
  /** Not part of it. */
  to: Date
  /** What happened later is not known yet; after `to`, so that appeals and 没修好 of the days after count. */
  asOf: Date
}
