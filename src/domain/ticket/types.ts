import type { Role } from '../area/town.ts'
import type { Mediation } from './mediation/types.ts'
import type { Stake } from './stakes.ts'
import type { Urgency } from './urgency.ts'

export { URGENCIES, type Urgency } from './urgency.ts'

export const TICKET_STATES = [
  'new',
  'needs_info',
  'dispatched',
  'accepted',
  'resolved',
  'closed',
  'suspended',
  'rejected',
  'withdrawn',
  'merged',
] as const
/** 待受理, 待补充, 已派单, 已接单, 已办结待确认, 已归档; beside the line: 挂起, 不予受理, 撤销, 并案. */
export type TicketState = (typeof TICKET_STATES)[number]

/** Who reported. `personId` is set when the account is tied to a person of the town. */
export interface Reporter {
  personId: string | null
  /** Identity row id (channel, account, user). */
  identityId: string | null
  /** As shown in departments and work groups; a resident's is masked there. */
  name: string
  role: Role | 'resident'
}

/** Where it was said first; the group's card answers this message. */
export interface Source {
  conversationId: string
  kind: 'group' | 'dm'
  /** Platform message id, to reply to. */
  messageId: string | null
  thread: string | null
}

/** A further report of the same matter: all that is needed to make a ticket of its own of it. */
export interface Joined {
  reporter: Reporter
  /** The message that told it; a message joins a ticket once. */
  source: Source
  /** ISO time. */
  at: string
  category: string
  urgency: Urgency
  area: string
  place: string | null
  point: { lng: number; lat: number } | null
  summary: string
  stakes?: Stake[]
  photos: string[]
  /** Photos the ticket did not have before. */
  added: string[]
  /** Urgency of the ticket before, where this report raised it. */
  raisedFrom: Urgency | null
}

/** 满意, 基本满意, 不满意. */
export const RATINGS = ['good', 'fair', 'bad'] as const
export type RatingValue = (typeof RATINGS)[number]

/** What one of the reporters thinks of the result. */
export interface Rating {
  identityId: string | null
  personId: string | null
  value: RatingValue
  /** A word, or ''. */
  text: string
  /** ISO time it was first given; it counts in that month. */
  at: string
}

/** The question, weeks after closing, whether it is still fixed. ISO times. */
export interface Recheck {
  askedAt: string
  /** An answer counts until then. */
  until: string
  fixed: boolean
}

/** A department says that the ticket should not count against it. */
export interface Excuse {
  department: string
  reason: string
  /** Person id of whoever asked; that person does not decide it. */
  by: string | null
  /** ISO time. */
  askedAt: string
  state: 'asked' | 'granted' | 'denied'
  decidedAt: string | null
}

export interface Supplement {
  /** ISO time. */
  at: string
  by: string
  text: string
  photos: string[]
}

/** What comes due by itself; each kind is armed at most once per ticket. */
export type TimerKind =
  | 'accept_warn'
  | 'accept_due'
  | 'resolve_warn'
  | 'resolve_due'
  | 'idle_due'
  | 'auto_close'
  /** The question whether the reporter is satisfied, put off to the morning. */
  | 'rate_due'
  /** The question, weeks later, whether it is still fixed. */
  | 'recheck_due'
  /** No round of mediation for too long. */
  | 'round_due'
  /** A visit after an agreement. */
  | 'visit_due'

export interface ArmedTimer {
  /** ISO time. */
  dueAt: string
  /** Version of the ticket that armed it; a timer that comes with another one is stale. */
  generation: number
}

/** The whole state of a ticket; what `decide` reads and returns. Times are ISO strings in UTC. */
export interface Ticket {
  id: string
  /** `DZ-2607-0031` */
  number: string
  state: TicketState
  category: string
  urgency: Urgency
  area: string
  /** The words that name the place. */
  place: string | null
  /** False: nobody told the area, it is where the group or the sender stands. Tickets of before this was kept lack it. */
  placeTold?: boolean
  /** A location sent along. */
  point: { lng: number; lat: number } | null
  /** The matter in the reporter's words, at most 200 characters. */
  summary: string
  /** Who and what is at stake by its own report and what was added; `stakesOf` has the joined ones too. */
  stakes?: Stake[]
  reporter: Reporter
  source: Source
  department: string | null
  /** Person id. */
  handler: string | null
  /** The absent person for whom the handler was called. */
  standsFor?: string | null
  openedAt: string
  dispatchedAt: string | null
  acceptedAt: string | null
  resolvedAt: string | null
  closedAt: string | null
  acceptDue: string | null
  resolveDue: string | null
  /** When the resolve clock started; it runs on through transfers. */
  resolveFrom: string | null
  /** What was done, in the handler's words. */
  result: string | null
  photosBefore: string[]
  photosAfter: string[]
  supplements: Supplement[]
  /** How a dispute is being settled; no names of parties are in it. Absent until it was taken on. */
  mediation?: Mediation
  /** Further reports of the same matter, in the order they came. */
  joined: Joined[]
  /** The ticket that has it now, once it is merged. */
  mergedInto: { id: string; number: string } | null
  /** Rungs climbed since the last acceptance; 0 = none. */
  escalation: number
  /** Name of the ladder these rungs are of; null or absent: the built-in one. */
  ladder?: string | null
  /** Since when the department has said nothing, and the stages of the `idle` ladder that were told since. */
  idle?: { since: string; step: number }
  /** How many times someone said it was not fixed. */
  disputes: number
  /** One for each reporter who said so; about the result as it is now. */
  ratings?: Rating[]
  recheck?: Recheck | null
  /** At most one for each department that had it. */
  excuses?: Excuse[]
  /** ISO times of the urgings of the last 24 hours. */
  urges: string[]
  /** What is armed now; the store's timer rows follow it. */
  timers: Partial<Record<TimerKind, ArmedTimer>>
  /** `seq` of the last event of its history. */
  history: number
  /** Time of the last change. */
  updatedAt: string
  /** Grows by one with every change; the store refuses a stale write. */
  version: number
}
