import type { Role } from '../area/town.ts'
import type { CommandKind } from './decision.ts'
import type { TicketState } from './types.ts'

/**
 * Who may give a command: holders of a post that fits the ticket (department posts: its department; area posts:
 * an area that covers it; `mediator` whoever may mediate it at its level, `mediating` who has that in charge), its reporter, those whose reports joined it, anyone who meets the ticket in a chat, or only the service itself.
 */
export type Who = Role | 'reporter' | 'joined' | 'anyone' | 'mediating' | 'system'

export interface Move {
  /** null: there is no ticket yet. */
  from: readonly (TicketState | null)[]
  /** States it may lead to; `same` leaves the state alone. */
  to: readonly TicketState[] | 'same'
}

export interface Transition {
  who: readonly Who[]
  moves: readonly Move[]
}

const DEPARTMENT = ['handler', 'department_lead'] as const
/** From the grid upwards. */
const CHIEFS = ['grid_chief', 'village_lead', 'town_lead', 'district_lead'] as const
/** Who may correct by hand how a report of others was read: they answer for the area, and the reading is learned from. */
export const CORRECTORS: readonly Who[] = ['dispatcher', ...CHIEFS]
/** Who may call several departments together and say that one of them need not come. */
export const WHISTLERS: readonly Who[] = ['dispatcher', ...CHIEFS]
const CALLERS = ['reporter', 'unit_chief', ...CHIEFS, 'dispatcher'] as const
const BEFORE_RESULT = ['needs_info', 'new', 'dispatched', 'accepted', 'suspended'] as const
const ENDED = ['closed', 'rejected', 'withdrawn'] as const
/** Somebody of the department has it, or the dispatcher. */
const WORKING = ['new', 'dispatched', 'accepted'] as const
/** A department may ask that a ticket does not count while it has it, and after it was done. */
const EXCUSABLE = ['new', 'dispatched', 'accepted', 'resolved', 'closed'] as const
/** Who decides that: nobody below the town. */
const EXCUSERS = ['dispatcher', 'town_lead', 'district_lead'] as const
const MEDIATION = ['mediator', 'mediating', 'dispatcher'] as const

/**
 * The life of a ticket, in one place: which command is possible in which state, where it leads, and who may give it.
 * `decide`, buttons, commands, the console and the docs read this table. Each event of a history is one of its moves.
 */
export const TRANSITIONS = {
  open: { who: ['anyone'], moves: [{ from: [null], to: ['needs_info', 'new'] }] },
  supply: {
    who: ['anyone'],
    moves: [
      { from: ['needs_info'], to: ['needs_info', 'new'] },
      { from: ['new', 'dispatched', 'accepted', 'suspended', 'resolved', 'closed'], to: 'same' },
    ],
  },
  correct: {
    who: CALLERS,
    moves: [
      { from: ['needs_info'], to: ['needs_info', 'new'] },
      { from: ['new', 'dispatched', 'accepted'], to: 'same' },
    ],
  },
  dispatch: {
    who: ['dispatcher', ...CHIEFS],
    moves: [{ from: ['needs_info', 'new', 'dispatched'], to: ['dispatched'] }],
  },
  accept: { who: DEPARTMENT, moves: [{ from: ['dispatched'], to: ['accepted'] }] },
  return: { who: DEPARTMENT, moves: [{ from: ['dispatched', 'accepted'], to: ['new'] }] },
  transfer: {
    who: [...DEPARTMENT, 'dispatcher', ...CHIEFS],
    moves: [{ from: ['dispatched', 'accepted'], to: ['dispatched'] }],
  },
  resolve: {
    who: [...DEPARTMENT, 'dispatcher'],
    moves: [{ from: ['dispatched', 'accepted'], to: ['resolved'] }],
  },
  confirm: { who: CALLERS, moves: [{ from: ['resolved'], to: ['closed'] }] },
  dispute: {
    who: [...CALLERS, 'joined'],
    moves: [{ from: ['resolved', 'closed', 'withdrawn'], to: ['dispatched', 'new'] }],
  },
  withdraw: { who: CALLERS, moves: [{ from: BEFORE_RESULT, to: ['withdrawn'] }] },
  reject: { who: ['dispatcher', ...CHIEFS], moves: [{ from: BEFORE_RESULT, to: ['rejected'] }] },
  urge: { who: [...CALLERS, 'joined'], moves: [{ from: ['new', 'dispatched', 'accepted'], to: 'same' }] },
  settled_by_reporter: {
    who: ['reporter', 'joined', 'dispatcher'],
    moves: [{ from: [...BEFORE_RESULT, 'resolved'], to: ['closed'] }],
  },
  join: {
    who: ['anyone'],
    moves: [
      { from: ['needs_info'], to: ['needs_info', 'new'] },
      { from: ['new', 'dispatched', 'accepted', 'suspended'], to: 'same' },
    ],
  },
  leave: {
    who: ['joined', 'unit_chief', ...CHIEFS, 'dispatcher'],
    moves: [{ from: [...BEFORE_RESULT, 'resolved', 'closed', 'rejected', 'withdrawn'], to: 'same' }],
  },
  merge: { who: ['dispatcher', ...CHIEFS], moves: [{ from: BEFORE_RESULT, to: ['merged'] }] },
  absorb: {
    who: ['dispatcher', ...CHIEFS],
    moves: [
      { from: ['needs_info'], to: ['needs_info', 'new'] },
      { from: ['new', 'dispatched', 'accepted', 'suspended'], to: 'same' },
    ],
  },
  start: {
    who: DEPARTMENT,
    moves: [
      { from: ['dispatched'], to: ['accepted'] },
      { from: ['accepted'], to: 'same' },
    ],
  },
  ask_extension: { who: DEPARTMENT, moves: [{ from: ['accepted'], to: 'same' }] },
  grant_extension: { who: ['dispatcher', ...CHIEFS], moves: [{ from: ['accepted'], to: 'same' }] },
  deny_extension: { who: ['dispatcher', ...CHIEFS], moves: [{ from: ['accepted'], to: 'same' }] },
  suspend: {
    who: [...DEPARTMENT, 'dispatcher', ...CHIEFS],
    moves: [{ from: WORKING, to: ['suspended'] }],
  },
  resume: {
    who: [...DEPARTMENT, 'dispatcher', ...CHIEFS],
    moves: [{ from: ['suspended'], to: WORKING }],
  },
  reopen: { who: ['dispatcher', ...CHIEFS], moves: [{ from: ENDED, to: ['dispatched', 'new'] }] },
  split: {
    who: ['dispatcher', ...CHIEFS],
    moves: [{ from: ['needs_info', 'new', 'dispatched', 'accepted'], to: 'same' }],
  },
  assign: {
    who: [...DEPARTMENT, 'dispatcher'],
    moves: [{ from: ['dispatched', 'accepted'], to: ['dispatched'] }],
  },
  follow: { who: ['anyone'], moves: [{ from: [...BEFORE_RESULT, 'resolved'], to: 'same' }] },
  unfollow: { who: ['anyone'], moves: [{ from: [...BEFORE_RESULT, 'resolved', ...ENDED], to: 'same' }] },
  note: {
    who: [...DEPARTMENT, 'dispatcher', ...CHIEFS],
    moves: [{ from: [...BEFORE_RESULT, 'resolved', ...ENDED], to: 'same' }],
  },
  whistle: {
    who: WHISTLERS,
    moves: [
      { from: ['needs_info', 'new'], to: ['dispatched'] },
      { from: ['dispatched', 'accepted'], to: ['dispatched', 'accepted'] },
    ],
  },
  arrive: {
    who: [...DEPARTMENT, 'dispatcher', ...CHIEFS],
    moves: [{ from: ['dispatched'], to: ['accepted'] }],
  },
  part_moved: {
    who: ['system'],
    moves: [{ from: ['dispatched', 'accepted'], to: ['dispatched', 'accepted', 'new'] }],
  },
  recall_part: {
    who: WHISTLERS,
    moves: [{ from: ['dispatched', 'accepted'], to: ['dispatched', 'accepted', 'new'] }],
  },
  lead_part: {
    who: ['system'],
    moves: [{ from: ['new', 'dispatched', 'accepted', 'closed'], to: 'same' }],
  },
  rate: {
    who: ['reporter', 'joined'],
    moves: [
      { from: ['resolved'], to: ['closed'] },
      { from: ['closed'], to: 'same' },
    ],
  },
  still_fixed: { who: [...CALLERS, 'joined'], moves: [{ from: ['closed'], to: 'same' }] },
  ask_excuse: { who: DEPARTMENT, moves: [{ from: EXCUSABLE, to: 'same' }] },
  grant_excuse: { who: EXCUSERS, moves: [{ from: EXCUSABLE, to: 'same' }] },
  deny_excuse: { who: EXCUSERS, moves: [{ from: EXCUSABLE, to: 'same' }] },
  take_mediation: {
    who: ['mediator'],
    moves: [{ from: ['dispatched', 'accepted'], to: ['accepted'] }],
  },
  add_party: { who: MEDIATION, moves: [{ from: ['new', 'dispatched', 'accepted'], to: 'same' }] },
  plan_round: { who: MEDIATION, moves: [{ from: ['dispatched', 'accepted'], to: 'same' }] },
  hold_round: { who: MEDIATION, moves: [{ from: ['dispatched', 'accepted'], to: 'same' }] },
  move_up: { who: MEDIATION, moves: [{ from: ['dispatched', 'accepted'], to: 'same' }] },
  agree: { who: MEDIATION, moves: [{ from: ['dispatched', 'accepted'], to: ['resolved'] }] },
  end_mediation: {
    who: MEDIATION,
    moves: [{ from: ['dispatched', 'accepted'], to: ['closed', 'withdrawn'] }],
  },
  visit: {
    who: MEDIATION,
    moves: [
      { from: ['resolved'], to: ['resolved', 'accepted', 'dispatched', 'new'] },
      { from: ['closed'], to: ['closed', 'accepted', 'dispatched', 'new'] },
    ],
  },
  timer: {
    who: ['system'],
    moves: [
      { from: ['needs_info', 'new', 'dispatched', 'accepted'], to: 'same' },
      { from: ['resolved'], to: ['closed', 'resolved'] },
      // Questions to the reporter and visits after an agreement come due then.
      { from: ['closed'], to: 'same' },
      // Each event of it is a `resume` that nobody gave.
      { from: ['suspended'], to: WORKING },
    ],
  },
} as const satisfies Record<CommandKind, Transition>

/** The move of a command out of a state, or null when it is not possible there. */
export function moveFrom(command: CommandKind, state: TicketState | null): Move | null {
  const { moves }: Transition = TRANSITIONS[command]
  return moves.find((move) => move.from.includes(state)) ?? null
}
