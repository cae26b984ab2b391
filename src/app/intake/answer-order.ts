import type { Ticket } from '../../domain/ticket/types.ts'
import { readWhen } from '../../domain/when/read-when.ts'
import { belong } from './add-to-ticket.ts'
import { type Intake, reply } from './intake.ts'
import { isOrder } from './more-words.ts'
import { giveOrder } from './orders.ts'
import type { Said } from './said.ts'

/**
 * The words that an order still lacked. Where a time was asked for, talk that names none goes its own way unless it stands
 * below the question.
 */
export async function answerOrder(
  intake: Intake,
  said: Said,
  ticket: Ticket,
  args: Record<string, string>,
): Promise<boolean> {
  const order = args['order'] ?? ''
  const before = args['rest'] ?? ''
  if (!isOrder(order) || said.text === '') return false
  const asksTime = (order === 'ask_extension' || order === 'suspend') && before === ''
  const named = readWhen(said.text, { now: intake.now, zone: intake.app.zone, edge: 'end' })?.apart === true
  if (asksTime && !named && !said.thread.repliesToBot) return false
  belong(intake, said, ticket)
  const { line, shown } = await giveOrder(intake, ticket, order, `${before} ${said.text}`.trim(), said.photos)
  if (!shown) reply(intake, line, ticket.id)
  return true
}
