import { decide } from '../../domain/ticket/decide.ts'
import type { Decision } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { settlePlace } from '../asking/settle.ts'
import { followFeedback } from '../feedback/follow.ts'
import type { DraftContext } from './draft.ts'
import { addNotice } from './say-notice.ts'
import { addCards, closeQuestions, takeBack } from './ticket-cards.ts'
import { isLive } from './where-shown.ts'

/** Turns a decision into rows: the ticket and its history, its cards wherever it shows, and what is said besides. */
export async function addEffects(
  before: Ticket | null,
  decision: Extract<Decision, { ok: true }>,
  ctx: DraftContext,
): Promise<void> {
  const { ticket, events, timers, notices } = decision
  if (events.length === 0) return
  const { write } = ctx.draft
  write.tickets.push({
    ticket,
    before: before?.version ?? 0,
    events,
    timers: timers.map((t) => ({ ...t, id: ctx.app.newId() })),
    reassigned: before?.department !== ticket.department || before?.handler !== ticket.handler,
  })
  const all = before ? await ctx.app.store.cards(ticket.id) : []
  const cards = all.filter(isLive)
  await addCards(ticket, all, ctx)
  await takeBack(ticket, all, ctx)
  if (ticket.state !== 'resolved') closeQuestions(all, ctx)
  await followFeedback(ticket, all, ctx)
  await settlePlace(before, ticket, ctx)
  for (const notice of notices) await addNotice(notice, ticket, cards, ctx)
  await follow(decision, ctx)
}

/** What other tickets have to do about it, in the same write. */
async function follow(
  { ticket: cause, also }: Extract<Decision, { ok: true }>,
  ctx: DraftContext,
): Promise<void> {
  const { app, view, draft } = ctx
  for (const { ticketId, command } of also) {
    const changed = draft.write.tickets.find((change) => change.ticket.id === ticketId)
    const before = changed?.ticket ?? (ticketId === null ? null : await app.store.ticket(ticketId))
    const decision = decide(before, command, {
      now: new Date(cause.updatedAt),
      town: view.town,
      actor: { kind: 'system' },
    })
    if (decision.ok) await addEffects(before, decision, ctx)
    // A parent that asked a part for something knows what came of it.
    else if (decision.refusal.code !== 'already_done')
      throw new Error(`${command.kind} after ${cause.number}: ${decision.refusal.code}`)
  }
}
