import type { TicketEvent } from './decision.ts'
import type { Ticket } from './types.ts'

/**
 * What a ticket is before its first event. Histories tell only what differs from it, so its values must never change;
 * a new field of `Ticket` gets the value that old tickets shall have.
 */
export const BLANK: Ticket = {
  id: '',
  number: '',
  state: 'new',
  category: '',
  urgency: 'normal',
  area: '',
  place: null,
  point: null,
  summary: '',
  reporter: { personId: null, identityId: null, name: '', role: 'resident' },
  source: { conversationId: '', kind: 'group', messageId: null, thread: null },
  department: null,
  handler: null,
  openedAt: '',
  dispatchedAt: null,
  acceptedAt: null,
  resolvedAt: null,
  closedAt: null,
  acceptDue: null,
  resolveDue: null,
  resolveFrom: null,
  result: null,
  photosBefore: [],
  photosAfter: [],
  supplements: [],
  joined: [],
  mergedInto: null,
  escalation: 0,
  disputes: 0,
  urges: [],
  timers: {},
  history: 0,
  updatedAt: '',
  version: 0,
}

/**
 * Folds a history into the ticket it tells of. Throws when the events are not a whole history from `open` on, in order:
 * that is a fault of the store.
 */
export function replay(events: readonly TicketEvent[]): Ticket {
  if (events[0]?.command !== 'open') throw new Error('a history begins with open')
  let ticket = BLANK
  for (const event of events) {
    if (event.seq !== ticket.history + 1) {
      throw new Error(`history of ${ticket.number}: event ${event.seq} after ${ticket.history}`)
    }
    ticket = { ...ticket, ...event.data, state: event.to, history: event.seq }
  }
  return ticket
}
