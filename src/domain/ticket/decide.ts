import { isAfter, parseISO } from 'date-fns'
import { isConfidential, may, mayCorrect, maySee } from '../access.ts'
import { personName } from '../area/posts.ts'
import type { Town } from '../area/town.ts'
import { act } from './act.ts'
import { followed as withUpdates } from './clocks/update.ts'
import type { Actor, Command, CommandKind, Decision, Refusal, RefusalCode } from './decision.ts'
import { equal } from './equal.ts'
import { toldFollowers } from './follow.ts'
import { following } from './following.ts'
import { followed as withIdle } from './idle.ts'
import { followThrough } from './mediation/follow.ts'
import { open } from './open.ts'
import { commit, type Moment } from './outcome.ts'
import { partObstacle } from './part-rules.ts'
import { heard } from './parts.ts'
import { unready } from './readiness.ts'
import { BLANK } from './replay.ts'
import { isOpen } from './status.ts'
import { applies, inTime, moveFrom, possibleCommands, unfit } from './transitions.ts'
import type { Ticket } from './types.ts'
import type { PartView } from './whistle-types.ts'

/** What a decision may look at. Time is an argument. */
export interface DecideContext {
  now: Date
  town: Town
  actor: Actor
  /** At night, or when the reporter has been asked enough for a day: questions that can wait come then. */
  askFrom?: Date | null
}

function refusal(
  ticket: Ticket,
  code: RefusalCode,
  { now, town, actor }: DecideContext,
  { by, limit, metres }: Pick<Refusal, 'by' | 'limit' | 'metres'> = {},
): Refusal {
  const possible = possibleCommands(ticket, actor, town, now)
  const owner = { department: ticket.department, personId: ticket.handler }
  const hidden = isConfidential(town, ticket.category) && !maySee(ticket, actor, town)
  return {
    code,
    possible,
    ...(limit === undefined ? {} : { limit }),
    ...(metres === undefined ? {} : { metres }),
    ...(hidden ? {} : { owner, ...(by ? { by } : {}) }),
  }
}

/** True when the ticket is already where the command would have brought it. */
function isDone(ticket: Ticket, command: Command): boolean {
  switch (command.kind) {
    case 'accept':
      return ['accepted', 'resolved', 'closed'].includes(ticket.state)
    case 'arrive':
      return ticket.part !== undefined && ['accepted', 'resolved', 'closed'].includes(ticket.state)
    case 'resolve':
    case 'agree':
      return ['resolved', 'closed'].includes(ticket.state)
    case 'confirm':
    case 'settled_by_reporter':
      return ticket.state === 'closed'
    case 'merge':
      return ticket.state === 'merged'
    case 'part_moved':
      return knows(ticket, command.part)
    case 'lead_part':
      return ticket.part?.lead === (command.off !== true)
    case 'withdraw':
      return ticket.state === 'withdrawn'
    case 'reject':
      return ticket.state === 'rejected'
    case 'suspend':
      return ticket.state === 'suspended'
    case 'resume':
      return Boolean(ticket.hold?.endedAt) && ['new', 'dispatched', 'accepted'].includes(ticket.state)
    case 'reopen':
      return (ticket.reopened ?? 0) > 0 && isOpen(ticket)
    default:
      return false
  }
}

/** The parent knows the part so already: it is what it asked of it itself. */
function knows({ whistle: known }: Ticket, told: PartView): boolean {
  const part = known?.parts.find(({ id }) => id === told.id)
  // Clocks of two machines may differ by a moment.
  return part !== undefined && equal({ ...part, arriveDue: null }, { ...heard(part, told), arriveDue: null })
}

/** Why the command cannot even be tried: rights first, then the state, then the time; null when it can. */
function hindrance(ticket: Ticket, command: Command, ctx: DecideContext): RefusalCode | null {
  if (!may(command.kind, ticket, ctx.actor, ctx.town)) return 'not_allowed'
  const byHand = command.kind === 'correct' && command.byHand === true
  if (byHand && !mayCorrect(ticket, ctx.actor, ctx.town)) return 'not_allowed'
  if (command.kind === 'open' || isDone(ticket, command)) return 'already_done'
  const obstacle = partObstacle(command.kind, ticket, ctx.actor, ctx.town)
  if (obstacle !== null) return obstacle
  if (moveFrom(command.kind, ticket.state) === null) return command.kind === 'timer' ? 'stale' : 'wrong_state'
  const other = unfit(command.kind, ticket, ctx.town)
  if (other) return other
  if (!applies(command.kind, ticket)) return 'wrong_state'
  if (inTime(command.kind, ticket, ctx.now, ctx.town)) return null
  return command.kind === 'reopen' ? 'too_late' : 'wrong_state'
}

/** Who was first, and the bound that was met, for the texts. */
function detail(ticket: Ticket, code: RefusalCode, kind: CommandKind, { town }: DecideContext) {
  if (code === 'too_late' && kind === 'reopen') return { limit: town.policy.reopen.withinDays }
  if (code !== 'already_done') return {}
  return { by: kind === 'suspend' ? (ticket.hold?.by ?? '') : personName(town, ticket.handler) }
}

/** Never before the ticket's last change, whatever the clocks of two machines say. */
function momentOf(ticket: Ticket | null, ctx: DecideContext): Moment {
  const last = ticket ? parseISO(ticket.updatedAt) : ctx.now
  const now = isAfter(last, ctx.now) ? last : ctx.now
  const generation = (ticket?.version ?? 0) + 1
  const askFrom = ctx.askFrom && isAfter(ctx.askFrom, now) ? ctx.askFrom : now
  return { now, iso: now.toISOString(), town: ctx.town, actor: ctx.actor, generation, askFrom }
}

/**
 * Moves a ticket; pure. Either the ticket after the command with what has to be written, armed and said (no events:
 * nothing changed, nothing to write), or a refusal that says what is possible instead. Never throws for a command.
 */
export function decide(ticket: Ticket | null, command: Command, ctx: DecideContext): Decision {
  if (ticket === null) {
    if (command.kind !== 'open') return { ok: false, refusal: { code: 'not_found', possible: [] } }
    const moment = momentOf(null, ctx)
    const outcome = withIdle(BLANK, open(command, moment), moment)
    return 'refuse' in outcome
      ? { ok: false, refusal: { code: outcome.refuse, possible: [] } }
      : withFollowing(null, command, commit(null, outcome, moment))
  }
  const code = hindrance(ticket, command, ctx)
  if (code !== null || command.kind === 'open') {
    const why = code ?? 'already_done'
    return { ok: false, refusal: refusal(ticket, why, ctx, detail(ticket, why, command.kind, ctx)) }
  }
  const not = unready(command.kind, ticket, ctx.actor, ctx.town)
  if (not) return { ok: false, refusal: refusal(ticket, not.code, ctx, not) }
  const moment = momentOf(ticket, ctx)
  const through = followThrough(ticket, act(ticket, command, moment), moment)
  const outcome = withUpdates(ticket, command, withIdle(ticket, through, moment), moment)
  if ('refuse' in outcome) return { ok: false, refusal: refusal(ticket, outcome.refuse, ctx, outcome) }
  const told = toldFollowers(ticket, outcome.steps, moment)
  const done = { ...outcome, notices: [...outcome.notices, ...told] }
  return withFollowing(ticket, command, commit(ticket, done, moment))
}

function withFollowing(before: Ticket | null, command: Command, decision: Decision): Decision {
  if (!decision.ok || decision.events.length === 0) return decision
  return { ...decision, also: following(before, decision.ticket, command, decision.events) }
}
