import type { Part } from './part.ts'

/** Reminders that were said or wait, and the calls of ladders. */
export const REMINDERS: readonly Part[] = [
  {
    key: 'F',
    rows: (w) => w.reminders,
    sql: (json) => `new_reminders AS (
  INSERT INTO reminder (id, conversation_id, ticket_id, notice, at, state, due_at)
  SELECT id, "conversationId", "ticketId", notice, at, state, "dueAt"
  FROM jsonb_to_recordset(${json}) AS x(id uuid, "conversationId" uuid, "ticketId" uuid, notice jsonb,
    at timestamptz, state text, "dueAt" timestamptz))`,
  },
  {
    key: 'G',
    rows: (w) => w.endReminders,
    sql: (json) => `g AS (SELECT * FROM jsonb_to_recordset(${json}) AS x(id uuid, state text)),
ended_reminders AS (
  UPDATE reminder SET state = g.state FROM g WHERE reminder.id = g.id AND reminder.state = 'waiting'
  RETURNING reminder.id)`,
    must: () =>
      `must((SELECT count(*) FROM g) = (SELECT count(*) FROM ended_reminders), 'reminder said meanwhile')`,
  },
  {
    key: 'H',
    rows: (w) => w.calls,
    sql: (json) => `new_calls AS (
  INSERT INTO webhook_call (id, name, body, next_at)
  SELECT id, name, body, "nextAt"
  FROM jsonb_to_recordset(${json}) AS x(id uuid, name text, body jsonb, "nextAt" timestamptz))`,
  },
]
