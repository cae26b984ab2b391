import { findTicket } from '../intake/find-ticket.ts'
import { type Intake, reply, textsOf } from '../intake/intake.ts'
import { shortNumber } from '../names.ts'
import { explain } from '../why/explain.ts'

/** `/why 31`, 31号为什么这么分: why it was taken so, for those who may see the ticket. */
export async function why(intake: Intake, args: string): Promise<void> {
  const { app, view, conversation } = intake
  const texts = textsOf(intake)
  const number = /([A-Za-z]{1,4}-\d{4}-\d{1,6}(?:-\d{1,2})?|\d{1,6}(?:-\d{1,2})?)/.exec(args)?.[1]
  if (!number) return reply(intake, texts.text('why-how'))
  const ticket = await findTicket(intake, number)
  if (!ticket) return reply(intake, texts.text('ticket-hidden', { short: number }))
  const reading = await app.store.reading(ticket.id)
  const history = await app.store.history(ticket.id)
  const lines = explain(ticket, reading?.data ?? null, history, {
    town: view.town,
    texts,
    inGroup: conversation.type === 'group',
  })
  reply(
    intake,
    { lines: [texts.text('why-head', { short: shortNumber(ticket.number) }), ...lines] },
    ticket.id,
  )
}
