import { isConfidential } from '../../domain/access.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Incident, Reading } from '../../domain/understanding/types.ts'
import { findSame } from '../joining/find-same.ts'
import { joinReport, type Opened, reporterOf, sourceOf } from '../joining/join.ts'
import { shortNumber } from '../names.ts'
import type { OpeningScope } from '../store-port/tickets.ts'
import { keepReading } from '../why/keep.ts'
import { belong, isTold, stakesIn } from './add-to-ticket.ts'
import { heldBefore } from './held-before.ts'
import { execute, type Intake, reply, textsOf } from './intake.ts'
import type { Said } from './said.ts'
import { makeNumber } from './ticket-number.ts'

/**
 * Each matter joins the open ticket that surely tells of it already, or opens one; the first takes the message and the
 * photos that waited for it.
 */
export async function openAll(intake: Intake, said: Said, reading: Reading): Promise<Opened[]> {
  const held = heldBefore(intake, said, reading.incidents[0])
  const opened: Opened[] = []
  for (const [index, incident] of reading.incidents.entries()) {
    const photos = index === 0 ? held.photos : said.photos
    const { like, seen } = await findSame(intake, reading, incident, photos, said.point)
    const known = like?.verdict === 'same' ? { ticket: like.ticket, incident, photos } : null
    const joined = known ? await joinReport(intake, said, known, 'aloud') : null
    const ticket = joined ?? (await open(intake, said, incident, reading, photos))
    if (!ticket) continue
    if (!joined) sawBefore(intake, seen)
    opened.push({ ticket, incident, joined: joined !== null, like: like && !joined ? like.ticket : null })
    if (!joined) keepReading(intake, ticket, reading, incident)
    if (index > 0) continue
    belong(intake, said, ticket)
    for (const messageId of held.messageIds) intake.draft.write.adopt.push({ messageId, ticketId: ticket.id })
    tellConfidential(intake, ticket)
  }
  return opened
}

/** Somebody who opens one of the like meanwhile is met at the write: then this message is decided on again. */
function sawBefore({ draft }: Intake, seen: OpeningScope | null): void {
  const { openings } = draft.write
  if (seen && !openings.some(({ scope }) => scope === seen.scope)) openings.push(seen)
}

export async function open(
  intake: Intake,
  said: Said,
  incident: Incident,
  reading: Reading,
  photos: string[],
): Promise<Ticket | null> {
  const { app, view } = intake
  const result = await execute(intake, null, {
    kind: 'open',
    id: app.newId(),
    number: await makeNumber(app, view.town.letters, intake.now),
    category: incident.category,
    urgency: incident.urgency,
    area: incident.area,
    place: incident.place,
    placeTold: isTold(incident.placeSource),
    point: said.point ?? null,
    summary: incident.summary || said.text,
    ...stakesIn(incident.stakes),
    reporter: reporterOf(intake),
    source: sourceOf(intake, said),
    photos,
    missing: reading.missing,
  })
  return result.ok ? result.ticket : null
}

/** A complaint about officials made in a group is never answered there: only its writer hears where it went. */
function tellConfidential(intake: Intake, ticket: Ticket): void {
  if (!isConfidential(intake.view.town, ticket.category) || intake.conversation.type === 'group') return
  const department = intake.view.town.departmentByCode.get(ticket.department ?? '')?.name
  if (!department) return
  reply(
    intake,
    textsOf(intake).text('confidential-private', { department, short: shortNumber(ticket.number) }),
  )
}
