import { isAfter, parseISO } from 'date-fns'
import { isConfidential, may, mayCorrect, maySee } from '../access.ts'
import { personName } from '../area/posts.ts'
import type { Town } from '../area/town.ts'
import { start } from './accepted.ts'
import { assignPerson } from './assign-person.ts'
import { followed as withUpdates } from './clocks/update.ts'
import type { Actor, Command, CommandKind, Decision, Refusal, RefusalCode } from './decision.ts'
import { equal } from './equal.ts'
import { askExcuse, denyExcuse, grantExcuse } from './excuse.ts'
import { askExtension, denyExtension, grantExtension } from './extension.ts'
import { confirm, dispute, reject, settle, urge, withdraw } from './feedback.ts'
import { follow, note, toldFollowers, unfollow } from './follow.ts'
import { following } from './following.ts'
import { resume, suspend } from './hold.ts'
import { followed as withIdle } from './idle.ts'
import { agree, endMediation } from './mediation/ending.ts'
import { followThrough } from './mediation/follow.ts'
import { moveUp } from './mediation/move-up.ts'
import { addParty } from './mediation/parties.ts'
import { holdRound, planRound } from './mediation/rounds.ts'
import { take } from './mediation/take.ts'
import { visit } from './mediation/visits.ts'
import { open } from './open.ts'
import { commit, type Moment, type Outcome } from './outcome.ts'
import { leadPart } from './part-open.ts'
import { partObstacle } from './part-rules.ts'
import { arrive, disputePart, disputeWhistled, resolvePart } from './part-work.ts'
import { heard } from './parts.ts'
import { rate, stillFixed } from './rating.ts'
import { unready } from './readiness.ts'
import { reopen } from './reopen.ts'
import { BLANK } from './replay.ts'
import { absorb, join, leave, merge } from './reports.ts'
import { split } from './split.ts'
import { isOpen } from './status.ts'
import { correct, supply } from './tell.ts'
import { timer } from './timers.ts'
import { applies, inTime, moveFrom, possibleCommands, unfit } from './transitions.ts'
import type { Ticket } from './types.ts'
import { partMoved, recallPart, whistle } from './whistle.ts'
import type { PartView } from './whistle-types.ts'
import { accept, dispatch, giveBack, resolve, transfer } from './work.ts'

/** What a decision may look at. Time is an argument. */
export interface DecideContext {
  now: Date
  town: Town
  actor: Actor
  /** At night, or when the reporter has been asked enough for a day: questions that can wait come then. */
  askFrom?: Date | null
}

function act(ticket: Ticket, command: Exclude<Command, { kind: 'open' }>, moment: Moment): Outcome {
  switch (command.kind) {
    case 'supply':
      return supply(ticket, command, moment)
    case 'correct':
      return correct(ticket, command, moment)
    case 'dispatch':
      return dispatch(ticket, command, moment)
    case 'accept':
      return accept(ticket, moment)
    case 'return':
      return giveBack(ticket, command, moment)
    case 'transfer':
      return transfer(ticket, command, moment)
    case 'resolve':
      return ticket.part ? resolvePart(ticket, command, moment) : resolve(ticket, command, moment)
    case 'confirm':
      return confirm(ticket, moment)
    case 'dispute':
      if (ticket.part) return disputePart(ticket, command, moment)
      return ticket.whistle ? disputeWhistled(ticket, command, moment) : dispute(ticket, command, moment)
    case 'withdraw':
      return withdraw(ticket, command, moment)
    case 'reject':
      return reject(ticket, command, moment)
    case 'urge':
      return urge(ticket, moment)
    case 'settled_by_reporter':
      return settle(ticket, command, moment)
    case 'join':
      return join(ticket, command, moment)
    case 'leave':
      return leave(ticket, command, moment)
    case 'merge':
      return merge(ticket, command, moment)
    case 'absorb':
      return absorb(ticket, command, moment)
    case 'start':
      return start(ticket, moment)
    case 'ask_extension':
      return askExtension(ticket, command, moment)
    case 'grant_extension':
      return grantExtension(ticket, command, moment)
    case 'deny_extension':
      return denyExtension(ticket, command, moment)
    case 'suspend':
      return suspend(ticket, command, moment)
    case 'resume':
      return resume(ticket, moment)
    case 'reopen':
      return reopen(ticket, command, moment)
    case 'split':
      return split(ticket, command, moment)
    case 'assign':
      return assignPerson(ticket, command, moment)
    case 'follow':
      return follow(ticket, moment)
    case 'unfollow':
      return unfollow(ticket, moment)
    case 'note':
      return note(ticket, command.text, moment)
    case 'whistle':
      return whistle(ticket, command, moment)
    case 'arrive':
      return arrive(ticket, command, moment)
    case 'part_moved':
      return partMoved(ticket, command, moment)
    case 'recall_part':
      return recallPart(ticket, command, moment)
    case 'lead_part':
      return leadPart(ticket, command)
    case 'rate':
      return rate(ticket, command, moment)
    case 'still_fixed':
      return stillFixed(ticket)
    case 'ask_excuse':
      return askExcuse(ticket, command, moment)
    case 'grant_excuse':
      return grantExcuse(ticket, moment)
    case 'deny_excuse':
      return denyExcuse(ticket, command, moment)
    case 'take_mediation':
      return take(ticket, moment)
    case 'add_party':
      return addParty(ticket, command, moment)
    case 'plan_round':
      return planRound(ticket, command, moment)
    case 'hold_round':
      return holdRound(ticket, command, moment)
    case 'move_up':
      return moveUp(ticket, command, moment)
    case 'agree':
      return agree(ticket, command, moment)
    case 'end_mediation':
      return endMediation(ticket, command, moment)
    case 'visit':
      return visit(ticket, command, moment)
    case 'timer':
      return timer(ticket, command, moment)
  }
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
