import type { QuestionChange } from '../app/store-port/asking.ts'
import type { TicketChange } from '../app/store-port/tickets.ts'
import type { Write } from '../app/store-port/write.ts'

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

const isNew = (change: TicketChange): boolean => change.before === 0

function ticketRow({ ticket, before }: TicketChange): object {
  return {
    ...ticket,
    before,
    reporterIdentity: ticket.reporter.identityId,
    sourceConversation: ticket.source.conversationId,
    data: ticket,
  }
}

const TICKET = `(
    id uuid, number text, state text, category text, urgency text, area text, department text, handler uuid,
    "reporterIdentity" uuid, "sourceConversation" uuid, "openedAt" timestamptz, "acceptDue" timestamptz,
    "resolveDue" timestamptz, "resolvedAt" timestamptz, "closedAt" timestamptz, version int, data jsonb,
    before int)`

const timersOf = (changes: readonly TicketChange[]) =>
  changes.flatMap(({ ticket, timers }) => timers.map((t) => ({ ...t, ticketId: ticket.id })))

/** One change per conversation: SQL would take only one of several for the same row. */
function perConversation(changes: Write['conversations']): object[] {
  const merged = new Map<string, Write['conversations'][number]>()
  for (const change of changes) merged.set(change.id, { ...merged.get(change.id), ...change })
  return [...merged.values()].map((c) => ({ ...c, setArea: 'area' in c, setDepartment: 'department' in c }))
}

function questionRow({ question, before }: QuestionChange): object {
  const { conversationId, messageId } = question.about
  return { ...question, aboutConversation: conversationId, aboutMessage: messageId, before }
}

const QUESTION = `(
    id uuid, kind text, "aboutConversation" uuid, "aboutMessage" text, author uuid, "ticketId" uuid,
    "conversationId" uuid, "cardId" uuid, choices jsonb, state text, "dueAt" timestamptz, "askedAt" timestamptz,
    "expiresAt" timestamptz, "answeredBy" uuid, answer text, before text)`

function exampleRow({ read, right, ...example }: Write['examples'][number]): object {
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

export const PARTS: readonly Part[] = [
  {
    key: 'l',
    rows: (w) => w.cause.alsoInboxIds,
    sql: (json) => `also_inbox AS (
  UPDATE inbox SET state = 'done', processed_at = now(), error = NULL
  WHERE id IN (SELECT id::bigint FROM jsonb_array_elements_text(${json}) AS x(id)) AND state = 'pending' RETURNING id)`,
    must: (json) =>
      `must((SELECT count(*) FROM also_inbox) = jsonb_array_length(${json}), 'handled already')`,
  },
  {
    key: 'n',
    rows: (w) => w.tickets.filter(isNew).map(ticketRow),
    sql: (json) => `new_tickets AS (
  INSERT INTO ticket (id, number, state, category, urgency, area, department, handler, reporter_identity,
    source_conversation, opened_at, accept_due, resolve_due, resolved_at, closed_at, version, data)
  SELECT id, number, state, category, urgency, area, department, handler, "reporterIdentity",
    "sourceConversation", "openedAt", "acceptDue", "resolveDue", "resolvedAt", "closedAt", version, data
  FROM jsonb_to_recordset(${json}) AS t${TICKET})`,
  },
  {
    key: 'c',
    rows: (w) => w.tickets.filter((c) => !isNew(c)).map(ticketRow),
    sql: (json) => `t AS (SELECT * FROM jsonb_to_recordset(${json}) AS x${TICKET}),
changed_tickets AS (
  UPDATE ticket SET state = t.state, category = t.category, urgency = t.urgency, area = t.area,
    department = t.department, handler = t.handler, accept_due = t."acceptDue", resolve_due = t."resolveDue",
    resolved_at = t."resolvedAt", closed_at = t."closedAt", version = t.version, data = t.data
  FROM t WHERE ticket.id = t.id AND ticket.version = t.before
  RETURNING ticket.id)`,
    must: () =>
      `must((SELECT count(*) FROM t) = (SELECT count(*) FROM changed_tickets), 'ticket changed meanwhile')`,
  },
  {
    key: 'e',
    rows: (w) => w.tickets.flatMap((c) => c.events.map((e) => ({ ...e, ticketId: c.ticket.id }))),
    sql: (json) => `new_events AS (
  INSERT INTO ticket_event (ticket_id, seq, at, command, by, "from", "to", data, note, inbox_id, request_id)
  SELECT "ticketId", seq, at, command, by, "from", "to", data, note, $1::bigint, $3
  FROM jsonb_to_recordset(${json}) AS x("ticketId" uuid, seq int, at timestamptz, command text, by jsonb,
    "from" text, "to" text, data jsonb, note text))`,
  },
  {
    key: 'x',
    rows: (w) => w.tickets.filter((c) => c.reassigned && !isNew(c)).map((c) => c.ticket.id),
    sql: (json) => `ended AS (
  UPDATE assignment SET ended_at = now() FROM jsonb_array_elements_text(${json}) AS x(id)
  WHERE assignment.ticket_id = x.id::uuid AND ended_at IS NULL)`,
  },
  {
    key: 'a',
    rows: (w) =>
      w.tickets
        .filter((c) => c.reassigned && c.ticket.department !== null)
        .map(({ ticket: { id, department, handler } }) => ({ id, department, handler })),
    sql: (json) => `assigned AS (
  INSERT INTO assignment (ticket_id, department, person_id, at)
  SELECT id, department, handler, now()
  FROM jsonb_to_recordset(${json}) AS x(id uuid, department text, handler uuid))`,
  },
  {
    key: 'z',
    rows: (w) => timersOf(w.tickets.filter((c) => !isNew(c))),
    sql: (json) => `old_timers AS (
  UPDATE timer SET state = 'cancelled'
  FROM jsonb_to_recordset(${json}) AS x("ticketId" uuid, timer text)
  WHERE timer.ticket_id = x."ticketId" AND timer.kind = x.timer AND timer.state = 'armed'
    AND timer.id IS DISTINCT FROM $2::uuid)`,
  },
  {
    key: 't',
    rows: (w) => timersOf(w.tickets).filter((t) => t.op === 'arm'),
    sql: (json) => `new_timers AS (
  INSERT INTO timer (id, ticket_id, kind, generation, due_at)
  SELECT id, "ticketId", timer, generation, "dueAt"
  FROM jsonb_to_recordset(${json}) AS x(id uuid, "ticketId" uuid, timer text, "dueAt" timestamptz, generation int))`,
  },
  {
    key: 'm',
    rows: (w) => w.messages,
    sql: (json) => `new_messages AS (
  INSERT INTO message (conversation_id, platform_id, thread, direction, identity_id, text, photos, parts,
    reply_to, album_id, ticket_id, at, edited_at)
  SELECT "conversationId", "platformId", thread, direction, "identityId", text,
    ARRAY(SELECT jsonb_array_elements_text(photos)), parts, "replyTo", "albumId", "ticketId", at, "editedAt"
  FROM jsonb_to_recordset(${json}) AS x("conversationId" uuid, "platformId" text, thread text, direction text,
    "identityId" uuid, text text, photos jsonb, parts jsonb, "replyTo" text, "albumId" text, "ticketId" uuid,
    at timestamptz, "editedAt" timestamptz)
  ON CONFLICT (conversation_id, platform_id) DO UPDATE SET text = excluded.text, photos = excluded.photos,
    parts = excluded.parts, edited_at = excluded.edited_at,
    ticket_id = coalesce(excluded.ticket_id, message.ticket_id)
  RETURNING id, conversation_id, platform_id)`,
  },
  {
    key: 'd',
    rows: (w) => w.adopt,
    sql: (json) => `adopted AS (
  UPDATE message SET ticket_id = x."ticketId"
  FROM jsonb_to_recordset(${json}) AS x("messageId" bigint, "ticketId" uuid) WHERE message.id = x."messageId")`,
  },
  {
    key: 'y',
    rows: (w) => w.moved,
    sql: (json) => `moved AS (
  UPDATE message SET ticket_id = x."to"
  FROM jsonb_to_recordset(${json}) AS x("from" uuid, "to" uuid) WHERE message.ticket_id = x."from")`,
  },
  {
    key: 'k',
    rows: (w) => w.cards,
    sql: (json) => `new_cards AS (
  INSERT INTO card (id, ticket_id, conversation_id, view, thread, reply_to, content)
  SELECT id, "ticketId", "conversationId", view, thread, "replyTo", content
  FROM jsonb_to_recordset(${json}) AS x(id uuid, "ticketId" uuid, "conversationId" uuid, view text, thread text,
    "replyTo" text, content jsonb)
  ON CONFLICT (id) DO UPDATE SET view = excluded.view, content = excluded.content,
    ticket_id = coalesce(excluded.ticket_id, card.ticket_id), version = card.version + 1)`,
  },
  {
    key: 'o',
    rows: (w) => w.outbox,
    sql: (json) => `new_outbox AS (
  INSERT INTO outbox (conversation_id, kind, card_id, ticket_id, thread, reply_to, content, idempotency_key, request_id)
  SELECT "conversationId", kind, "cardId", "ticketId", thread, "replyTo", nullif(content, 'null'), "idempotencyKey", $3
  FROM jsonb_to_recordset(${json}) AS x("conversationId" uuid, kind text, "cardId" uuid, "ticketId" uuid,
    thread text, "replyTo" text, content jsonb, "idempotencyKey" text)
  ON CONFLICT (idempotency_key) DO NOTHING)`,
  },
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
  {
    key: 'w',
    rows: (w) => w.readings,
    sql: (json) => `new_readings AS (
  INSERT INTO reading (ticket_id, version, at, model, data)
  SELECT "ticketId", version, at, model, data
  FROM jsonb_to_recordset(${json}) AS x("ticketId" uuid, version int, at timestamptz, model text, data jsonb))`,
  },
  {
    key: 'b',
    rows: (w) => w.tokens,
    sql: (json) => `new_tokens AS (
  INSERT INTO button_token (token, ticket_id, conversation_id, action, args, identity_id, expires_at)
  SELECT token, "ticketId", "conversationId", action, args, "identityId", "expiresAt"
  FROM jsonb_to_recordset(${json}) AS x(token text, "ticketId" uuid, "conversationId" uuid, action text,
    args jsonb, "identityId" uuid, "expiresAt" timestamptz)
  ON CONFLICT (token) DO UPDATE SET expires_at = excluded.expires_at)`,
  },
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
  {
    key: 'v',
    rows: (w) => perConversation(w.conversations),
    sql: (json) => `conversations AS (
  UPDATE conversation c SET
    area = CASE WHEN x."setArea" THEN x.area ELSE c.area END,
    department = CASE WHEN x."setDepartment" THEN x.department ELSE c.department END,
    status = coalesce(x.status, c.status), can_hear_all = coalesce(x."canHearAll", c.can_hear_all),
    told_bind = coalesce(x."toldBind", c.told_bind), told_hear = coalesce(x."toldHear", c.told_hear)
  FROM jsonb_to_recordset(${json}) AS x(id uuid, area text, department text, status text, "canHearAll" boolean,
    "toldBind" boolean, "toldHear" boolean, "setArea" boolean, "setDepartment" boolean)
  WHERE c.id = x.id)`,
  },
  {
    key: 'i',
    rows: (w) => w.identities,
    sql: (json) => `identities AS (
  UPDATE identity SET person_id = x."personId", tied_by = x."tiedBy"
  FROM jsonb_to_recordset(${json}) AS x(id uuid, "personId" uuid, "tiedBy" text) WHERE identity.id = x.id)`,
  },
  {
    key: 'f',
    rows: (w) => (w.messages.length > 0 ? w.fetches : []),
    sql: (json) => `fetches AS (
  INSERT INTO media_fetch (channel, account, ref, ticket_id, message_id, next_at)
  SELECT x.channel, x.account, x.ref, x."ticketId", m.id, now()
  FROM jsonb_to_recordset(${json}) AS x(channel text, account text, ref text, "ticketId" uuid,
    "conversationId" uuid, "platformId" text)
  LEFT JOIN new_messages m ON m.conversation_id = x."conversationId" AND m.platform_id = x."platformId")`,
  },
  {
    key: 'g',
    rows: (w) => (w.messages.length > 0 ? [] : w.fetches),
    sql: (json) => `fetches AS (
  INSERT INTO media_fetch (channel, account, ref, ticket_id, next_at)
  SELECT x.channel, x.account, x.ref, x."ticketId", now()
  FROM jsonb_to_recordset(${json}) AS x(channel text, account text, ref text, "ticketId" uuid))`,
  },
  {
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
  },
  {
    key: 'u',
    rows: (w) => w.audit,
    sql: (json) => `audits AS (
  INSERT INTO audit_log (actor, action, target, data)
  SELECT actor, action, target, data
  FROM jsonb_to_recordset(${json}) AS x(actor text, action text, target text, data jsonb))`,
  },
]
