export const PARTY_SIDES = ['a', 'b', 'c'] as const
/** 甲方, 乙方, 丙方. */
export type PartySide = (typeof PARTY_SIDES)[number]

/**
 * Id of what is kept apart from the ticket (docs/decisions/0033-mediation.md): a party's name and phone, words of a round.
 * History is never changed, so nothing that may name a party is in it; what the id stands for can be struck out.
 */
export type PrivateId = string

/** A party by side alone. */
export interface Party {
  id: PrivateId
  side: PartySide
}

/** 谈成, 没谈拢, 改期. */
export type RoundResult = 'agreed' | 'not_agreed' | 'put_off'

/** One round; the last one of a mediation may be planned only (`result` null). Times are ISO. */
export interface Round {
  /** Level key of the area tree. */
  level: string
  plannedAt: string | null
  heldAt: string | null
  /** Person ids. */
  mediators: string[]
  /** How many of each side came; a side nobody counted is missing. */
  present: Partial<Record<PartySide, number>>
  /** What was said of it. */
  words: PrivateId | null
  result: RoundResult | null
}

export interface Agreement {
  /** ISO time. */
  at: string
  /** What was agreed. */
  words: PrivateId
  /** The signed paper; shown to those who mediate only. */
  photos: string[]
  level: string
  /** Which round of that level settled it, from 1; 0 when it was settled beside the rounds. */
  round: number
}

export interface Visit {
  /** ISO time. */
  dueAt: string
  doneAt: string | null
  /** Whether the agreement held; null until the visit. */
  holds: boolean | null
  words: PrivateId | null
}

/** 调解成功, 撤回, 走法院. */
export type MediationOutcome = 'settled' | 'withdrawn' | 'to_court'

/** How a dispute is being settled. Nothing in it names a party. */
export interface Mediation {
  /** Level key it is at; it only climbs. */
  level: string
  /** In charge now, person ids; empty until somebody of the level takes it. */
  mediators: string[]
  parties: Party[]
  /** In the order they were held or planned. */
  rounds: Round[]
  agreement: Agreement | null
  outcome: MediationOutcome | null
  /** Why it ended without an agreement. */
  reason: PrivateId | null
  /** Pending and done, earliest first; only after an agreement. */
  visits: Visit[]
  /** How often somebody was reminded since it last went on. */
  reminded: number
  /** How many agreements did not hold. */
  broken: number
}
