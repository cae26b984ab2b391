import type { Mediation } from '../../domain/ticket/mediation/types.ts'
import type { Store } from '../store-port/store.ts'
import type { Write } from '../store-port/write.ts'
import type { Texts } from '../texts/index.ts'

/** What may name the parties of a dispute, by id. */
export type PrivateWords = ReadonlyMap<string, string>

/** What is kept of a ticket, with what this very write adds. */
export async function privateWords(
  store: Pick<Store, 'disputePrivate'>,
  draft: { write: Pick<Write, 'privates'> },
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
