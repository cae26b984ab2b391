import { isConfidential } from '../../domain/access.ts'
import { nextVisit } from '../../domain/ticket/mediation/visits.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { App } from '../context.ts'
import { clockOf } from '../context.ts'
import type { ReminderRow } from '../store-port/reminders.ts'
import { localeOf } from '../texts/index.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { commitDraft } from '../tickets/commit-draft.ts'
import { Draft } from '../tickets/draft.ts'
import { noticeMessage } from '../tickets/notices.ts'
import { digest } from './digest.ts'

interface Told {
  row: ReminderRow
  ticket: Ticket
}

/** False when somebody accepted or finished it meanwhile: nobody is reminded of what is done. */
function stillTrue({ notice }: ReminderRow, { state, mediation }: Ticket): boolean {
  const reminded = (mediation?.reminded ?? 0) > 0
  switch (notice.template) {
    case 'warn_accept':
    case 'escalated_accept':
      return state === 'new' || state === 'dispatched'
    case 'undispatched':
      return state === 'new' || state === 'needs_info'
    case 'idle':
      return state === 'accepted'
    case 'round_due':
    case 'escalated_round':
      return reminded && (state === 'dispatched' || state === 'accepted')
    case 'visit_due':
      return reminded && nextVisit(mediation) !== null
    default:
      return state === 'new' || state === 'dispatched' || state === 'accepted'
  }
}

/** What is still true, of each ticket the last. */
async function stillToTell(app: App, rows: readonly ReminderRow[]): Promise<Told[]> {
  const told = new Map<string, Told>()
  for (const row of rows) {
    const ticket = await app.store.ticket(row.ticketId)
    if (ticket && stillTrue(row, ticket)) told.set(ticket.id, { row, ticket })
  }
  return [...told.values()]
}

/**
 * The time of gathered reminders has come: all that wait in the chat are said in one message, one alone in its own
 * words. A lost race changes nothing.
 * @returns false when the id is of no reminder.
 */
export async function fireReminder(app: App, id: string): Promise<boolean> {
  const due = await app.store.reminder(id)
  if (!due) return false
  const now = app.now()
  if (due.state !== 'waiting' || due.dueAt === null) return true
  if (due.dueAt > now) {
    app.wake.due(due.dueAt)
    return true
  }
  const view = await app.town()
  const conversation = await app.store.conversation(due.conversationId)
  if (!view) return true
  const rows = await app.store.waitingReminders(due.conversationId)
  const draft = new Draft({ requestId: app.newId() })
  const inGroup = conversation?.type === 'group'
  const all = conversation?.status === 'active' ? await stillToTell(app, rows) : []
  // What became confidential meanwhile is not told in a group (rule 8).
  const told = all.filter(({ ticket }) => !inGroup || !isConfidential(view.town, ticket.category))
  const ids = new Set(told.map(({ row }) => row.id))
  draft.write.endReminders = rows.map((row) => ({ id: row.id, state: ids.has(row.id) ? 'said' : 'dropped' }))
  const [first] = told
  if (conversation && first) {
    const texts = view.texts[localeOf(conversation.language)]
    const ticketId = told.length === 1 ? first.ticket.id : null
    const buttons = new ButtonMaker(app.secret, conversation.id, ticketId, now)
    const context = { town: view.town, texts, clock: clockOf(app, now), buttons, inGroup }
    const message =
      told.length === 1 ? noticeMessage(first.row.notice, first.ticket, context) : digest(told, context)
    draft.addTokens(buttons.tokens)
    draft.say(conversation, message, { photosWithText: 10, ticketId })
  }
  await commitDraft(app, draft)
  app.meter.timerFired((now.getTime() - due.dueAt.getTime()) / 1000)
  return true
}
