import type { ReadInput, Reading } from '../../domain/understanding/types.ts'
import { consult } from '../second-opinion/consult.ts'
import { type Intake, nameOf } from './intake.ts'

/** An unsure reading as a language model sees it too; the reading itself where none is asked. */
export function secondReading(intake: Intake, input: ReadInput, reading: Reading): Promise<Reading> {
  const { app, view, row, event, conversation, identity, now } = intake
  const names = [
    nameOf(intake),
    identity.name,
    event.sender.name,
    conversation.title,
    event.conversation.title,
  ]
  const heard = {
    inboxId: row.id,
    town: view.town,
    input,
    names: names.filter((name) => typeof name === 'string'),
    now,
  }
  return consult(app, heard, reading)
}
