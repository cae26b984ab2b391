import type { NewExample } from '../../app/store-port/readings.ts'
import type { Part } from './part.ts'

function exampleRow({ read, right, ...example }: NewExample): object {
  return {
    ...example,
    readCategory: read.category,
    readUrgency: read.urgency,
    readArea: read.area,
    rightCategory: right?.category ?? null,
    rightUrgency: right?.urgency ?? null,
    rightArea: right?.area ?? null,
  }
}

/** How tickets were read. */
export const READINGS: Part = {
  key: 'w',
  rows: (w) => w.readings,
  sql: (json) => `new_readings AS (
  INSERT INTO reading (ticket_id, version, at, model, data)
  SELECT "ticketId", version, at, model, data
  FROM jsonb_to_recordset(${json}) AS x("ticketId" uuid, version int, at timestamptz, model text, data jsonb))`,
}

/** What people have shown of how a report should be read. */
export const EXAMPLES: Part = {
  key: 'p',
  rows: (w) => w.examples.map(exampleRow),
  sql: (json) => `examples AS (
  INSERT INTO reading_example (ticket_id, kind, text, had_photo, read_category, read_urgency, read_area,
    right_category, right_urgency, right_area, by_identity, at)
  SELECT "ticketId", kind, text, "hadPhoto", "readCategory", "readUrgency", "readArea",
    "rightCategory", "rightUrgency", "rightArea", by, at
  FROM jsonb_to_recordset(${json}) AS x("ticketId" uuid, kind text, text text, "hadPhoto" boolean,
    "readCategory" text, "readUrgency" text, "readArea" text, "rightCategory" text, "rightUrgency" text,
    "rightArea" text, by uuid, at timestamptz)
  WHERE kind = 'correction' OR NOT EXISTS (SELECT FROM reading_example e WHERE e.ticket_id = "ticketId")
  ON CONFLICT DO NOTHING)`,
}
