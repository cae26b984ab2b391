import { sidesOf } from '../access.ts'
import { personName } from '../area/posts.ts'
import { closing, unrated } from './after-close.ts'
import { notices, toAllWorkers, toJoined, toReporters, toWorkers } from './audiences.ts'
import type { Audience, Command, Notice } from './decision.ts'
import { noLongerHeld } from './handover.ts'
import { describe, ladder, peopleOf } from './ladder.ts'
import { levelsTold } from './ladder-plan.ts'
import { afterSteps, type Moment, type Outcome, type Step } from './outcome.ts'
import { calledOff, isWhistled } from './parts.ts'
import { recentUrges } from './readiness.ts'
import { sendBack } from './reopen.ts'
import { withSupplement } from './tell.ts'
import type { Supplement, Ticket } from './types.ts'

/** The reporter's word, or that of somebody who answers for the place: it is settled. */
export function confirm(ticket: Ticket, moment: Moment): Outcome {
  const { patch, asks } = closing(ticket, moment)
  return { steps: [{ command: 'confirm', patch }], notices: asks }
}

/** Others reported it too, and the actor does not answer for the place: one of several may be wrong. */
function speaksForOthers(ticket: Ticket, { actor, town }: Moment): boolean {
  if (actor.kind === 'system') return false
  const { identityId } = actor
  const others = [ticket.reporter, ...ticket.joined.map((report) => report.reporter)].filter(
    (reporter) => reporter.identityId === null || reporter.identityId !== identityId,
  )
  if (ticket.joined.length === 0 || others.length === 0) return false
  return [...sidesOf(ticket, actor, town)].every((side) => ['anyone', 'reporter', 'joined'].includes(side))
}

function isFirst(ticket: Ticket, { actor, town }: Moment): boolean {
  return sidesOf(ticket, actor, town).has('reporter')
}

/** Those who are at work on it hear that they need not come. */
function callOff(ticket: Ticket, state: string, reason: string, { town }: Moment): Notice[] {
  const works = ['dispatched', 'accepted', 'suspended'].includes(ticket.state)
  // Departments that a whistle called hear of it by their own part.
  if (isWhistled(ticket) || !works || ticket.department === null) return []
  return notices([toWorkers(ticket, town)], 'called_off', ticket, { state, reason })
}

/** 不是隐患: taken back. */
export function withdraw(
  ticket: Ticket,
  command: Extract<Command, { kind: 'withdraw' }>,
  moment: Moment,
): Outcome {
  if (speaksForOthers(ticket, moment)) return { refuse: 'not_alone' }
  const reason = command.reason.trim()
  const patch: Partial<Ticket> = {
    ...noLongerHeld(ticket, moment.iso),
    ...calledOff(ticket),
    state: 'withdrawn',
    closedAt: moment.iso,
    timers: {},
  }
  return {
    steps: [{ command: 'withdraw', patch, note: reason || null }],
    notices: [
      ...callOff(ticket, 'withdrawn', reason, moment),
      ...notices(toJoined(ticket), 'ended', ticket, { state: 'withdrawn' }),
    ],
  }
}

/** 不予受理; the reason goes to the reporter. */
export function reject(
  ticket: Ticket,
  command: Extract<Command, { kind: 'reject' }>,
  moment: Moment,
): Outcome {
  const reason = command.reason.trim()
  if (reason === '') return { refuse: 'needs_text' }
  const patch: Partial<Ticket> = {
    ...noLongerHeld(ticket, moment.iso),
    ...calledOff(ticket),
    state: 'rejected',
    rejectedAt: moment.iso,
    timers: {},
  }
  return {
    steps: [{ command: 'reject', patch, note: reason }],
    notices: [
      ...notices([...toReporters(ticket, moment.town), ...toJoined(ticket)], 'rejected', ticket, { reason }),
      ...callOff(ticket, 'rejected', reason, moment),
    ],
  }
}

/** The reporter says that it is settled: before a result their words are the result. */
export function settle(
  ticket: Ticket,
  command: Extract<Command, { kind: 'settled_by_reporter' }>,
  moment: Moment,
): Outcome {
  // What was resolved the first reporter confirms; before that the others may still see it.
  if (speaksForOthers(ticket, moment) && !(ticket.state === 'resolved' && isFirst(ticket, moment)))
    return { refuse: 'not_alone' }
  const text = command.text.trim()
  const result = ticket.result ?? (text || null)
  const { patch: closed, asks } = closing(ticket, moment)
  const patch: Partial<Ticket> = { ...noLongerHeld(ticket, moment.iso), ...closed, result }
  return {
    steps: [{ command: 'settled_by_reporter', patch, note: text || null }],
    notices: [
      ...callOff(ticket, 'closed', text, moment),
      ...(ticket.state === 'resolved' ? [] : notices(toJoined(ticket), 'ended', ticket, { state: 'closed' })),
      ...asks,
    ],
  }
}

/** Asks those who work on it to hurry, at most `limits.urgesPerDay` times within 24 hours. */
export function urge(ticket: Ticket, moment: Moment): Outcome {
  const { now, iso, town, actor } = moment
  const recent = recentUrges(ticket, now)
  const limit = town.policy.limits.urgesPerDay
  if (recent.length >= limit) return { refuse: 'too_often', limit }
  const urges = [...recent, iso]
  const by = actor.kind === 'account' ? actor.name : ''
  return {
    steps: [{ command: 'urge', patch: { urges } }],
    notices: notices(toAllWorkers(ticket, town), 'urged', ticket, { by, count: urges.length }),
  }
}

/** Fields of a result that did not hold; history keeps it. */
function undone(ticket: Ticket, added: Supplement | null): Partial<Ticket> {
  return {
    disputes: ticket.disputes + 1,
    acceptedAt: null,
    resolvedAt: null,
    closedAt: null,
    result: null,
    photosAfter: [],
    supplements: added ? withSupplement(ticket, added) : ticket.supplements,
    timers: {},
    ...unrated(ticket),
    ...(ticket.ladder ? { ladder: null } : {}),
  }
}

/** One level above those who knew already: each rung climbed and each earlier dispute brings it one higher. */
function informed(
  ticket: Ticket,
  { town, now }: Moment,
): { to: Audience[]; rung: number; who: Notice['args'] } {
  const rungs = ladder(town, ticket, now)
  const rung = Math.min(levelsTold(town, ticket, now) + ticket.disputes + 1, rungs.length)
  const told = rungs[rung - 1]
  if (!told) return { to: [{ kind: 'dispatcher' }], rung: ticket.escalation, who: {} }
  return { to: peopleOf(told), rung, who: describe(town, told) }
}

/**
 * 没修好: back to the same department and handler with new clocks, and the next level above is informed. Where they
 * are no longer there, or nobody had it yet, it is dispatched anew.
 */
export function dispute(
  ticket: Ticket,
  command: Extract<Command, { kind: 'dispute' }>,
  moment: Moment,
): Outcome {
  const { town, iso, actor } = moment
  const text = command.text.trim()
  const by = actor.kind === 'account' ? actor.name : ''
  const photos = command.photos ?? []
  const added: Supplement | null = text === '' && photos.length === 0 ? null : { at: iso, by, text, photos }
  const above = informed(ticket, moment)
  const patch: Partial<Ticket> = { ...undone(ticket, added), escalation: above.rung }
  const base: Step = { command: 'dispute', patch, note: text || null }
  const after: Ticket = { ...ticket, ...patch }
  const outcome = sendBack(ticket, after, base, moment)
  const final = afterSteps(ticket, outcome.steps)
  const department = town.departmentByCode.get(final.department ?? '')?.name ?? ''
  const args = { text, department, handler: personName(town, final.handler), ...above.who }
  return {
    steps: outcome.steps,
    notices: [
      ...notices([...toReporters(ticket, town), ...toJoined(ticket)], 'not_fixed', ticket, args),
      ...(final.department === null
        ? []
        : notices([toWorkers(final, town)], 'not_fixed_handler', ticket, args)),
      ...notices(above.to, 'not_fixed_informed', ticket, { ...args, disputes: final.disputes }),
      ...outcome.notices,
    ],
  }
}
