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
      /** The place is not known well enough to send anyone. */
      missing: 'place' | null
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
    | 'warn_resolve'
    | 'escalated_accept'
    | 'escalated_resolve'
    | 'idle' /** accepted, and nothing heard since */
    | 'called_out' /** to a webhook: figures and codes, nothing of people */
    | 'returned'
    | 'rejected'
    | 'supplied' /** more words or photos came in: to the department that works on it */
    | 'urged'
    | 'undispatched' /** to the dispatcher: nobody is responsible (`why` nobody), or the place is still missing (`why` place) */
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
  | 'too_often' /** urged three times within a day */
  | 'too_late' /** what was said can no longer be changed */
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
}

export type Decision =
  | { ok: true; ticket: Ticket; events: TicketEvent[]; timers: TimerChange[]; notices: Notice[] }
  | { ok: false; refusal: Refusal }
