import { DIALOGS, QUESTIONS } from './asking.ts'
import { CARDS, TOKENS } from './cards.ts'
import { CONVERSATIONS } from './conversations.ts'
import { DIGESTS } from './digests.ts'
import { DUTY } from './duty.ts'
import { PRIVATE } from './mediation.ts'
import { MESSAGES, PHOTO_FETCHES } from './messages.ts'
import type { Part } from './part.ts'
import { EXAMPLES, READINGS } from './readings.ts'
import { REMINDERS } from './reminders.ts'
import { OPENINGS, TICKETS } from './tickets.ts'

/** Further items of the same album. One that was handled already stops the write. */
const ALSO_INBOX: Part = {
  key: 'l',
  rows: (w) => w.cause.alsoInboxIds,
  sql: (json) => `also_inbox AS (
  UPDATE inbox SET state = 'done', processed_at = now(), error = NULL
  WHERE id IN (SELECT id::bigint FROM jsonb_array_elements_text(${json}) AS x(id)) AND state = 'pending' RETURNING id)`,
  must: (json) => `must((SELECT count(*) FROM also_inbox) = jsonb_array_length(${json}), 'handled already')`,
}

/** Who did what. */
const AUDIT: Part = {
  key: 'u',
  rows: (w) => w.audit,
  sql: (json) => `audits AS (
  INSERT INTO audit_log (actor, action, target, data)
  SELECT actor, action, target, data
  FROM jsonb_to_recordset(${json}) AS x(actor text, action text, target text, data jsonb))`,
}

/** In the order of the statement: fetches look at the messages before them. */
export const PARTS: readonly Part[] = [
  ALSO_INBOX,
  ...TICKETS,
  OPENINGS,
  ...MESSAGES,
  ...CARDS,
  ...QUESTIONS,
  READINGS,
  TOKENS,
  ...DIALOGS,
  ...CONVERSATIONS,
  ...PHOTO_FETCHES,
  EXAMPLES,
  DIGESTS,
  ...DUTY,
  ...REMINDERS,
  PRIVATE,
  AUDIT,
]
