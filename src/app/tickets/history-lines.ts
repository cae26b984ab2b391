import { isShielded, may } from '../../domain/access.ts'
import type { Town } from '../../domain/area/town.ts'
import type { Actor, TicketEvent } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Texts } from '../texts/index.ts'
import { type Clock, sayPast } from '../texts/time.ts'

/** Steps of a ticket's life that are told; of older ones there are too many to read. */
const SHOWN_STEPS = 12

/** Who looks; `inGroup`: everybody who is there looks too. */
export interface Reader {
  actor: Actor
  inGroup: boolean
}

/** Notes are for those who may write them, and never for a group. */
export function readsNotes(ticket: Ticket, { actor, inGroup }: Reader, town: Town): boolean {
  return !inGroup && may('note', ticket, actor, town)
}

/** Its last steps, one line each, without what the reader may not know. */
export function historyLines(
  ticket: Ticket,
  history: readonly TicketEvent[],
  reader: Reader,
  { town, texts, clock }: { town: Town; texts: Texts; clock: Clock },
): string[] {
  const notes = readsNotes(ticket, reader, town)
  // Who follows it is nobody else's business.
  const shown = history.filter(
    ({ command }) => command !== 'follow' && command !== 'unfollow' && (notes || command !== 'note'),
  )
  const shielded = isShielded(ticket, reader.actor, town)
  return shown.slice(-SHOWN_STEPS).map((event) => {
    const key = `ticket-${event.command}`
    const hidden = shielded && event.by.personId !== null && event.by.personId === ticket.reporter.personId
    return texts.text('ticket-history', {
      time: sayPast(event.at, texts, clock),
      what: texts.has(key) ? texts.text(key) : texts.text('ticket-changed'),
      who: (hidden ? undefined : town.personById.get(event.by.personId ?? '')?.name) ?? 'none',
    })
  })
}

/** The notes on it, newest last; none for those they are not for. */
export function noteLines(
  ticket: Ticket,
  reader: Reader,
  { town, texts, clock }: { town: Town; texts: Texts; clock: Clock },
): string[] {
  if (!readsNotes(ticket, reader, town)) return []
  return (ticket.notes ?? []).slice(-SHOWN_NOTES).map(({ at, by, text }) =>
    texts.text('card-note', {
      who: by || texts.text('role-dispatcher'),
      time: sayPast(at, texts, clock),
      text,
    }),
  )
}

/** Notes shown with a ticket. */
const SHOWN_NOTES = 5
