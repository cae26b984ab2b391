import { findTicket } from '../intake/find-ticket.ts'
import { type Intake, reply, textsOf } from '../intake/intake.ts'
import { shortNumber } from '../names.ts'
import { arriveAt, sayArrived, waitingParts } from '../whistle/come.ts'

/** `/arrive 31-2`, or `/arrive` where only one place waits for the sender's department. */
export async function arrive(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  const number = /([A-Za-z]{1,4}-\d{4}-\d{1,6}(?:-\d{1,2})?|\d{1,6}(?:-\d{1,2})?)/.exec(args)?.[1]
  const waiting = await waitingParts(intake)
  const named = number ? await findTicket(intake, number) : null
  if (number && !named) return reply(intake, texts.text('ticket-hidden', { short: number }))
  const meant = named && !named.part ? waiting.filter((t) => t.part?.parentId === named.id) : waiting
  const ticket = named?.part ? named : meant.length === 1 ? meant[0] : undefined
  if (!ticket) {
    const list = waiting.map((t) => shortNumber(t.number)).join(texts.text('list-separator'))
    return reply(intake, list ? texts.text('arrive-which', { list }) : texts.text('arrive-none'))
  }
  const said = await arriveAt(intake, ticket, { how: 'words', photos: [] })
  reply(intake, said ?? sayArrived(intake, ticket), ticket.id)
}
