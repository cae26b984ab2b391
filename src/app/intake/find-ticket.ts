import { TZDate } from '@date-fns/tz'
import { format, subMonths } from 'date-fns'
import { maySee } from '../../domain/access.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { isHidden } from './hidden.ts'
import { actorOf, type Intake } from './intake.ts'

/**
 * A ticket by number as people say it: `DZ-2607-0031`, or 31 for this month's (else last month's) thirty-first.
 * null also when the asker may not see it: whether it exists is nobody else's business.
 */
export async function findTicket(intake: Intake, number: string): Promise<Ticket | null> {
  const { app, view } = intake
  const candidates = number.includes('-') ? [number.toUpperCase()] : recent(intake, Number(number))
  for (const full of candidates) {
    const ticket = await app.store.ticketByNumber(full)
    if (ticket && isHidden(intake, ticket)) continue
    if (ticket && (maySee(ticket, actorOf(intake), view.town) || isHere(intake, ticket))) return ticket
  }
  return null
}

function recent({ app, view, now }: Intake, running: number): string[] {
  const padded = String(running).padStart(4, '0')
  return [0, 1].map((back) => {
    const period = format(new TZDate(subMonths(now, back).getTime(), app.zone), 'yyMM')
    return `${view.town.letters}-${period}-${padded}`
  })
}

/** It was said in this very group: everyone here has seen its card. */
function isHere({ conversation }: Intake, ticket: Ticket): boolean {
  return (
    ticket.source.conversationId === conversation.id ||
    (conversation.department !== null && conversation.department === ticket.department)
  )
}
