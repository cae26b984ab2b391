import type { TicketChange } from '../../app/store-port/tickets.ts'
import type { Part } from './part.ts'

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

/** Opened after the same was looked at by somebody else who opened too: that one may have told of the same matter. */
export const OPENINGS: Part = {
  key: 's',
  rows: (w) => w.openings,
  sql: (json) => `openings AS (
  INSERT INTO opening_scope AS s (scope, version)
  SELECT scope, version + 1 FROM jsonb_to_recordset(${json}) AS x(scope text, version int)
  ON CONFLICT (scope) DO UPDATE SET version = excluded.version WHERE s.version = excluded.version - 1
  RETURNING scope)`,
  must: (json) => `must((SELECT count(*) FROM openings) = jsonb_array_length(${json}), 'opened meanwhile')`,
}

/** Tickets with their history, assignments and timers. A ticket that is not as it was decided on stops the write. */
export const TICKETS: readonly Part[] = [
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
    AND timer.id <> ALL ($2::uuid[]))`,
  },
  {
    key: 't',
    rows: (w) => timersOf(w.tickets).filter((t) => t.op === 'arm'),
    sql: (json) => `new_timers AS (
  INSERT INTO timer (id, ticket_id, kind, generation, due_at)
  SELECT id, "ticketId", timer, generation, "dueAt"
  FROM jsonb_to_recordset(${json}) AS x(id uuid, "ticketId" uuid, timer text, "dueAt" timestamptz, generation int))`,
  },
]
