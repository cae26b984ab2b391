import type { Role } from '../area/town.ts'
import type { Mediation } from './mediation/types.ts'
import type { Stake } from './stakes.ts'
import type { Urgency } from './urgency.ts'
import type { Part, Whistle } from './whistle-types.ts'

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
  | 'update_warn'
  | 'update_due'
  | 'resolve_warn'
  | 'resolve_due'
  | 'stage_due'
  | 'auto_close'
  /** A ticket on hold is taken up again. */
  | 'resume_due'
  | 'idle_due'
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

export type ClockName = 'accept' | 'update' | 'resolve'

/** A step on the way that has a deadline of its own: 停止, 处罚, 拆除. */
export interface Stage {
  name: string
  /** ISO time. */
  due: string
  /** It runs in working time only. */
  working: boolean
  /** ISO time at which its end was told, while the ticket was not resolved. */
  toldAt?: string
}

/** What clocks had left when they were stopped. Minutes of each one's own time, with fractions; negative when late. */
export interface Pause {
  /** ISO time. */
  at: string
  clocks: Partial<Record<ClockName, { used: number; left: number }>>
  /** Of the stages that were still to come, in their order. */
  stages: number[]
}

/** The latest request for more time. */
export interface Extension {
  /** ISO time. */
  at: string
  /** Who asked, by name, for the texts. */
  by: string
  personId: string | null
  /** ISO time of the promise asked for; once granted, of the promise made. */
  until: string
  reason: string
  /** `lapsed`: the ticket went on without an answer. */
  state: 'asked' | 'granted' | 'denied' | 'lapsed'
  /** Name of who answered. */
  answeredBy: string | null
}

/** The latest time that a ticket was on hold. */
export interface Hold {
  /** ISO time. */
  at: string
  by: string
  reason: string
  /** ISO time at which it goes on by itself. */
  until: string
  /** Where it goes on. */
  state: 'new' | 'dispatched' | 'accepted'
  /** How often it was on hold, this time among them. */
  count: number
  /** ISO time; null while it is on hold. */
  endedAt: string | null
}

/** Somebody who wants to hear in private what becomes of a ticket. */
export interface Follower {
  identityId: string
  personId: string | null
}

/** Between the department, the dispatcher and the chiefs; never told to the reporter or a work group. */
export interface Note {
  /** ISO time. */
  at: string
  by: string
  text: string
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
  /** When the accept clock started; tickets of before this was kept lack it. */
  acceptFrom?: string | null
  /** When the resolve clock started; it runs on through transfers. After a pause later by as much as that took. */
  resolveFrom: string | null
  /** While it is accepted, and the town's rules ask for it: by when the department must say something of it. */
  updateDue?: string | null
  /** When the department last did. */
  updateFrom?: string | null
  /** Deadlines on the way to `resolveDue`, in the order they come. */
  stages?: Stage[]
  /** Clocks that run in working time only; the others run day and night. */
  inHours?: ClockName[]
  /** While its clocks stand still they have no deadlines, only what was left of them. */
  paused?: Pause | null
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
  /** 吹哨: the departments called for it together, each with a part of its own. */
  whistle?: Whistle
  /** It is one department's part of such a ticket. */
  part?: Part
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
  /** ISO time at which the one who has it began to work. Fields below are lacking in tickets of before them. */
  startedAt?: string | null
  extension?: Extension | null
  /** Extensions granted since its promise was made. */
  extensions?: number
  hold?: Hold | null
  followers?: Follower[]
  notes?: Note[]
  /** The ticket that this one was split off. */
  splitFrom?: { id: string; number: string } | null
  splitInto?: { id: string; number: string }[]
  /** ISO time. */
  rejectedAt?: string | null
  /** How often it was taken up anew by hand. */
  reopened?: number
  /** What is armed now; the store's timer rows follow it. */
  timers: Partial<Record<TimerKind, ArmedTimer>>
  /** `seq` of the last event of its history. */
  history: number
  /** Time of the last change. */
  updatedAt: string
  /** Grows by one with every change; the store refuses a stale write. */
  version: number
}
