import type { Part } from './part.ts'

/** Told once for each person and day: the second write breaks the key, and with it all that it would have said. */
export const DIGESTS: Part = {
  key: 'X',
  rows: (w) => w.digests,
  sql: (json) => `new_digests AS (
  INSERT INTO digest (person_id, day)
  SELECT "personId", day FROM jsonb_to_recordset(${json}) AS x("personId" uuid, day date))`,
}
