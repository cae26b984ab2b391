import { max, parseISO } from 'date-fns'
import { sidesOf } from '../../access.ts'
import { without } from '../arming.ts'
import { addTime } from '../clocks.ts'
import type { Command } from '../decision.ts'
import { afterSteps, type Moment, type Outcome } from '../outcome.ts'
import type { Ticket } from '../types.ts'
import { isWorking } from './duration.ts'
import { withClock } from './fields.ts'
import { spansOf } from './spans.ts'

/** The update clock as it runs from `from`, never before now; none where the town's rules ask for none. */
function started(ticket: Ticket, from: Date, moment: Moment): Partial<Ticket> {
  const { town, now } = moment
  const { update } = spansOf(town, ticket)
  if (!update) return stopped(ticket)
  const due = max([addTime(town.calendar, from, update), now])
  return withClock(ticket, 'update', { from, due, working: isWorking(update) }, moment)
}

function stopped(ticket: Ticket): Partial<Ticket> {
  const armed = ticket.timers.update_due !== undefined || ticket.timers.update_warn !== undefined
  if (!ticket.updateDue && !armed) return {}
  return { updateDue: null, timers: without(ticket.timers, 'update_warn', 'update_due') }
}

function speaksForDepartment(ticket: Ticket, { actor, town }: Moment): boolean {
  const sides = sidesOf(ticket, actor, town)
  return sides.has('handler') || sides.has('department_lead')
}

/** Another reading may fall under another rule: then the clock is set as if it had been read so from its start on. */
function isReadAnew(before: Ticket, after: Ticket): boolean {
  return (['category', 'urgency', 'area'] as const).some((key) => before[key] !== after[key])
}

function inHand(before: Ticket, after: Ticket, moment: Moment): Partial<Ticket> {
  const { updateDue, updateFrom } = after
  const anew = before.state !== 'accepted' || !updateDue || !updateFrom || speaksForDepartment(before, moment)
  if (anew) return started(after, moment.now, moment)
  return isReadAnew(before, after) ? started(after, parseISO(updateFrom), moment) : {}
}

/**
 * What comes of a command for the update clock, whatever the command is: it starts with the acceptance, starts anew with
 * everything the department does or says, and ends when the ticket is no longer in its hands. A pause keeps what was
 * left of it. Added to the last step.
 */
export function followed(ticket: Ticket, command: Command, outcome: Outcome, moment: Moment): Outcome {
  if ('refuse' in outcome || command.kind === 'timer') return outcome
  const last = outcome.steps.at(-1)
  if (!last) return outcome
  const after = afterSteps(ticket, outcome.steps)
  if (ticket.paused || after.paused) return outcome
  const patch = after.state === 'accepted' ? inHand(ticket, after, moment) : stopped(after)
  const steps = [...outcome.steps.slice(0, -1), { ...last, patch: { ...last.patch, ...patch } }]
  return { ...outcome, steps }
}
