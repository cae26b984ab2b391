import { isConfidential } from '../access.ts'
import { notices, toWorkers } from './audiences.ts'
import type { Command, Notice } from './decision.ts'
import { summarised } from './open.ts'
import type { Moment, Outcome } from './outcome.ts'
import type { Excuse, Ticket } from './types.ts'

function actingPerson({ actor }: Moment): string | null {
  return actor.kind === 'account' ? actor.personId : null
}

/** The department that has it asks that the ticket does not count against it; once, with a reason. */
export function askExcuse(
  ticket: Ticket,
  command: Extract<Command, { kind: 'ask_excuse' }>,
  moment: Moment,
): Outcome {
  const { department } = ticket
  const given = ticket.excuses ?? []
  if (department === null) return { refuse: 'wrong_state' }
  if (given.some((excuse) => excuse.department === department)) return { refuse: 'already_done' }
  const reason = summarised(command.reason)
  if (reason === '') return { refuse: 'needs_text' }
  const excuse: Excuse = {
    department,
    reason,
    by: actingPerson(moment),
    askedAt: moment.iso,
    state: 'asked',
    decidedAt: null,
  }
  const name = moment.town.departmentByCode.get(department)?.name ?? department
  return {
    steps: [{ command: 'ask_excuse', patch: { excuses: [...given, excuse] }, note: reason }],
    notices: notices([{ kind: 'dispatcher' }], 'excuse_asked', ticket, { department: name, reason }),
  }
}

/** The one that waits longest; who asked does not decide. */
function decided(
  ticket: Ticket,
  state: 'granted' | 'denied',
  moment: Moment,
): { excuse: Excuse; excuses: Excuse[] } | null {
  const given = ticket.excuses ?? []
  const excuse = given.find((e) => e.state === 'asked')
  if (!excuse) return null
  return {
    excuse,
    excuses: given.map((e) => (e === excuse ? { ...e, state, decidedAt: moment.iso } : e)),
  }
}

function judgesOneself({ by }: Excuse, moment: Moment): boolean {
  return by !== null && by === actingPerson(moment)
}

/** To the department that asked, also when another one has the ticket now. */
function told(
  ticket: Ticket,
  { department }: Excuse,
  template: Notice['template'],
  reason: string,
  { town }: Moment,
): Notice[] {
  const to =
    department === ticket.department || isConfidential(town, ticket.category)
      ? toWorkers(ticket, town)
      : ({ kind: 'department', department } as const)
  return notices([to], template, ticket, { reason })
}

/** From now on the ticket does not count against the department. */
export function grantExcuse(ticket: Ticket, moment: Moment): Outcome {
  const made = decided(ticket, 'granted', moment)
  if (!made) return { refuse: 'wrong_state' }
  if (judgesOneself(made.excuse, moment)) return { refuse: 'not_allowed' }
  return {
    steps: [{ command: 'grant_excuse', patch: { excuses: made.excuses } }],
    notices: told(ticket, made.excuse, 'excuse_granted', '', moment),
  }
}

/** It counts; the department hears why. */
export function denyExcuse(
  ticket: Ticket,
  command: Extract<Command, { kind: 'deny_excuse' }>,
  moment: Moment,
): Outcome {
  const made = decided(ticket, 'denied', moment)
  if (!made) return { refuse: 'wrong_state' }
  if (judgesOneself(made.excuse, moment)) return { refuse: 'not_allowed' }
  const reason = summarised(command.reason)
  if (reason === '') return { refuse: 'needs_text' }
  return {
    steps: [{ command: 'deny_excuse', patch: { excuses: made.excuses }, note: reason }],
    notices: told(ticket, made.excuse, 'excuse_denied', reason, moment),
  }
}
