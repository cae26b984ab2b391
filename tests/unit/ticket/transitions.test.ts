import { addHours } from 'date-fns'
import { describe, expect, test } from 'vitest'
import type { CommandKind, RefusalCode } from '../../../src/domain/ticket/decision.ts'
import { NEVER_OFFERED, possibleCommands, TRANSITIONS } from '../../../src/domain/ticket/transitions.ts'
import type { TicketState } from '../../../src/domain/ticket/types.ts'
import { SYSTEM, sampleTown } from '../../support/sample-town.ts'
import { done, minutesAfter, REACHED, refused, SAMPLE_COMMANDS, ticketIn } from '../../support/tickets.ts'

const town = sampleTown()
const later = minutesAfter(20)

type Outcomes = Partial<Record<CommandKind, TicketState | RefusalCode>>
/** Where each command leads from each state when rights are no question; commands not named are `wrong_state`. */
const EXPECTED: Record<(typeof REACHED)[number], Outcomes> = {
  needs_info: {
    split: 'needs_info',
    note: 'needs_info',
    unfollow: 'already_done',
    follow: 'not_allowed',
    whistle: 'dispatched',
    join: 'dispatched',
    merge: 'merged',
    absorb: 'dispatched',
    leave: 'already_done',
    supply: 'dispatched',
    correct: 'needs_info',
    dispatch: 'dispatched',
    withdraw: 'withdrawn',
    reject: 'rejected',
    settled_by_reporter: 'closed',
    timer: 'needs_info',
  },
  new: {
    split: 'new',
    suspend: 'suspended',
    note: 'new',
    unfollow: 'already_done',
    follow: 'not_allowed',
    whistle: 'dispatched',
    join: 'new',
    merge: 'merged',
    absorb: 'new',
    leave: 'already_done',
    supply: 'new',
    correct: 'new',
    dispatch: 'dispatched',
    withdraw: 'withdrawn',
    reject: 'rejected',
    urge: 'new',
    settled_by_reporter: 'closed',
  },
  dispatched: {
    start: 'accepted',
    split: 'dispatched',
    suspend: 'suspended',
    assign: 'dispatched',
    note: 'dispatched',
    unfollow: 'already_done',
    follow: 'not_allowed',
    whistle: 'dispatched',
    join: 'dispatched',
    merge: 'merged',
    absorb: 'dispatched',
    leave: 'already_done',
    supply: 'dispatched',
    correct: 'dispatched',
    dispatch: 'dispatched',
    accept: 'accepted',
    return: 'new',
    transfer: 'dispatched',
    resolve: 'resolved',
    withdraw: 'withdrawn',
    reject: 'rejected',
    urge: 'dispatched',
    settled_by_reporter: 'closed',
    ask_excuse: 'dispatched',
    timer: 'dispatched',
  },
  accepted: {
    start: 'accepted',
    ask_extension: 'accepted',
    grant_extension: 'nothing_asked',
    deny_extension: 'nothing_asked',
    split: 'accepted',
    suspend: 'suspended',
    assign: 'dispatched',
    note: 'accepted',
    unfollow: 'already_done',
    follow: 'not_allowed',
    whistle: 'dispatched',
    join: 'accepted',
    merge: 'merged',
    absorb: 'accepted',
    leave: 'already_done',
    supply: 'accepted',
    correct: 'accepted',
    accept: 'already_done',
    return: 'new',
    transfer: 'dispatched',
    resolve: 'resolved',
    withdraw: 'withdrawn',
    reject: 'rejected',
    urge: 'accepted',
    settled_by_reporter: 'closed',
    ask_excuse: 'accepted',
  },
  resolved: {
    note: 'resolved',
    unfollow: 'already_done',
    follow: 'not_allowed',
    leave: 'already_done',
    supply: 'resolved',
    accept: 'already_done',
    resolve: 'already_done',
    confirm: 'closed',
    dispute: 'dispatched',
    settled_by_reporter: 'closed',
    rate: 'closed',
    ask_excuse: 'resolved',
  },
  closed: {
    reopen: 'dispatched',
    note: 'closed',
    unfollow: 'already_done',
    leave: 'already_done',
    supply: 'closed',
    accept: 'already_done',
    resolve: 'already_done',
    confirm: 'already_done',
    dispute: 'dispatched',
    settled_by_reporter: 'already_done',
    rate: 'closed',
    ask_excuse: 'closed',
  },
  suspended: {
    join: 'suspended',
    merge: 'merged',
    absorb: 'suspended',
    leave: 'already_done',
    supply: 'suspended',
    withdraw: 'withdrawn',
    reject: 'rejected',
    settled_by_reporter: 'closed',
    suspend: 'already_done',
    resume: 'accepted',
    note: 'suspended',
    unfollow: 'already_done',
    follow: 'not_allowed',
  },
  rejected: {
    reject: 'already_done',
    leave: 'already_done',
    reopen: 'dispatched',
    note: 'rejected',
    unfollow: 'already_done',
  },
  withdrawn: {
    withdraw: 'already_done',
    leave: 'already_done',
    dispute: 'dispatched',
    reopen: 'dispatched',
    note: 'withdrawn',
    unfollow: 'already_done',
  },
  merged: { merge: 'already_done' },
}

/** The power line is no dispute: where a round or an agreement could be, there is nothing to mediate. */
function notMediated(state: (typeof REACHED)[number]): Outcomes {
  const inHand = state === 'dispatched' || state === 'accepted'
  const ended = state === 'resolved' || state === 'closed'
  return {
    ...(inHand || state === 'new' ? { add_party: 'no_dispute' } : {}),
    ...(inHand
      ? {
          take_mediation: 'no_dispute',
          plan_round: 'no_dispute',
          hold_round: 'no_dispute',
          move_up: 'no_dispute',
          agree: 'no_dispute',
          end_mediation: 'no_dispute',
        }
      : {}),
    ...(ended ? { agree: 'already_done', visit: 'no_dispute' } : {}),
  }
}

describe.each(REACHED)('from %s', (state) => {
  const expected: Outcomes = {
    open: 'already_done',
    timer: 'stale',
    ...notMediated(state),
    ...EXPECTED[state],
  }
  test.each(Object.values(SAMPLE_COMMANDS))('$kind', (command) => {
    const ticket = ticketIn(state, town)
    const outcome = expected[command.kind] ?? 'wrong_state'
    const refusal = refused(ticket, command, SYSTEM, town, later)
    expect(refusal ?? done(ticket, command, SYSTEM, town, later).ticket.state).toBe(outcome)
  })

  test('what is offered is exactly what can be done', () => {
    const ticket = ticketIn(state, town)
    const doable = Object.values(SAMPLE_COMMANDS)
      .filter((c) => !NEVER_OFFERED.includes(c.kind) && refused(ticket, c, SYSTEM, town, later) === null)
      .map((c) => c.kind)
    expect(possibleCommands(ticket, SYSTEM, town, later)).toEqual(doable)
  })
})

test('every command is in the table, and nothing but open begins a ticket', () => {
  expect(Object.keys(TRANSITIONS)).toEqual(Object.keys(SAMPLE_COMMANDS))
  for (const command of Object.values(SAMPLE_COMMANDS)) {
    const refusal = refused(null, command, SYSTEM, town, later)
    expect(refusal).toBe(command.kind === 'open' ? null : 'not_found')
  }
})

test('a ticket that was taken back may be taken up again for 72 hours, as new work', () => {
  const withdrawn = ticketIn('withdrawn', town)
  const dispute = SAMPLE_COMMANDS.dispute
  const { ticket } = done(withdrawn, dispute, SYSTEM, town, addHours(later, 1))
  expect(ticket).toMatchObject({ state: 'dispatched', closedAt: null })
  expect(refused(withdrawn, dispute, SYSTEM, town, addHours(later, 100))).toBe('wrong_state')
})

test('a closed ticket may be called not fixed for 72 hours', () => {
  const closed = ticketIn('closed', town)
  const dispute = SAMPLE_COMMANDS.dispute
  const hours = (n: number) => minutesAfter(10 + n * 60)
  expect(refused(closed, dispute, SYSTEM, town, hours(72))).toBeNull()
  expect(refused(closed, dispute, SYSTEM, town, minutesAfter(1, hours(72)))).toBe('wrong_state')
  expect(possibleCommands(closed, SYSTEM, town, hours(72))).toContain('dispute')
  expect(possibleCommands(closed, SYSTEM, town, hours(73))).not.toContain('dispute')
  expect(possibleCommands(closed, SYSTEM, town)).toContain('dispute')
})
