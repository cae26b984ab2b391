import type { QuestionChange } from '../../app/store-port/asking.ts'
import type { Part } from './part.ts'

function questionRow({ question, before }: QuestionChange): object {
  const { conversationId, messageId } = question.about
  return { ...question, aboutConversation: conversationId, aboutMessage: messageId, before }
}

const QUESTION = `(
    id uuid, kind text, "aboutConversation" uuid, "aboutMessage" text, author uuid, "ticketId" uuid,
    "conversationId" uuid, "cardId" uuid, choices jsonb, state text, "dueAt" timestamptz, "askedAt" timestamptz,
    "expiresAt" timestamptz, "answeredBy" uuid, answer text, before text)`

/** Questions of the bot. One that was answered meanwhile stops the write. */
export const QUESTIONS: readonly Part[] = [
  {
    key: 'h',
    rows: (w) => w.questions.filter((q) => q.before === null).map((q) => questionRow(q)),
    sql: (json) => `new_questions AS (
  INSERT INTO question (id, kind, about_conversation, about_message, author, ticket_id, conversation_id, card_id,
    choices, state, due_at, asked_at, expires_at, answered_by, answer)
  SELECT id, kind, "aboutConversation", "aboutMessage", author, "ticketId", "conversationId", "cardId", choices, state,
    "dueAt", "askedAt", "expiresAt", "answeredBy", answer FROM jsonb_to_recordset(${json}) AS x${QUESTION})`,
  },
  {
    key: 'j',
    rows: (w) => w.questions.filter((q) => q.before !== null).map((q) => questionRow(q)),
    sql: (json) => `q AS (SELECT * FROM jsonb_to_recordset(${json}) AS x${QUESTION}),
changed_questions AS (
  UPDATE question SET ticket_id = q."ticketId", conversation_id = q."conversationId", card_id = q."cardId",
    choices = q.choices, state = q.state, due_at = q."dueAt", asked_at = q."askedAt", expires_at = q."expiresAt",
    answered_by = q."answeredBy", answer = q.answer
  FROM q WHERE question.id = q.id AND question.state = q.before RETURNING question.id)`,
    must: () =>
      `must((SELECT count(*) FROM q) = (SELECT count(*) FROM changed_questions), 'question answered meanwhile')`,
  },
]

/** Whose next words answer what. */
export const DIALOGS: readonly Part[] = [
  {
    key: 'q',
    rows: (w) => w.dialogs,
    sql: (json) => `new_dialogs AS (
  INSERT INTO dialog (conversation_id, identity_id, ticket_id, waits_for, args, expires_at)
  SELECT "conversationId", "identityId", "ticketId", "waitsFor", args, "expiresAt"
  FROM jsonb_to_recordset(${json}) AS x("conversationId" uuid, "identityId" uuid, "ticketId" uuid,
    "waitsFor" text, args jsonb, "expiresAt" timestamptz)
  ON CONFLICT (conversation_id, identity_id) DO UPDATE SET ticket_id = excluded.ticket_id,
    waits_for = excluded.waits_for, args = excluded.args, expires_at = excluded.expires_at)`,
  },
  {
    key: 'r',
    rows: (w) => w.endDialogs,
    sql: (json) => `no_dialogs AS (
  DELETE FROM dialog USING jsonb_to_recordset(${json}) AS x("conversationId" uuid, "identityId" uuid)
  WHERE dialog.conversation_id = x."conversationId" AND dialog.identity_id = x."identityId")`,
  },
]
