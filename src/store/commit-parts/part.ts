import type { Write } from '../../app/store-port/write.ts'

/** One table's share of a write: its rows, and the statement's part that takes them in as one JSON parameter. */
export interface Part {
  /** One letter; names the prepared statement together with those of the other parts. */
  key: string
  rows(write: Write): readonly unknown[]
  /** @param json the parameter. `$1` is the inbox row, `$2` the timer, `$3` the request id. */
  sql(json: string): string
  /** A condition of the whole write, as a call of `must`. */
  must?(json: string): string
}
