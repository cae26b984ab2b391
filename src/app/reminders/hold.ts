import { addMinutes, subMinutes } from 'date-fns'
import type { Notice } from '../../domain/ticket/decision.ts'
import { canWait, morningRound } from '../../domain/ticket/ladder-hours.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { DraftContext } from '../tickets/draft.ts'

/** Notices that come by themselves when time is running out or over: of these there can be many at once. */
const REMINDERS: readonly Notice['template'][] = [
  'warn_accept',
  'warn_resolve',
  'escalated_accept',
  'escalated_resolve',
  'idle',
  'undispatched',
  'round_due',
  'escalated_round',
  'visit_due',
]

export function isReminder(notice: Notice): boolean {
  return REMINDERS.includes(notice.template)
}

/**
 * Keeps that a chat is reminded. True when the reminder is not said now but together with others: in the first minutes
 * of the morning, or when the chat had its fill within the last minutes. Emergencies are always said at once.
 */
export async function isHeld(
  notice: Notice,
  ticket: Ticket,
  { id: conversationId }: Pick<ConversationRow, 'id'>,
  { app, view, draft, now }: DraftContext,
): Promise<boolean> {
  const { most, withinMinutes } = view.town.policy.reminders
  const row = { id: app.newId(), conversationId, ticketId: ticket.id, notice, at: now }
  const until = async (): Promise<Date | null> => {
    if (ticket.urgency === 'emergency') return null
    const lately = await app.store.remindersLately(conversationId, subMinutes(now, withinMinutes))
    const here = draft.write.reminders.filter((r) => r.conversationId === conversationId)
    if (lately.waitUntil !== null && lately.waitUntil > now) return lately.waitUntil
    const morning = canWait(ticket) ? morningRound(view.town, now) : null
    if (morning) return morning
    return lately.said + here.length >= most ? addMinutes(now, withinMinutes) : null
  }
  const dueAt = await until()
  draft.write.reminders.push({ ...row, state: dueAt ? 'waiting' : 'said', dueAt })
  return dueAt !== null
}
