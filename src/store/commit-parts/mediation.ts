import type { Part } from './part.ts'

/** Who the parties of disputes are; one that comes again, or is struck out, replaces what stood there. */
export const PARTIES: Part = {
  key: 's',
  rows: (w) => w.parties,
  sql: (json) => `new_parties AS (
  INSERT INTO dispute_party (id, ticket_id, name, phone)
  SELECT id, "ticketId", name, phone
  FROM jsonb_to_recordset(${json}) AS x(id uuid, "ticketId" uuid, name text, phone text)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = excluded.phone)`,
}
