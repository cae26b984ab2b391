import { differenceInMinutes } from 'date-fns'
import type { Intake } from './intake.ts'
import { hear } from './message.ts'
import { belong, correct, report } from './report.ts'
import { readInput, threadContext } from './said.ts'
import { secondReading } from './second-reading.ts'

type EditBody = Extract<Intake['event']['body'], { kind: 'edit' }>

/**
 * A message was edited. Platforms also say so when nothing visible changed: then nothing happens. A corrected
 * report corrects its ticket; one that only now reads as a report opens one, while it is fresh.
 */
export async function handleEdit(intake: Intake, body: EditBody): Promise<void> {
  if (intake.event.sender.isBot) return
  const said = await hear(intake, body)
  const { known } = said.thread
  if (known && known.text === said.text && sameSet(known.photos, said.photos)) {
    intake.draft.silence()
    return
  }
  intake.draft.write.messages.push(said.row)
  if (!known) return
  const ticket = known.ticketId ? await intake.app.store.ticket(known.ticketId) : null
  if (ticket) {
    belong(intake, said, ticket)
    if (ticket.source.messageId !== body.messageId) return
    const input = { ...readInput(intake, said), hasPhoto: said.hadPhotos || ticket.photosBefore.length > 0 }
    const reading = await secondReading(intake, input, intake.view.read(input, threadContext(intake, said)))
    if (reading.act === 'report' || reading.act === 'request') await correct(intake, said, ticket, reading)
    return
  }
  const age = differenceInMinutes(new Date(body.editedAt), known.at)
  if (age <= intake.view.town.policy.gather.windowMinutes) await report(intake, said)
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((x) => b.includes(x))
}
