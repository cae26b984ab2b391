import type { Post, Role } from '../area/town.ts'
import type { Point } from '../message.ts'
import type { Party, PartySide, PrivateId, RoundResult } from './mediation/types.ts'
import type { Stake } from './stakes.ts'
import type {
  Joined,
  RatingValue,
  Reporter,
  Source,
  Ticket,
  TicketState,
  TimerKind,
  Urgency,
} from './types.ts'
import type { ArrivedBy, Part, PartView, WhistleKind, Whistler } from './whistle-types.ts'

/** Who acts. Rights follow from the posts of the person, never from what was said (rule 7). */
export type Actor =
  | { kind: 'system' }
  | { kind: 'account'; identityId: string; personId: string | null; name: string; posts: readonly Post[] }

/** What someone (or a timer) wants done with a ticket. */
export type Command =
  | {
      kind: 'open'
      /** Made by the caller; `decide` makes no ids. */
      id: string
      number: string
      category: string
      urgency: Urgency
      area: string
      place: string | null
      placeTold?: boolean
      point: Point | null
      summary: string
      stakes?: Stake[]
      reporter: Reporter
      source: Source
      photos: string[]
      splitFrom?: { id: string; number: string }
      /** The place is not known well enough to send anyone. */
      missing: 'place' | null
      /** It is told by a whistle: the departments are called in the same moment. */
      whistle?: Called
      /** It is a part of another ticket, for this department. */
      part?: Part
      department?: string
    }
  /**
   * More words or photos for an open ticket; a point or an area answers a missing place, or one that nobody told yet.
   * What is more urgent than the ticket raises it.
   */
  | {
      kind: 'supply'
      text: string
      photos: string[]
      point?: Point
      area?: string
      place?: string
      urgency?: Urgency
      stakes?: Stake[]
    }
  /** The reading changed (an edited report, or a correction by hand). */
  | {
      kind: 'correct'
      category?: string
      urgency?: Urgency
      area?: string
      place?: string | null
      point?: Point
      summary?: string
      /** Instead of those told before. */
      stakes?: Stake[]
      /** Somebody who answers for the area sets right what was read, also while a department is at work on it. */
      byHand?: true
    }
  | { kind: 'dispatch'; department: string; handler?: string | null }
  | { kind: 'accept' }
  | { kind: 'return'; reason: string }
  | { kind: 'transfer'; department: string; reason: string }
  | { kind: 'resolve'; result: string; photos: string[] }
  | { kind: 'confirm' }
  /** 没修好 */
  | { kind: 'dispute'; text: string; photos?: string[] }
  | { kind: 'withdraw'; reason: string }
  | { kind: 'reject'; reason: string }
  | { kind: 'urge' }
  /** The reporter said that it is settled already. */
  | { kind: 'settled_by_reporter'; text: string }
  /** One more report of the same matter; adds its reporter. */
  | { kind: 'join'; report: Omit<Joined, 'at' | 'added' | 'raisedFrom'> }
  /** 不是同一件: the report of that message is taken out again. */
  | { kind: 'leave'; source: Pick<Source, 'conversationId' | 'messageId'> }
  /** This ticket tells of what another one has already; the other one takes it in (`absorb`) in the same write. */
  | { kind: 'merge'; into: { id: string; number: string } }
  /** Takes in the reports of a ticket that is merged into this one. */
  | { kind: 'absorb'; ticket: Ticket }
  /** 开工: work has begun; who never accepted accepts it in the same moment. */
  | { kind: 'start' }
  /** 延期: `until` is the new promise as ISO time, null where none was told. */
  | { kind: 'ask_extension'; until: string | null; reason: string }
  /** `until`: another time than the one asked for. */
  | { kind: 'grant_extension'; until?: string }
  | { kind: 'deny_extension'; reason: string }
  /** 挂起: its clocks stand still until this ISO time, or until somebody resumes it. */
  | { kind: 'suspend'; until: string | null; reason: string }
  | { kind: 'resume' }
  /** 重新办理 of what was closed, rejected or withdrawn. */
  | { kind: 'reopen'; reason: string }
  /** Another matter in it becomes a ticket of its own, opened in the same write; it takes these photos along. */
  | { kind: 'split'; into: { id: string; number: string }; photos: string[]; text: string }
  /** To a person of its department. */
  | { kind: 'assign'; person: string | null }
  | { kind: 'follow' }
  | { kind: 'unfollow' }
  | { kind: 'note'; text: string }
  /** 吹哨: several departments are called. */
  | ({ kind: 'whistle' } & Called)
  /** 报到: somebody of the department is there. A point must be near the place. */
  | { kind: 'arrive'; how: ArrivedBy; point?: Point; photos: string[] }
  /** A part tells its parent how it stands. */
  | { kind: 'part_moved'; part: PartView }
  /** 不用来了: the department of that part is no longer needed. */
  | { kind: 'recall_part'; part: string; reason: string }
  /** The part's department leads from now on. */
  | { kind: 'lead_part'; off?: true }
  /** 满意, 基本满意 or 不满意 with the result; a word may be left out. */
  | { kind: 'rate'; value: RatingValue; text: string }
  /** Asked weeks later: it is still fixed. */
  | { kind: 'still_fixed' }
  /** A department asks that the ticket does not count against it. */
  | { kind: 'ask_excuse'; reason: string }
  | { kind: 'grant_excuse' }
  | { kind: 'deny_excuse'; reason: string }
  /** 接手: a mediator takes the dispute on. */
  | { kind: 'take_mediation' }
  /** 甲方是…: who they are is kept apart from the ticket (docs/decisions/0033-mediation.md). `instead`: of those of their side. */
  | { kind: 'add_party'; parties: Party[]; instead?: true }
  /** 约时间 */
  | {
      kind: 'plan_round' /** ISO time. */
      at: string /** Further mediators, person ids. */
      mediators?: string[]
    }
  /** 记一轮 */
  | {
      kind: 'hold_round'
      result: RoundResult
      /** What was said, kept apart as all words of a mediation; null: none. */
      words: PrivateId | null
      /** How many came of each side. */
      present: Partial<Record<PartySide, number>>
      mediators?: string[]
    }
  /** 上移, by consent of the parties. */
  | { kind: 'move_up'; words: PrivateId | null }
  /** 达成协议: what was agreed, and the signed paper. */
  | { kind: 'agree'; words: PrivateId | null; photos: string[] }
  | { kind: 'end_mediation'; outcome: 'withdrawn' | 'to_court'; words: PrivateId | null }
  /** 回访: whether the agreement holds. */
  | { kind: 'visit'; holds: boolean; words: PrivateId | null }
  /** A timer came due. `generation` is the one it was armed with; a stale one does nothing. */
  | { kind: 'timer'; timer: TimerKind; generation: number }

export type CommandKind = Command['kind']

/** Who is called by a whistle, and what for. Ids of the new parts are made by the caller. */
export interface Called {
  whistle: WhistleKind
  by: Whistler
  /** Conversation in which it was blown. */
  chat: string
  /** The first leads where none is marked. */
  parts: { id: string; department: string; lead?: boolean; task: string }[]
}

/** A command that another ticket is given because of a decision, in the same write; null opens one. */
export interface FollowUp {
  ticketId: string | null
  command: Command
}

export type { TimerKind } from './types.ts'

/** One line of the append-only history; `data` is enough to replay the ticket (`replay`). */
export interface TicketEvent {
  /** 1, 2, 3 … within the ticket. */
  seq: number
  /** ISO time. */
  at: string
  command: CommandKind | 'escalated' | 'warned'
  by: { identityId: string | null; personId: string | null; system: boolean }
  from: TicketState | null
  to: TicketState
  /** The fields of the ticket that changed, with their new values; `state` and `history` are in `to` and `seq`. */
  data: Partial<Ticket>
  /** Why: a reason given, or the rule that fired. */
  note: string | null
}

/**
 * Timers of the ticket after the decision: armed ones replace those of the same kind; `cancel` ends them.
 * A timer that fired and is not armed again is among the cancelled.
 */
export type TimerChange =
  | { op: 'arm'; timer: TimerKind; dueAt: string; generation: number }
  | { op: 'cancel'; timer: TimerKind }

/** Who should hear of it. The app finds the conversations. */
export type Audience =
  | { kind: 'source' } /** where it was said first */
  | { kind: 'reporter' }
  | { kind: 'joined' } /** where further reporters said it, but not where it was said first */
  | { kind: 'department'; department: string }
  | { kind: 'person'; personId: string; role: Role | null; area: string | null; department: string | null }
  | { kind: 'dispatcher' }
  /** Somebody who follows it, in private, and never without the right to see it where it is confidential. */
  | { kind: 'follower'; identityId: string; personId: string | null }
  | { kind: 'webhook'; name: string } /** an address of `policy.webhooks`, not a person */

/**
 * Something to say besides the cards (cards follow the ticket's state by themselves).
 * `template` is a key of the texts; `args` are plain values for it.
 */
export interface Notice {
  to: Audience
  template:
    | 'ask_place'
    | 'result' /** to source and reporter: photos before and after, what was done, 已解决 / 没修好 */
    | 'result_joined' /** the same to those who reported it too: they are told, and may press 没修好 */
    | 'ended' /** to those who reported it too: withdrawn or settled (`state`) */
    | 'joined' /** to the department that works on it: one more report of it (`count` people by now) */
    | 'merged' /** to another department at work on it: `into` has it now */
    | 'not_fixed' /** to reporter: it goes back; to a level above: be informed */
    | 'not_fixed_informed'
    | 'not_fixed_handler'
    | 'warn_accept'
    | 'warn_update' /** to the handler: the department has said nothing of it for long */
    | 'warn_resolve'
    | 'escalated_accept'
    | 'escalated_update' /** to the handler and the first level above: nothing was said in time */
    | 'escalated_resolve'
    | 'stage_due' /** to the handler: the time of `stage` is over; `next` with its time, empty after the last */
    | 'idle' /** accepted, and nothing heard since */
    | 'called_out' /** to a webhook: figures and codes, nothing of people */
    | 'returned'
    | 'rejected'
    | 'supplied' /** more words or photos came in: to the department that works on it */
    | 'urged'
    | 'undispatched' /** to the dispatcher: nobody is responsible (`why` nobody), or the place is still missing (`why` place) */
    | 'extension_asked' /** to the dispatcher: `until`, `reason`; 同意 / 不同意 */
    | 'extension_granted' /** to the department: `until` */
    | 'extension_denied'
    | 'suspended' /** to the reporters (and the dispatcher, `to` dispatcher): `until`, `reason` */
    | 'resumed' /** to the department: by itself, or by somebody else (`by`) */
    | 'reopened' /** to the reporters */
    | 'reopened_handler' /** to the department that has it again */
    | 'split' /** to the department: what went to `into` is not theirs any more */
    | 'assigned' /** to the person it was given to */
    | 'followed' /** to those who follow it: one line, `event` */
    | 'ask_rating' /** to the reporter: satisfied with the result? */
    | 'ask_recheck' /** to the reporter, weeks later: still fixed? */
    | 'rated_bad' /** to the department that had it: somebody is not satisfied, and why (`text`) */
    | 'excuse_asked' /** to the dispatcher: 同意 / 不同意 */
    | 'excuse_granted' /** to the department that asked */
    | 'excuse_denied'
    | 'mediation_moved' /** to the mediators of the next level: it is theirs now (`from`, `level`, `rounds`; `why` used_up, consent or broken) */
    | 'mediation_court' /** to those who mediate at the top: all rounds are used up */
    | 'mediation_ended' /** to source, reporter and joined: no agreement, on to court */
    | 'round_due' /** to mediators: no round for `days`, or what came of the planned one (`planned`) is not noted */
    | 'escalated_round' /** the same to a level above */
    | 'visit_due' /** to mediators: see whether the agreement of `days` ago holds */
    | 'called_off' /** to the department that works on it: withdrawn, settled or rejected (`state`) */
  args: Record<string, string | number>
  photos?: string[]
}

export type RefusalCode =
  | 'not_found'
  | 'wrong_state' /** not possible in this state */
  | 'not_allowed' /** only others may */
  | 'not_alone' /** others reported it too: one of them cannot end it */
  | 'already_done' /** somebody did it before */
  | 'needs_photo' /** a photo of the result is asked for */
  | 'needs_text'
  | 'unknown_department' /** no such department, or the handler named holds no post in it */
  | 'too_often' /** urged as often within a day as the town allows (`limit`) */
  | 'needs_time' /** until when is not told, or is not ahead */
  | 'too_long' /** further off than the town allows (`limit`, hours) */
  | 'enough' /** as often as the town allows (`limit`) */
  | 'nothing_asked' /** no request for more time is open */
  | 'own_request' /** nobody grants the own request */
  | 'too_late' /** longer ago than the town allows (`limit`, days) */
  | 'unknown_person' /** nobody of that name works for the department */
  | 'keeps_secret' /** a confidential matter goes only to the departments that are there for it */
  | 'parts_open' /** departments called for it are still at it */
  | 'part_only' /** a part of a whistle: that is done on its parent */
  | 'not_for_groups' /** secrets and quarrels are not whistled for */
  | 'too_far' /** the point sent is not at the place */
  | 'rate_too_late' /** what was said can no longer be changed */
  | 'no_dispute' /** only disputes are mediated */
  | 'through_mediation' /** a dispute ends by agreement or court, not by a note */
  | 'others_mediate' /** somebody else has it in charge (`by`) */
  | 'rounds_used_up'
  | 'at_top' /** there is no level above */
  | 'bad_time' /** past, or too far ahead */
  | 'too_many' /** parties of one dispute */
  | 'stale' /** a timer or button that no longer counts */

/** Says what cannot be done and what can. */
export interface Refusal {
  code: RefusalCode
  /** Commands this actor may give now. */
  possible: CommandKind[]
  /** Who may do it: a department code or a person id, for the text. */
  owner?: { department: string | null; personId: string | null }
  /** Who was first, for `already_done`. */
  by?: string
  /** The bound that was met: times, hours or days, as the code says. */
  limit?: number
  /** How far off, for `too_far`. */
  metres?: number
}

export type Decision =
  | {
      ok: true
      ticket: Ticket
      events: TicketEvent[]
      timers: TimerChange[]
      notices: Notice[]
      /** What other tickets have to do about it; written together with it or not at all. */
      also: FollowUp[]
    }
  | { ok: false; refusal: Refusal }
