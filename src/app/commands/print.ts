import type { Ticket } from '../../domain/ticket/types.ts'
import { findTicket } from '../intake/find-ticket.ts'
import { type Intake, reply, textsOf } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import { shortNumber } from '../names.ts'
import { makePrintToken, PRINT_HOURS, type PrintViewer } from '../print/print-token.ts'
import { numberIn } from './number-in.ts'

/**
 * `/print 31`, 打印31号: a link to a page that prints well. In private it shows what the asker may see, in a group what its
 * card there says.
 */
export async function print(intake: Intake, args: string, said: Said | null = null): Promise<void> {
  const texts = textsOf(intake)
  const { number } = numberIn(args)
  const replied = said?.thread.repliedTicket ?? null
  if (!number && !replied) return reply(intake, texts.text('print-how'))
  const ticket = number ? await findTicket(intake, number) : replied
  if (!ticket) return reply(intake, texts.text('ticket-hidden', { short: number ?? '' }))
  offerPrint(intake, ticket)
}

/** Sends the link. @returns the line the presser of a button sees. */
export function offerPrint(intake: Intake, ticket: Ticket): string {
  const { app, conversation, identity, now } = intake
  const texts = textsOf(intake)
  const viewer: PrintViewer =
    conversation.type === 'group' ? { kind: 'group' } : { kind: 'account', identityId: identity.id }
  const token = makePrintToken(app.secret, { ticketId: ticket.id, viewer }, now)
  const link = `${app.publicUrl.replace(/\/+$/, '')}/print/${token}`
  const short = shortNumber(ticket.number)
  reply(intake, { lines: [texts.text('print-link', { short, n: PRINT_HOURS }), link] }, ticket.id)
  return texts.text('done-print', { short })
}
