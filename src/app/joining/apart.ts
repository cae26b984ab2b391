import { reportFrom } from '../../domain/ticket/reports.ts'
import type { Joined, Ticket } from '../../domain/ticket/types.ts'
import { isHidden } from '../intake/hidden.ts'
import { execute, type Intake, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'
import { makeNumber } from '../intake/ticket-number.ts'
import { shortNumber } from '../names.ts'

/**
 * 不是同一件: the report that had joined leaves and opens the ticket it would have opened, once; a second press, or the
 * same of somebody else, tells its number.
 * @returns the line the presser sees.
 */
export async function setApart(
  intake: Intake,
  ticket: Ticket,
  args: Record<string, string>,
): Promise<string> {
  const { app, view, draft } = intake
  const texts = textsOf(intake)
  const source = { conversationId: args['conversation'] ?? '', messageId: args['message'] ?? '' }
  const report = reportFrom(ticket, source)
  const stored = await app.store.message(source.conversationId, source.messageId)
  const left = await execute(intake, ticket, { kind: 'leave', source })
  if (!left.ok || !report) {
    const own =
      stored?.ticketId && stored.ticketId !== ticket.id ? await app.store.ticket(stored.ticketId) : null
    if (own && !isHidden(intake, own)) return texts.text('done-apart', { short: shortNumber(own.number) })
    return left.ok ? texts.text('refuse-button') : sayRefusal(left.refusal, ticket, 'leave', view.town, texts)
  }
  const opened = await openOwn(intake, report)
  if (!opened) return texts.text('refuse-button')
  if (stored?.ticketId === ticket.id) draft.write.adopt.push({ messageId: stored.id, ticketId: opened.id })
  return texts.text('done-apart', { short: shortNumber(opened.number) })
}

async function openOwn(intake: Intake, report: Joined): Promise<Ticket | null> {
  const { app, view, now } = intake
  const { at: _at, added: _added, raisedFrom: _from, ...told } = report
  const number = await makeNumber(app, view.town.letters, now)
  const result = await execute(intake, null, {
    kind: 'open',
    id: app.newId(),
    number,
    ...told,
    missing: null,
  })
  return result.ok ? result.ticket : null
}
