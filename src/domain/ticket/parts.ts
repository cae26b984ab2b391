import { isConfidential } from '../access.ts'
import type { Town } from '../area/town.ts'
import type { Ticket } from './types.ts'
import type { Part, PartState, PartView, Whistle } from './whistle-types.ts'

const OVER: readonly PartState[] = ['done', 'recalled']

/** True while a department still has to do something about it. */
export function isOpenPart(part: Pick<PartView, 'state'>): boolean {
  return !OVER.includes(part.state)
}

export function openParts(ticket: Pick<Ticket, 'whistle'>): PartView[] {
  return (ticket.whistle?.parts ?? []).filter(isOpenPart)
}

/** True while departments that were called are still at it: its life goes on in its parts. */
export function isWhistled(ticket: Pick<Ticket, 'whistle'>): boolean {
  return openParts(ticket).length > 0
}

/** What a whistle would carry into groups and may not: secrets, and quarrels with their parties (rule 8). */
export function isNotForGroups(town: Town, category: string): boolean {
  return isConfidential(town, category) || category === 'dispute' || category.startsWith('dispute.')
}

function stateOf({ state }: Ticket): PartState {
  switch (state) {
    case 'resolved':
    case 'closed':
      return 'done'
    case 'withdrawn':
    case 'rejected':
    case 'merged':
      return 'recalled'
    case 'dispatched':
      return 'called'
    case 'accepted':
    case 'suspended':
      return 'arrived'
    default:
      return 'returned'
  }
}

/** A part as its parent is to know it. `late` counts only while nobody has come. */
export function partView(ticket: Ticket & { part: Part }, late: boolean): PartView {
  const state = stateOf(ticket)
  const { kind, lead, task, arrival } = ticket.part
  return {
    id: ticket.id,
    number: ticket.number,
    kind,
    department: ticket.department,
    handler: ticket.handler,
    lead,
    task,
    state,
    arriveDue: ticket.acceptDue,
    arrival,
    late: arrival ? arrival.late : state === 'called' && late,
    result: ticket.result,
    photos: ticket.photosAfter,
  }
}

export function isPart(ticket: Ticket): ticket is Ticket & { part: Part } {
  return ticket.part !== undefined
}

/** What its parent makes of news of a part: once late it stays so until somebody comes or it is called anew. */
export function heard(known: PartView, told: PartView): PartView {
  const waits = told.state === 'called' && known.state === 'called' && told.arriveDue === known.arriveDue
  return { ...told, late: told.late || (waits && known.late) }
}

/** The whistle with one of its parts replaced. */
export function withPart(whistle: Whistle, part: PartView): Whistle {
  return { ...whistle, parts: whistle.parts.map((other) => (other.id === part.id ? part : other)) }
}

/** The part as it is once nobody need come: as its own ticket then tells it. */
export function recalled(part: PartView): PartView {
  return { ...part, state: 'recalled', late: part.arrival?.late ?? false }
}

/** The matter itself is over: all parts that are still open are called off with it. */
export function calledOff({ whistle }: Ticket): Partial<Ticket> {
  if (!whistle?.parts.some(isOpenPart)) return {}
  const parts = whistle.parts.map((part) => (isOpenPart(part) ? recalled(part) : part))
  return { whistle: { ...whistle, parts } }
}
