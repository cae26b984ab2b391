import type { Town } from '../../src/domain/area/town.ts'
import { decide } from '../../src/domain/ticket/decide.ts'
import type { Actor, Command, Decision, RefusalCode } from '../../src/domain/ticket/decision.ts'
import { BLANK } from '../../src/domain/ticket/replay.ts'
import type { Ticket, TicketState, TimerKind } from '../../src/domain/ticket/types.ts'
import type { PartView, Whistler } from '../../src/domain/ticket/whistle-types.ts'
import { actorOf, SYSTEM } from './sample-town.ts'

export type OpenCommand = Extract<Command, { kind: 'open' }>
type JoinCommand = Extract<Command, { kind: 'join' }>
export type Done = Extract<Decision, { ok: true }>

/** 1 July 2026, 8:05 in the town. */
export const START = new Date('2026-07-01T00:05:00.000Z')

export function minutesAfter(minutes: number, from: Date = START): Date {
  return new Date(from.getTime() + minutes * 60_000)
}

/** Chen's report of the power line in the work group of Dongqin. */
export function report(change: Partial<OpenCommand> = {}): OpenCommand {
  return {
    kind: 'open',
    id: '00000000-0000-4000-8000-000000000031',
    number: 'DZ-2607-0031',
    category: 'safety.power_line',
    urgency: 'emergency',
    area: 'DQ3-1',
    place: '陈阿婆家门口',
    point: null,
    summary: '电线破皮了,下雨天滋滋响',
    reporter: { personId: 'chen', identityId: 'identity-chen', name: '陈淑华', role: 'unit_chief' },
    source: {
      conversationId: '00000000-0000-4000-8000-000000000001',
      kind: 'group',
      messageId: '7',
      thread: null,
    },
    photos: ['before-1'],
    missing: null,
    ...change,
  }
}

/** Decides and insists that it is done. */
export function done(ticket: Ticket | null, command: Command, actor: Actor, town: Town, now: Date): Done {
  const decision = decide(ticket, command, { now, town, actor })
  if (!decision.ok) throw new Error(`${command.kind} refused: ${decision.refusal.code}`)
  return decision
}

/** Decides and gives the code of the refusal, or null when it was done. */
export function refused(
  ticket: Ticket | null,
  command: Command,
  actor: Actor,
  town: Town,
  now: Date,
): RefusalCode | null {
  const decision = decide(ticket, command, { now, town, actor })
  return decision.ok ? null : decision.refusal.code
}

/** Lets an armed timer fire at its time. */
export function fire(ticket: Ticket, timer: TimerKind, town: Town): Done {
  const armed = ticket.timers[timer]
  if (!armed) throw new Error(`${timer} is not armed`)
  const command: Command = { kind: 'timer', timer, generation: armed.generation }
  return done(ticket, command, SYSTEM, town, new Date(armed.dueAt))
}

/** Mei, a resident, tells the bot of the same power line. */
export function anotherReport(change: Partial<JoinCommand['report']> = {}): JoinCommand['report'] {
  return {
    reporter: { personId: null, identityId: 'identity-mei', name: '林小梅', role: 'resident' },
    source: {
      conversationId: '00000000-0000-4000-8000-000000000002',
      kind: 'dm',
      messageId: '9',
      thread: null,
    },
    category: 'safety.power_line',
    urgency: 'urgent',
    area: 'DQ3-1',
    place: '陈阿婆家门口',
    point: null,
    summary: '陈阿婆家门口电线掉下来了',
    photos: ['before-2'],
    ...change,
  }
}

function mergedTicket(): Partial<Ticket> {
  const { photos, ...told } = anotherReport()
  return { id: '00000000-0000-4000-8000-000000000032', number: 'DZ-2607-0032', ...told, photosBefore: photos }
}

/** The grid chief, as one who blows a whistle. */
export const LIN: Whistler = {
  ...{ personId: 'lin', identityId: 'identity-lin', name: '林志强', role: 'grid_chief' },
}
const STRANGE_PART: PartView = {
  ...{ id: 'part-1', number: 'DZ-2607-0031-1', kind: 'emergency', department: 'urban', handler: 'zheng' },
  ...{ lead: true, task: '', state: 'arrived', arriveDue: null, arrival: null, late: false },
  ...{ result: null, photos: [] },
}

/** A fitting command of each kind for the power line ticket. */
export const SAMPLE_COMMANDS = {
  open: report(),
  supply: { kind: 'supply', text: '还在滋滋响', photos: [], area: 'DQ3-1' },
  correct: { kind: 'correct', summary: '电线破皮,离窗户很近' },
  dispatch: { kind: 'dispatch', department: 'urban' },
  accept: { kind: 'accept' },
  return: { kind: 'return', reason: '不是我们的线' },
  transfer: { kind: 'transfer', department: 'urban', reason: '' },
  resolve: { kind: 'resolve', result: '换了新线', photos: ['after-1'] },
  confirm: { kind: 'confirm' },
  dispute: { kind: 'dispute', text: '还是响' },
  withdraw: { kind: 'withdraw', reason: '' },
  reject: { kind: 'reject', reason: '属于业主自家线路' },
  urge: { kind: 'urge' },
  settled_by_reporter: { kind: 'settled_by_reporter', text: '自己好了' },
  join: { kind: 'join', report: anotherReport() },
  leave: { kind: 'leave', source: anotherReport().source },
  merge: { kind: 'merge', into: { id: '00000000-0000-4000-8000-000000000030', number: 'DZ-2607-0030' } },
  absorb: { kind: 'absorb', ticket: { ...BLANK, ...mergedTicket() } },
  start: { kind: 'start' },
  // After each promise of these tests: it is made for 12 hours.
  ask_extension: { kind: 'ask_extension', until: '2026-07-02T09:00:00.000Z', reason: '配件没到' },
  grant_extension: { kind: 'grant_extension' },
  deny_extension: { kind: 'deny_extension', reason: '人手够了' },
  suspend: { kind: 'suspend', until: '2026-07-03T01:00:00.000Z', reason: '等雨停' },
  resume: { kind: 'resume' },
  reopen: { kind: 'reopen', reason: '还在漏电' },
  split: {
    kind: 'split',
    into: { id: '00000000-0000-4000-8000-000000000033', number: 'DZ-2607-0033' },
    photos: [],
    text: '路灯也不亮',
  },
  assign: { kind: 'assign', person: 'cai' },
  follow: { kind: 'follow' },
  unfollow: { kind: 'unfollow' },
  note: { kind: 'note', text: '先联系村电工' },
  whistle: {
    ...{ kind: 'whistle', whistle: 'emergency', by: LIN, chat: '00000000-0000-4000-8000-000000000001' },
    parts: [
      { id: 'part-1', department: 'urban', task: '封路' },
      { id: 'part-2', department: 'water', task: '' },
    ],
  },
  arrive: { kind: 'arrive', how: 'button', photos: [] },
  part_moved: { kind: 'part_moved', part: STRANGE_PART },
  recall_part: { kind: 'recall_part', part: 'part-1', reason: '水退了' },
  lead_part: { kind: 'lead_part' },
  rate: { kind: 'rate', value: 'good', text: '' },
  still_fixed: { kind: 'still_fixed' },
  ask_excuse: { kind: 'ask_excuse', reason: '台风封路,车进不去' },
  grant_excuse: { kind: 'grant_excuse' },
  deny_excuse: { kind: 'deny_excuse', reason: '路当天就通了' },
  take_mediation: { kind: 'take_mediation' },
  add_party: { kind: 'add_party', parties: [{ id: '00000000-0000-4000-8000-0000000000a1', side: 'a' }] },
  plan_round: { kind: 'plan_round', at: '2026-07-02T07:00:00.000Z' },
  hold_round: { kind: 'hold_round', result: 'not_agreed', words: 'w1', present: { a: 1, b: 1 } },
  move_up: { kind: 'move_up', words: null },
  agree: { kind: 'agree', words: 'w2', photos: ['paper-1'] },
  end_mediation: { kind: 'end_mediation', outcome: 'to_court', words: 'w3' },
  visit: { kind: 'visit', holds: true, words: null },
  timer: { kind: 'timer', timer: 'accept_due', generation: 1 },
} as const satisfies { [K in Command['kind']]: Extract<Command, { kind: K }> }

/** States that commands of this version can bring about. */
export const REACHED = [
  'needs_info',
  'new',
  'dispatched',
  'accepted',
  'resolved',
  'closed',
  'suspended',
  'rejected',
  'withdrawn',
  'merged',
] as const satisfies readonly TicketState[]

/** The power line ticket (or another) brought into a state by its usual way. */
export function ticketIn(
  state: (typeof REACHED)[number],
  town: Town,
  change: Partial<OpenCommand> = {},
): Ticket {
  const chen = actorOf(town, 'chen')
  const missing = state === 'needs_info' ? 'place' : null
  const opened = done(null, report({ missing, ...change }), chen, town, START).ticket
  const next = (ticket: Ticket, command: Command): Ticket =>
    done(ticket, command, SYSTEM, town, minutesAfter(10)).ticket
  switch (state) {
    case 'needs_info':
    case 'dispatched':
      return opened
    case 'new':
      return next(opened, SAMPLE_COMMANDS.return)
    case 'accepted':
      return next(opened, SAMPLE_COMMANDS.accept)
    case 'resolved':
      return next(opened, SAMPLE_COMMANDS.resolve)
    case 'closed':
      return next(next(opened, SAMPLE_COMMANDS.resolve), SAMPLE_COMMANDS.confirm)
    case 'suspended':
      return next(next(opened, SAMPLE_COMMANDS.accept), SAMPLE_COMMANDS.suspend)
    case 'rejected':
      return next(opened, SAMPLE_COMMANDS.reject)
    case 'withdrawn':
      return next(opened, SAMPLE_COMMANDS.withdraw)
    case 'merged':
      return next(opened, SAMPLE_COMMANDS.merge)
  }
}
