import { TZDate } from '@date-fns/tz'
import { format, subMonths } from 'date-fns'
import { maySee } from '../../domain/access.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { isHidden } from './hidden.ts'
import { actorOf, type Intake } from './intake.ts'

/**
 * A ticket by number as people say it: `DZ-2607-0031`, or 31 for this month's (else last month's) thirty-first; 31-2 is its
 * second part.
 * null also when the asker may not see it: whether it exists is nobody else's business.
 */
export async function findTicket(intake: Intake, number: string): Promise<Ticket | null> {
  const { app, view } = intake
  const [running = '', part] = number.split('-')
  const full = /^[A-Za-z]/.test(number)
  const candidates = full ? [number.toUpperCase()] : recent(intake, Number(running), part)
  for (const candidate of candidates) {
    const ticket = await app.store.ticketByNumber(candidate)
    if (ticket && isHidden(intake, ticket)) continue
    if (ticket && (maySee(ticket, actorOf(intake), view.town) || isHere(intake, ticket))) return ticket
  }
  return null
}

function recent({ app, view, now }: Intake, running: number, part?: string): string[] {
  const padded = String(running).padStart(4, '0')
  return [0, 1].map((back) => {
    const period = format(new TZDate(subMonths(now, back).getTime(), app.zone), 'yyMM')
    return `${view.town.letters}-${period}-${padded}${part === undefined ? '' : `-${part}`}`
  })
}

/** It was said in this very group: everyone here has seen its card. */
function isHere({ conversation }: Intake, ticket: Ticket): boolean {
  return (
    ticket.source.conversationId === conversation.id ||
    (conversation.department !== null && conversation.department === ticket.department)
  )
}
