import type { Ticket } from '../../domain/ticket/types.ts'

/** Who a party is; both null once it was struck out. The same id again replaces it. */
export interface PartyRow {
  id: string
  ticketId: string
  name: string | null
  phone: string | null
}

/** Whose disputes are asked for. */
export interface MediatorQuery {
  personId: string
  /** Areas and departments of the posts by which disputes nobody has in charge may be taken. */
  areas: readonly string[]
  departments: readonly string[]
  /** Leaves or heads that are mediated. */
  categories: readonly string[]
}

/** Disputes of mediators, and who the parties are: that stands nowhere else. */
export interface MediationStore {
  disputeParties(ticketId: string): Promise<PartyRow[]>
  /** In charge and not over (with visits to come), or in nobody's charge there; oldest first, at most 200. */
  mediations(query: MediatorQuery): Promise<Ticket[]>
}
