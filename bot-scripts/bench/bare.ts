import type pg from 'pg'
import type { Write } from '../../src/app/store-port/write.ts'

type Row = [table: string, columns: Record<string, [value: unknown, type: string]>]

/**
 * The same rows as a write of the service, in one parameterised statement without checks, conflicts or merging:
 * what any implementation would have to send at least.
 */
export function bareInsert(pool: pg.Pool, write: Write): Promise<unknown> {
  const rows = rowsOf(write)
  const values: unknown[] = [write.cause.inboxId]
  const parts = rows.map(([table, columns], i) => {
    const names = Object.keys(columns).map((name) => `"${name}"`)
    const marks = Object.values(columns).map(([value, type]) => {
      values.push(value)
      return `$${values.length}::${type}`
    })
    return `w${i} AS (INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks.join(', ')}))`
  })
  const text = `WITH ${parts.join(', ')} UPDATE inbox SET state = 'done', processed_at = now() WHERE id = $1`
  return pool.query({ name: `bare ${rows.length}`, text, values })
}

function rowsOf(write: Write): Row[] {
  const rows: Row[] = []
  for (const { ticket: t, events, timers } of write.tickets) {
    rows.push([
      'ticket',
      {
        id: [t.id, 'uuid'],
        number: [t.number, 'text'],
        state: [t.state, 'text'],
        category: [t.category, 'text'],
        urgency: [t.urgency, 'text'],
        area: [t.area, 'text'],
        department: [t.department, 'text'],
        handler: [t.handler, 'uuid'],
        reporter_identity: [t.reporter.identityId, 'uuid'],
        source_conversation: [t.source.conversationId, 'uuid'],
        opened_at: [t.openedAt, 'timestamptz'],
        accept_due: [t.acceptDue, 'timestamptz'],
        resolve_due: [t.resolveDue, 'timestamptz'],
        version: [t.version, 'int'],
        data: [t, 'jsonb'],
      },
    ])
    for (const e of events)
      rows.push([
        'ticket_event',
        {
          ticket_id: [t.id, 'uuid'],
          seq: [e.seq, 'int'],
          at: [e.at, 'timestamptz'],
          command: [e.command, 'text'],
          by: [e.by, 'jsonb'],
          from: [e.from, 'text'],
          to: [e.to, 'text'],
          data: [e.data, 'jsonb'],
          note: [e.note, 'text'],
          inbox_id: [write.cause.inboxId, 'bigint'],
          request_id: [write.cause.requestId, 'text'],
        },
      ])
    rows.push([
      'assignment',
      {
        ticket_id: [t.id, 'uuid'],
        department: [t.department, 'text'],
        person_id: [t.handler, 'uuid'],
        at: [t.openedAt, 'timestamptz'],
      },
    ])
    for (const timer of timers)
      if (timer.op === 'arm')
        rows.push([
          'timer',
          {
            id: [timer.id, 'uuid'],
            ticket_id: [t.id, 'uuid'],
            kind: [timer.timer, 'text'],
            generation: [timer.generation, 'int'],
            due_at: [timer.dueAt, 'timestamptz'],
          },
        ])
  }
  for (const m of write.messages)
    rows.push([
      'message',
      {
        conversation_id: [m.conversationId, 'uuid'],
        platform_id: [m.platformId, 'text'],
        thread: [m.thread, 'text'],
        direction: [m.direction, 'text'],
        identity_id: [m.identityId, 'uuid'],
        text: [m.text, 'text'],
        photos: [m.photos, 'text[]'],
        parts: [JSON.stringify(m.parts), 'jsonb'],
        reply_to: [m.replyTo, 'text'],
        album_id: [m.albumId, 'text'],
        ticket_id: [m.ticketId, 'uuid'],
        at: [m.at, 'timestamptz'],
      },
    ])
  for (const c of write.cards)
    rows.push([
      'card',
      {
        id: [c.id, 'uuid'],
        ticket_id: [c.ticketId, 'uuid'],
        conversation_id: [c.conversationId, 'uuid'],
        view: [c.view, 'text'],
        thread: [c.thread, 'text'],
        reply_to: [c.replyTo, 'text'],
        content: [c.content, 'jsonb'],
      },
    ])
  for (const o of write.outbox)
    rows.push([
      'outbox',
      {
        conversation_id: [o.conversationId, 'uuid'],
        kind: [o.kind, 'text'],
        card_id: [o.cardId, 'uuid'],
        ticket_id: [o.ticketId, 'uuid'],
        thread: [o.thread, 'text'],
        reply_to: [o.replyTo, 'text'],
        content: [o.content, 'jsonb'],
        idempotency_key: [o.idempotencyKey, 'text'],
        request_id: [write.cause.requestId, 'text'],
      },
    ])
  for (const b of write.tokens)
    rows.push([
      'button_token',
      {
        token: [b.token, 'text'],
        ticket_id: [b.ticketId, 'uuid'],
        conversation_id: [b.conversationId, 'uuid'],
        action: [b.action, 'text'],
        args: [b.args, 'jsonb'],
        identity_id: [b.identityId, 'uuid'],
        expires_at: [b.expiresAt, 'timestamptz'],
      },
    ])
  return rows
}
