import type { Stake } from '../../domain/ticket/stakes.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { stakesTold } from '../../domain/understanding/stakes/read.ts'
import type { Incident, Reading } from '../../domain/understanding/types.ts'
import { keepReading } from '../why/keep.ts'
import { execute, type Intake } from './intake.ts'
import { readInput, type Said, threadContext } from './said.ts'

/** The message, and photos of it that are still to be fetched, belong to the ticket. */
export function belong(intake: Intake, said: Said, ticket: Ticket): void {
  said.row.ticketId = ticket.id
  for (const fetch of intake.draft.write.fetches) fetch.ticketId = ticket.id
}

/** More words, photos or the missing place for a ticket. */
export async function add(intake: Intake, said: Said, ticket: Ticket, reading?: Reading): Promise<void> {
  belong(intake, said, ticket)
  const missing = ticket.state === 'needs_info' || ticket.placeTold === false
  const place = missing ? toldPlace(intake, said, reading) : null
  // What goes on about a matter may tell that it has become worse.
  const reports = reading?.act === 'report' || reading?.act === 'request'
  const pressing = reports ? reading.incidents[0]?.urgency : undefined
  await execute(intake, ticket, {
    kind: 'supply',
    text: said.text,
    photos: said.photos,
    ...(said.point ? { point: said.point } : {}),
    ...(place ? { area: place.area } : {}),
    ...(place?.words ? { place: place.words } : {}),
    ...(pressing ? { urgency: pressing } : {}),
    ...stakesIn([...(reports ? (reading.incidents[0]?.stakes ?? []) : []), ...stakesTold(said.text)]),
  })
}

/** The reading of a report changed: its ticket follows, where the words say something else than before. */
export async function correct(intake: Intake, said: Said, ticket: Ticket, reading: Reading): Promise<void> {
  belong(intake, said, ticket)
  const incident = reading.incidents[0]
  if (!incident) return
  const told = isTold(incident.placeSource)
  const result = await execute(intake, ticket, {
    kind: 'correct',
    category: incident.category,
    urgency: incident.urgency,
    summary: incident.summary || said.text,
    // A corrected place says nothing of what is at stake.
    ...(reading.corrects ? {} : { stakes: incident.stakes }),
    ...(told ? { area: incident.area, place: incident.place } : {}),
  })
  if (result.ok && result.changed) keepReading(intake, result.ticket, reading, incident)
}

/** The place that the words or the sent location tell; an answer with nothing but the place is no incident. */
function toldPlace(
  intake: Intake,
  said: Said,
  given?: Reading,
): { area: string; words: string | null } | null {
  const reading = given ?? intake.view.read(readInput(intake, said), threadContext(intake, said))
  const incident = reading.incidents[0]
  const place = incident
    ? { area: incident.area, words: incident.place, source: incident.placeSource }
    : reading.place
  return isTold(place.source) ? place : null
}

/** What is at stake, where anything is. */
export const stakesIn = (stakes: readonly Stake[]): { stakes?: Stake[] } =>
  stakes.length > 0 ? { stakes: [...stakes] } : {}

/** Not where the group or the sender stands. */
export const isTold = (source: Incident['placeSource']): boolean => source === 'text' || source === 'location'
