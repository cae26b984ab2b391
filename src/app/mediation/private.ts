import type { Ticket } from '../../domain/ticket/types.ts'
import type { Intake } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import type { PrivateRow } from '../store-port/mediation.ts'

/** Longest words kept of one round, characters. */
const LONGEST = 2000

/** Words of a mediation as they will be kept apart from the ticket; null where nothing was said. */
export function wordsOf({ app }: Intake, ticket: Ticket, text: string): PrivateRow | null {
  const said = [...text.trim()].slice(0, LONGEST).join('')
  return said === '' ? null : { id: app.newId(), ticketId: ticket.id, text: said, phone: null }
}

/** The message belongs to the ticket, but what it says stands nowhere else than where it can be struck out. */
export function quieten({ draft }: Intake, { row }: Said, ticket: Ticket): void {
  row.ticketId = ticket.id
  row.text = ''
  row.parts = []
  for (const fetch of draft.write.fetches) fetch.ticketId = ticket.id
}
