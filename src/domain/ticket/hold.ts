import { addHours, isAfter } from 'date-fns'
import { arm, without } from './arming.ts'
import { notices, toReporters, toWorkers } from './audiences.ts'
import { pause, unpause } from './clocks/pause.ts'
import type { Audience, Command } from './decision.ts'
import { ahead } from './extension.ts'
import { summarised } from './open.ts'
import type { Moment, Outcome } from './outcome.ts'
import type { Hold, Ticket } from './types.ts'

/** 挂起: nothing can be done before a date. Its clocks stand still, the reporter hears why and until when. */
export function suspend(
  ticket: Ticket,
  command: Extract<Command, { kind: 'suspend' }>,
  moment: Moment,
): Outcome {
  const { now, iso, town, actor, generation } = moment
  const { state } = ticket
  if (state !== 'new' && state !== 'dispatched' && state !== 'accepted') return { refuse: 'wrong_state' }
  const until = ahead(command.until, now)
  if (!until) return { refuse: 'needs_time' }
  const { longestHours } = town.policy.suspension
  if (isAfter(until, addHours(now, longestHours))) return { refuse: 'too_long', limit: longestHours }
  const reason = summarised(command.reason)
  if (reason === '') return { refuse: 'needs_text' }
  const hold: Hold = {
    at: iso,
    by: actor.kind === 'account' ? actor.name : '',
    reason,
    until: until.toISOString(),
    state,
    count: (ticket.hold?.count ?? 0) + 1,
    endedAt: null,
  }
  const still = pause(ticket, moment)
  const timers = arm(still.timers ?? {}, 'resume_due', until, generation)
  const args = { by: hold.by, until: hold.until, reason }
  const told: Audience[] = toReporters(ticket, town)
  return {
    steps: [{ command: 'suspend', patch: { ...still, state: 'suspended', hold, timers }, note: reason }],
    notices: [
      ...notices(told, 'suspended', ticket, { ...args, to: 'reporter' }),
      ...notices([{ kind: 'dispatcher' }], 'suspended', ticket, { ...args, to: 'dispatcher' }),
    ],
  }
}

/** It goes on where it stood, by hand or at its date; those who have it hear so unless they said it themselves. */
export function resume(ticket: Ticket, moment: Moment): Outcome {
  const { iso, town, actor } = moment
  const { hold } = ticket
  if (!hold) return { refuse: 'wrong_state' }
  const running = unpause({ ...ticket, timers: without(ticket.timers, 'resume_due') }, moment)
  const patch: Partial<Ticket> = {
    ...running,
    state: hold.state,
    hold: { ...hold, endedAt: iso },
    timers: without(running.timers ?? {}, 'resume_due'),
  }
  const automatic = actor.kind === 'system'
  const by = automatic ? '' : actor.name
  const after: Ticket = { ...ticket, ...patch }
  const own = !automatic && actor.personId !== null && actor.personId === ticket.handler
  return {
    steps: [{ command: 'resume', patch, note: automatic ? 'resume_due' : null, automatic }],
    notices: own ? [] : notices([toWorkers(after, town)], 'resumed', after, { by }),
  }
}
