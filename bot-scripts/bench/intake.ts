import { randomUUID } from 'node:crypto'
import { handleEvent } from '../../src/app/intake/handle.ts'
import type { Write } from '../../src/app/store-port/write.ts'
import type { Context } from '../../src/context.ts'
import type { IncomingEvent } from '../../src/domain/message.ts'
import { bareInsert } from './bare.ts'
import { type Figure, quantile, rate, round } from './figure.ts'

const IN_FLIGHT = 16
const ROUNDS = 7
const PER_ROUND = 400

/**
 * The write of one report (number, inbox mark, ticket, history, timers, cards, outbox, buttons) through the
 * service's own commit, against the same rows in one bare statement: rounds take turns, medians are compared.
 */
export async function benchIntake(ctx: Context): Promise<Figure> {
  const template = await realWrite(ctx)
  const period = template.tickets[0]?.ticket.number.split('-')[1] ?? '2601'
  const { pool } = ctx.db
  const ours: number[] = []
  const bare: number[] = []
  for (let i = 0; i < ROUNDS + 1; i++) {
    const a = await copies(ctx, template)
    const one = await rate(PER_ROUND, IN_FLIGHT, async (n) => {
      const write = a[n]
      await ctx.store.nextNumber(period)
      const done = write && (await ctx.store.commit(write))
      if (!done?.ok) throw new Error(`intake: ${done?.conflict}`)
    })
    const b = await copies(ctx, template)
    const other = await rate(PER_ROUND, IN_FLIGHT, async (n) => {
      const write = b[n]
      if (write) await bareInsert(pool, write)
    })
    // The first round warms caches and plans.
    if (i === 0) continue
    ours.push(one)
    bare.push(other)
  }
  const value = quantile(ours, 0.5)
  const limit = quantile(bare, 0.5)
  const { tickets, cards, outbox, tokens } = template
  const rows = `ticket, ${tickets[0]?.events.length} events, ${tickets[0]?.timers.length} timers, ${cards.length} cards, ${outbox.length} outbox, ${tokens.length} buttons`
  return {
    name: 'intake.rate',
    value: Math.round(value),
    unit: '1/s',
    limit: Math.round(limit),
    ratio: round(value / limit, 2),
    note: `${IN_FLIGHT} in flight, number allocation included; ${rows}`,
  }
}

function eventOf(n: string): IncomingEvent {
  return {
    channel: 'web',
    account: 'web',
    dedupeKey: n,
    order: 1,
    occurredAt: new Date().toISOString(),
    conversation: { id: 'g-DQ', type: 'group', title: '网格群' },
    sender: { id: 'bench', name: '陈淑华' },
    body: {
      kind: 'message',
      messageId: n,
      parts: [{ kind: 'text', text: '3网格1单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响' }],
    },
  }
}

/** What the service decides to write for the power-line report. */
export async function realWrite(ctx: Context): Promise<Write> {
  const event = eventOf(`template-${randomUUID()}`)
  await ctx.store.addToInbox([{ event, raw: {}, requestId: randomUUID() }])
  const [row] = await ctx.store.waiting('web:web:g-DQ', 1)
  const view = await ctx.app.town()
  if (!row || !view) throw new Error('intake: nothing to decide on')
  const draft = await handleEvent(ctx.app, view, row)
  if (draft.write.tickets.length !== 1 || draft.write.outbox.length < 2)
    throw new Error('intake: the report did not become one ticket with its cards')
  return draft.write
}

/** The same write for other tickets, each with an inbox row of its own. */
async function copies({ db }: Context, template: Write): Promise<Write[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `INSERT INTO inbox (channel, account, dedupe_key, lane, ord, event, raw, request_id, occurred_at)
     SELECT 'bench', 'bench', gen_random_uuid()::text, 'bench', 1, $1, '{}', 'bench', now() FROM generate_series(1, $2)
     RETURNING id::text AS id`,
    [eventOf('copy'), PER_ROUND],
  )
  return rows.map(({ id }) => {
    const names = new Map<string, string>()
    for (const { ticket, timers } of template.tickets) {
      names.set(ticket.id, randomUUID()).set(ticket.number, `${ticket.number}-${id}`)
      for (const timer of timers) names.set(timer.id, randomUUID())
    }
    for (const card of template.cards) names.set(card.id, randomUUID())
    for (const { token } of template.tokens) names.set(token, `${token.slice(0, 12)}${id}`)
    for (const { idempotencyKey } of template.outbox) names.set(idempotencyKey, `${idempotencyKey}:${id}`)
    for (const { platformId } of template.messages) names.set(platformId, `m${id}`)
    const copy = renamed(template, names)
    copy.cause.inboxId = id
    return copy
  })
}

/** A deep copy with some strings replaced; dates stay dates. */
function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (typeof value === 'string') return (names.get(value) ?? value) as T
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (Array.isArray(value)) return value.map((each) => renamed(each, names)) as T
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, renamed(v, names)])) as T
}
