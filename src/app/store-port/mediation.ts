import type { Ticket } from '../../domain/ticket/types.ts'

/** Name and phone of a party, or what was said in a mediation; `text` is null once it was struck out. The same id again replaces it. */
export interface PrivateRow {
  id: string
  ticketId: string
  text: string | null
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

/** Disputes of mediators, and what may name their parties: that stands nowhere else. */
export interface MediationStore {
  disputePrivate(ticketId: string): Promise<PrivateRow[]>
  /** In charge and not over (with visits to come), or in nobody's charge there; oldest first, at most 200. */
  mediations(query: MediatorQuery): Promise<Ticket[]>
}
