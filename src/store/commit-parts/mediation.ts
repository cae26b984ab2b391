import type { Part } from './part.ts'

/** What may name the parties of disputes; a row that comes again, or is struck out, replaces what stood there. */
export const PRIVATE: Part = {
  key: 'Y',
  rows: (w) => w.privates,
  sql: (json) => `new_privates AS (
  INSERT INTO dispute_private (id, ticket_id, text, phone)
  SELECT id, "ticketId", text, phone
  FROM jsonb_to_recordset(${json}) AS x(id uuid, "ticketId" uuid, text text, phone text)
  ON CONFLICT (id) DO UPDATE SET text = excluded.text, phone = excluded.phone)`,
}
