import { differenceInMinutes } from 'date-fns'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Incident, Reading } from '../../domain/understanding/types.ts'
import { mediationEdited } from '../mediation/listen.ts'
import { keepReading } from '../why/keep.ts'
import { add, belong, correct } from './add-to-ticket.ts'
import { mayOpenMore } from './bounds.ts'
import { execute, type Intake } from './intake.ts'
import { hear } from './message.ts'
import { open } from './open-tickets.ts'
import { report } from './report.ts'
import { readInput, type Said, threadContext } from './said.ts'
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
    if (isSource(intake, ticket, body.messageId)) await reportEdited(intake, said, ticket)
    else if (!mediationEdited(intake, said, ticket, known)) await lineEdited(intake, said, ticket)
    return
  }
  const age = differenceInMinutes(new Date(body.editedAt), known.at)
  if (age <= intake.view.town.policy.gather.windowMinutes) await report(intake, said)
}

/** Message ids count within a chat only. */
export function isSource({ conversation }: Intake, { source }: Ticket, messageId: string): boolean {
  return source.conversationId === conversation.id && source.messageId === messageId
}

/** The report reads anew, as if it had been written so at first: its own tickets are not there yet. */
async function reportEdited(intake: Intake, said: Said, ticket: Ticket): Promise<void> {
  const hasPhoto = said.hadPhotos || ticket.photosBefore.length > 0
  const own = said.thread.open.filter((t) => t.source.messageId === said.messageId)
  const thread = threadContext(intake, said)
  const others = { ...thread, open: thread.open.filter((t) => !own.some((o) => o.id === t.id)) }
  const { repliesTo: _own, ...input } = { ...readInput(intake, said), hasPhoto }
  const reading = await secondReading(intake, input, intake.view.read(input, others))
  if (reading.act === 'report' || reading.act === 'request')
    return matterByMatter(intake, said, own.length > 0 ? own : [ticket], reading)
  await noReport(intake, said, own, intake.view.read(input, thread), reading)
}

/** Each matter corrects the ticket it is about; one that was added opens its own. */
async function matterByMatter(
  intake: Intake,
  said: Said,
  tickets: readonly Ticket[],
  reading: Reading,
): Promise<void> {
  const left = [...tickets]
  const take = (fits: (ticket: Ticket) => boolean): Ticket | undefined => {
    const at = left.findIndex(fits)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const met = new Map<Incident, Ticket>()
  for (const incident of reading.incidents) {
    const same = take((t) => t.category === incident.category)
    if (same) met.set(incident, same)
  }
  for (const incident of reading.incidents) {
    const ticket = met.get(incident) ?? take(() => true)
    if (ticket) await correct(intake, said, ticket, { ...reading, incidents: [incident] })
    else if (await mayOpenMore(intake, reading)) {
      const opened = await open(intake, said, incident, reading, said.photos)
      if (opened) keepReading(intake, opened, reading, incident)
    }
  }
  // Opening and correcting name their own; the message stays with the one it came from.
  if (tickets[0]) belong(intake, said, tickets[0])
}

/** What the words say now is no report: taken back or settled where they say so, or where they are clearly something else. */
async function noReport(
  intake: Intake,
  said: Said,
  tickets: readonly Ticket[],
  inThread: Reading,
  alone: Reading,
): Promise<void> {
  const sure = alone.confidence >= intake.view.town.policy.ask.confidence && alone.act !== 'update'
  for (const ticket of tickets) {
    const waits = ticket.state === 'new' || ticket.state === 'needs_info' || ticket.state === 'dispatched'
    if (inThread.about === 'resolved_by_reporter')
      await execute(intake, ticket, { kind: 'settled_by_reporter', text: said.text })
    else if (waits && (inThread.about === 'withdrawn' || sure))
      await execute(intake, ticket, { kind: 'withdraw', reason: said.text })
    // Somebody is at work on it, or it is not clear: they read what it says now.
    else await execute(intake, ticket, { kind: 'supply', text: said.text, photos: said.photos })
  }
}

/** A line that was added to a ticket: it puts the place right, or is told once more as it reads now. */
async function lineEdited(intake: Intake, said: Said, ticket: Ticket): Promise<void> {
  const reading = intake.view.read(readInput(intake, said), threadContext(intake, said))
  if (reading.corrects) return correct(intake, said, ticket, reading)
  await add(intake, said, ticket, reading)
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((x) => b.includes(x))
}
