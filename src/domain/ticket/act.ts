import { start } from './accepted.ts'
import { assignPerson } from './assign-person.ts'
import type { Command } from './decision.ts'
import { askExcuse, denyExcuse, grantExcuse } from './excuse.ts'
import { askExtension, denyExtension, grantExtension } from './extension.ts'
import { confirm, dispute, reject, settle, urge, withdraw } from './feedback.ts'
import { follow, note, unfollow } from './follow.ts'
import { resume, suspend } from './hold.ts'
import { agree, endMediation } from './mediation/ending.ts'
import { moveUp } from './mediation/move-up.ts'
import { addParty } from './mediation/parties.ts'
import { holdRound, planRound } from './mediation/rounds.ts'
import { take } from './mediation/take.ts'
import { visit } from './mediation/visits.ts'
import type { Moment, Outcome } from './outcome.ts'
import { leadPart } from './part-open.ts'
import { arrive, disputePart, disputeWhistled, resolvePart } from './part-work.ts'
import { rate, stillFixed } from './rating.ts'
import { reopen } from './reopen.ts'
import { absorb, join, leave, merge } from './reports.ts'
import { split } from './split.ts'
import { correct, supply } from './tell.ts'
import { timer } from './timers.ts'
import type { Ticket } from './types.ts'
import { partMoved, recallPart, whistle } from './whistle.ts'
import { accept, dispatch, giveBack, resolve, transfer } from './work.ts'

/** What a command makes of a ticket, once it is known to be possible: each kind has its own file. */
export function act(ticket: Ticket, command: Exclude<Command, { kind: 'open' }>, moment: Moment): Outcome {
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
