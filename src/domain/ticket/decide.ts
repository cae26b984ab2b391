import { isAfter, parseISO } from 'date-fns'
import { isConfidential, may, mayCorrect, maySee } from '../access.ts'
import { personName } from '../area/posts.ts'
import type { Town } from '../area/town.ts'
import type { Actor, Command, Decision, Refusal, RefusalCode } from './decision.ts'
import { askExcuse, denyExcuse, grantExcuse } from './excuse.ts'
import { confirm, dispute, reject, settle, urge, withdraw } from './feedback.ts'
import { followed } from './idle.ts'
import { agree, endMediation } from './mediation/ending.ts'
import { followThrough } from './mediation/follow.ts'
import { moveUp } from './mediation/move-up.ts'
import { addParty } from './mediation/parties.ts'
import { holdRound, planRound } from './mediation/rounds.ts'
import { take } from './mediation/take.ts'
import { visit } from './mediation/visits.ts'
import { open } from './open.ts'
import { commit, type Moment, type Outcome } from './outcome.ts'
import { rate, stillFixed } from './rating.ts'
import { BLANK } from './replay.ts'
import { absorb, join, leave, merge } from './reports.ts'
import { correct, supply } from './tell.ts'
import { timer } from './timers.ts'
import { applies, inTime, moveFrom, possibleCommands, unfit } from './transitions.ts'
import type { Ticket } from './types.ts'
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
      return resolve(ticket, command, moment)
    case 'confirm':
      return confirm(ticket, moment)
    case 'dispute':
      return dispute(ticket, command, moment)
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
  by?: string,
): Refusal {
  const possible = possibleCommands(ticket, actor, town, now)
  const owner = { department: ticket.department, personId: ticket.handler }
  const hidden = isConfidential(town, ticket.category) && !maySee(ticket, actor, town)
  return {
    code,
    possible,
    ...(hidden ? {} : { owner, ...(by ? { by } : {}) }),
  }
}

/** True when the ticket is already where the command would have brought it. */
function isDone(ticket: Ticket, command: Command): boolean {
  switch (command.kind) {
    case 'accept':
      return ['accepted', 'resolved', 'closed'].includes(ticket.state)
    case 'resolve':
    case 'agree':
      return ['resolved', 'closed'].includes(ticket.state)
    case 'confirm':
    case 'settled_by_reporter':
      return ticket.state === 'closed'
    case 'merge':
      return ticket.state === 'merged'
    case 'withdraw':
      return ticket.state === 'withdrawn'
    case 'reject':
      return ticket.state === 'rejected'
    default:
      return false
  }
}

/** Why the command cannot even be tried: rights first, then the state, then the time; null when it can. */
function hindrance(ticket: Ticket, command: Command, ctx: DecideContext): RefusalCode | null {
  if (!may(command.kind, ticket, ctx.actor, ctx.town)) return 'not_allowed'
  const byHand = command.kind === 'correct' && command.byHand === true
  if (byHand && !mayCorrect(ticket, ctx.actor, ctx.town)) return 'not_allowed'
  if (command.kind === 'open' || isDone(ticket, command)) return 'already_done'
  if (moveFrom(command.kind, ticket.state) === null) return command.kind === 'timer' ? 'stale' : 'wrong_state'
  const other = unfit(command.kind, ticket, ctx.town)
  if (other) return other
  if (!applies(command.kind, ticket)) return 'wrong_state'
  return inTime(command.kind, ticket, ctx.now) ? null : 'wrong_state'
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
    const outcome = followed(BLANK, open(command, moment), moment)
    return 'refuse' in outcome
      ? { ok: false, refusal: { code: outcome.refuse, possible: [] } }
      : commit(null, outcome, moment)
  }
  const code = hindrance(ticket, command, ctx)
  if (code !== null || command.kind === 'open') {
    const by = code === 'already_done' ? personName(ctx.town, ticket.handler) : undefined
    return { ok: false, refusal: refusal(ticket, code ?? 'already_done', ctx, by) }
  }
  const moment = momentOf(ticket, ctx)
  const outcome = followed(ticket, followThrough(ticket, act(ticket, command, moment), moment), moment)
  if ('refuse' in outcome) return { ok: false, refusal: refusal(ticket, outcome.refuse, ctx, outcome.by) }
  return commit(ticket, outcome, moment)
}
