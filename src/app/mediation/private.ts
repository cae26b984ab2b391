import type { Mediation } from '../../domain/ticket/mediation/types.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Intake } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import type { PrivateRow } from '../store-port/mediation.ts'
import type { Texts } from '../texts/index.ts'
import type { Draft } from '../tickets/draft.ts'

/** Longest words kept of one round, characters. */
const LONGEST = 2000

/** What may name the parties of a dispute, by id. */
export type PrivateWords = ReadonlyMap<string, string>

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

/** What is kept of a ticket, with what this very write adds. */
export async function privateWords(
  store: Intake['app']['store'],
  draft: Draft,
  ticketId: string,
): Promise<PrivateWords> {
  const rows = [
    ...(await store.disputePrivate(ticketId)),
    ...draft.write.privates.filter((row) => row.ticketId === ticketId),
  ]
  return new Map(rows.flatMap(({ id, text }): [string, string][] => (text === null ? [] : [[id, text]])))
}

/** What a party is called: 甲方, or 甲方2 where a side has several. */
export function labelOf({ parties }: Pick<Mediation, 'parties'>, id: string, texts: Texts): string {
  const party = parties.find((p) => p.id === id)
  if (!party) return ''
  const same = parties.filter((p) => p.side === party.side)
  return texts.text(`party-${party.side}`) + (same.length > 1 ? String(same.indexOf(party) + 1) : '')
}
