import type { Town } from '../../domain/area/town.ts'
import type { Scope } from '../../domain/report/report.ts'
import type { TicketEvent, TimerChange } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { PlaceReading } from '../../domain/understanding/types.ts'

export interface TicketChange {
  ticket: Ticket
  /** Version before; 0 = new. The write is refused when the row has another one. */
  before: number
  events: TicketEvent[]
  timers: (TimerChange & { id: string })[]
  /** Department or handler changed: the assignment is closed and a new one begun. */
  reassigned: boolean
}

/** An open ticket with what else it takes to compare a report with it. */
export interface OpenNearby {
  ticket: Ticket
  /** Where its area came from; null when it was put right since, or is not known any more. */
  areaFrom: PlaceReading['source'] | null
  /** Perceptual hashes of its photos. */
  photoHashes: string[]
}

/** Tickets in short, for lists. */
export type TicketFilter =
  | { kind: 'area'; area: string }
  | { kind: 'reporter'; identityId: string; personId: string | null }
  | { kind: 'department'; department: string }
  /** What somebody has in hand. */
  | { kind: 'handler'; personId: string }

/**
 * What was seen when it was decided that nobody had told of a matter yet: how often tickets of this scope had been
 * opened. Whoever opens one writes it; two that did not see each other cannot both.
 */
export interface OpeningScope {
  /** Head of the category and area: `safety@DQ`. */
  scope: string
  version: number
}

/** Tickets and their history. */
export interface TicketStore {
  nextNumber(period: string): Promise<number>
  ticket(id: string): Promise<Ticket | null>
  ticketByNumber(number: string): Promise<Ticket | null>
  tickets(filter: TicketFilter, town: Town): Promise<Ticket[]>
  /**
   * All tickets of a scope that are open, or were opened, resolved or closed since then. Without words and photos,
   * which no figure needs.
   */
  ticketsForFigures(scope: Scope, since: Date, town: Town): Promise<Ticket[]>
  /** Tickets in these areas that somebody still has to do something about, opened since then; newest first. */
  openNearby(
    areas: readonly string[],
    since: Date,
    limit: number,
    scope: string,
  ): Promise<{ tickets: OpenNearby[]; seen: OpeningScope }>
  /** Tickets opened since then by a reporter (null: by hidden ones of the conversation), and whether they were told of the bound. */
  openedLately(
    who: { reporter: string | null; conversation: string; actor: string },
    since: Date,
  ): Promise<{ tickets: number; told: boolean }>
  history(ticketId: string): Promise<TicketEvent[]>
  /** Whole histories of the parts in these areas that were called before `until` and of which anything is told since `from`. */
  partHistories(areas: readonly string[], from: Date, until: Date): Promise<TicketEvent[][]>
}
