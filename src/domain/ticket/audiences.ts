import { isConfidential } from '../access.ts'
import type { Town } from '../area/town.ts'
import type { Audience, Notice } from './decision.ts'
import { openParts } from './parts.ts'
import type { Ticket } from './types.ts'

/** Where it was said first and, when that was a group, the reporter in private too; a confidential matter only there. */
export function toReporters(ticket: Ticket, town: Town): Audience[] {
  // What becomes of a part is told by its parent.
  if (ticket.part) return []
  const known = ticket.reporter.identityId !== null || ticket.reporter.personId !== null
  const reporter: Audience[] = known ? [{ kind: 'reporter' }] : []
  if (ticket.source.kind === 'dm') return [{ kind: 'source' }]
  return isConfidential(town, ticket.category) ? reporter : [{ kind: 'source' }, ...reporter]
}

/** Those whose reports joined it; none where nobody did. */
export function toJoined(ticket: Ticket): Audience[] {
  return ticket.joined.length > 0 ? [{ kind: 'joined' }] : []
}

/** The one to ask: the reporter in private when it came so (or is confidential), else where it was said. */
export function toAsk(ticket: Ticket, town: Town): Audience {
  const inPrivate = ticket.source.kind === 'dm' || isConfidential(town, ticket.category)
  return inPrivate ? { kind: 'reporter' } : { kind: 'source' }
}

/** The handler, as a person. */
export function toHandler(ticket: Ticket): Audience | null {
  if (ticket.handler === null) return null
  return {
    kind: 'person',
    personId: ticket.handler,
    role: 'handler',
    area: null,
    department: ticket.department,
  }
}

/** Who works on it: the department, only its handler when confidential, the dispatcher while nobody has it. */
export function toWorkers(ticket: Ticket, town: Town): Audience {
  if (ticket.department === null) return { kind: 'dispatcher' }
  const handler = toHandler(ticket)
  if (isConfidential(town, ticket.category)) return handler ?? { kind: 'dispatcher' }
  return { kind: 'department', department: ticket.department }
}

/** All who work on it: where several departments were called, each of those that are not done. */
export function toAllWorkers(ticket: Ticket, town: Town): Audience[] {
  const called = openParts(ticket).flatMap(({ department }) => department ?? [])
  if (called.length === 0 || isConfidential(town, ticket.category)) return [toWorkers(ticket, town)]
  return called.map((department) => ({ kind: 'department', department }))
}

/** The same words to several; every notice carries the ticket's number. */
export function notices(
  to: readonly Audience[],
  template: Notice['template'],
  ticket: Ticket,
  args: Notice['args'] = {},
  photos: string[] = [],
): Notice[] {
  const all = { number: ticket.number, ...args }
  return to.map((audience) => ({
    to: audience,
    template,
    args: all,
    ...(photos.length > 0 ? { photos } : {}),
  }))
}
