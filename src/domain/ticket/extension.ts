import { addHours, isAfter, max, parseISO } from 'date-fns'
import { notices, toHandler, toWorkers } from './audiences.ts'
import { withClock } from './clocks/fields.ts'
import type { Audience, Command } from './decision.ts'
import { summarised } from './open.ts'
import type { Moment, Outcome } from './outcome.ts'
import type { Extension, Ticket } from './types.ts'

const actorName = ({ actor }: Moment): string => (actor.kind === 'account' ? actor.name : '')

/** An ISO time that is told and lies ahead, else null. */
export function ahead(until: string | null | undefined, now: Date): Date | null {
  const at = until ? parseISO(until) : null
  return at && isAfter(at, now) ? at : null
}

/** The promise as it stands, or now where that is later: extensions are counted from it. */
export function promiseOf(ticket: Pick<Ticket, 'resolveDue'>, now: Date): Date {
  return ticket.resolveDue === null ? now : max([parseISO(ticket.resolveDue), now])
}

function tooLong(ticket: Ticket, until: Date, { now, town }: Moment): Outcome | null {
  const { longestHours } = town.policy.extension
  const furthest = addHours(promiseOf(ticket, now), longestHours)
  return isAfter(until, furthest) ? { refuse: 'too_long', limit: longestHours } : null
}

/** Asks for more time; the promise stands until somebody above has agreed. */
export function askExtension(
  ticket: Ticket,
  command: Extract<Command, { kind: 'ask_extension' }>,
  moment: Moment,
): Outcome {
  const until = ahead(command.until, moment.now)
  if (!until || !isAfter(until, promiseOf(ticket, moment.now))) return { refuse: 'needs_time' }
  const long = tooLong(ticket, until, moment)
  if (long) return long
  const reason = summarised(command.reason)
  if (reason === '') return { refuse: 'needs_text' }
  const { actor, iso } = moment
  const extension: Extension = {
    at: iso,
    by: actorName(moment),
    personId: actor.kind === 'account' ? actor.personId : null,
    until: until.toISOString(),
    reason,
    state: 'asked',
    answeredBy: null,
  }
  const args = { by: extension.by, until: extension.until, reason }
  return {
    steps: [{ command: 'ask_extension', patch: { extension }, note: reason }],
    notices: notices([{ kind: 'dispatcher' }], 'extension_asked', ticket, args),
  }
}

/** Whoever asked, through their department; in person where the matter is confidential. */
function toAsker(ticket: Ticket, { town }: Moment): Audience[] {
  return [toWorkers(ticket, town) ?? toHandler(ticket)]
}

/** The promise becomes what was asked for (or `until`), and its clock starts anew towards it. */
export function grantExtension(
  ticket: Ticket,
  command: Extract<Command, { kind: 'grant_extension' }>,
  moment: Moment,
): Outcome {
  const { now, iso } = moment
  const asked = ticket.extension
  const until = ahead(command.until ?? asked?.until, now)
  if (!asked || !until) return { refuse: 'needs_time' }
  const long = tooLong(ticket, until, moment)
  if (long) return long
  const due = until.toISOString()
  const by = actorName(moment)
  const patch: Partial<Ticket> = {
    extension: { ...asked, until: due, state: 'granted', answeredBy: by },
    extensions: (ticket.extensions ?? 0) + 1,
    ...withClock(ticket, 'resolve', { from: now, due: until, working: false }, moment),
    resolveFrom: ticket.resolveFrom ?? iso,
  }
  return {
    steps: [{ command: 'grant_extension', patch, note: asked.reason }],
    notices: notices(toAsker(ticket, moment), 'extension_granted', ticket, { by, until: due }),
  }
}

/** The promise stays; the reason goes to whoever asked. */
export function denyExtension(
  ticket: Ticket,
  command: Extract<Command, { kind: 'deny_extension' }>,
  moment: Moment,
): Outcome {
  const reason = summarised(command.reason)
  if (reason === '') return { refuse: 'needs_text' }
  const asked = ticket.extension
  if (!asked) return { refuse: 'nothing_asked' }
  const by = actorName(moment)
  return {
    steps: [
      {
        command: 'deny_extension',
        patch: { extension: { ...asked, state: 'denied', answeredBy: by } },
        note: reason,
      },
    ],
    notices: notices(toAsker(ticket, moment), 'extension_denied', ticket, { by, reason }),
  }
}
