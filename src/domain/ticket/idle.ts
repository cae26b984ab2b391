import { addMinutes, isAfter, isBefore, parseISO } from 'date-fns'
import { isConfidential, sidesOf } from '../access.ts'
import { personName } from '../area/posts.ts'
import { whoHandles } from '../duty/handler.ts'
import { arm, without } from './arming.ts'
import { addTime } from './clocks.ts'
import type { Notice } from './decision.ts'
import { callsOf, nextOf, putOff, ruleOf, tellStage, toldAt } from './escalate.ts'
import { canWait, elapsedMinutes } from './ladder-hours.ts'
import { climb, ladderFor, planOf } from './ladder-plan.ts'
import { afterSteps, type Moment, type Outcome } from './outcome.ts'
import type { Ticket } from './types.ts'

/**
 * Nothing was done since it was accepted, or since the last word of the department: the stages of the town's `idle`
 * ladder are told, the handler first where it says so. At its end it is silent: the resolve clock runs anyway.
 */
export function nudge(ticket: Ticket, moment: Moment): Outcome {
  const { town, now, generation } = moment
  const off: Outcome = {
    steps: [{ command: 'warned', patch: { timers: without(ticket.timers, 'idle_due') }, note: 'idle_end' }],
    notices: [],
  }
  if (ticket.state !== 'accepted' || !ladderFor(town, ticket, 'idle')) return off
  const plan = planOf(town, ticket, 'idle', now)
  const { since, step } = ticket.idle ?? { since: ticket.acceptedAt ?? moment.iso, step: 0 }
  const { reached, vacant, away } = climb(plan, step)
  if (!reached) return off
  const { stage, index } = reached
  const wait = toldAt(ticket, stage, now, town)
  if (isAfter(wait, now)) return putOff(ticket, 'idle_due', wait, 'hours', moment)
  const more = climb(plan, index + 1).reached !== null
  const again = addTime(town.calendar, now, stage.wait)
  const late = elapsedMinutes(town, parseISO(since), now)
  const args: Notice['args'] = {
    dueAt: since,
    minutesLate: late,
    ...nextOf(plan, index + 1, ticket, again, moment),
    handler: personName(town, ticket.handler),
    ...ruleOf(plan, stage),
  }
  const patch: Partial<Ticket> = {
    idle: { since, step: index + 1 },
    timers: more ? arm(ticket.timers, 'idle_due', again, generation) : without(ticket.timers, 'idle_due'),
  }
  const fallen = { vacant, away }
  const call = { clock: 'idle', dueAt: since, minutesLate: late }
  return {
    steps: [{ command: 'escalated', patch, note: 'idle_due' }],
    notices: [...tellStage(stage, 'idle', ticket, args, fallen, town), ...callsOf(ticket, stage, call, town)],
  }
}

/** The `idle` clock begins with the acceptance and anew with every word of the department, or of those who mediate. */
function watched(before: Ticket, after: Ticket, moment: Moment): Partial<Ticket> {
  const { town, actor, now, iso, generation } = moment
  const off = after.timers.idle_due ? { timers: without(after.timers, 'idle_due') } : {}
  if (after.state !== 'accepted') return off
  if (!ladderFor(town, after, 'idle')) return off
  const sides = sidesOf(after, actor, town)
  const own = ['handler', 'department_lead', 'mediating'] as const
  const worked = actor.kind !== 'system' && own.some((side) => sides.has(side))
  if (before.state === 'accepted' && !worked) return {}
  // What is past its time to resolve climbs that ladder alone.
  if (after.escalation > 0) return off
  const due = addTime(town.calendar, now, planOf(town, after, 'idle', now).after)
  return { idle: { since: iso, step: 0 }, timers: arm(after.timers, 'idle_due', due, generation) }
}

/** For whom the handler was chosen; told as long as that one has it. */
function standing(before: Ticket, after: Ticket, moment: Moment): Partial<Ticket> {
  const sent = after.dispatchedAt !== before.dispatchedAt || after.handler !== before.handler
  if (!sent || (after.standsFor !== before.standsFor && after.standsFor)) return {}
  const { town, now } = moment
  const { department, area, handler } = after
  const confidential = isConfidential(town, after.category)
  const chosen =
    after.state === 'dispatched' && department !== null && town.departmentByCode.has(department)
      ? whoHandles(town, { department, area, confidential }, now)
      : null
  const standsFor = chosen?.personId === handler ? (chosen?.standsFor ?? null) : null
  return (after.standsFor ?? null) === standsFor ? {} : { standsFor }
}

/** A ladder that waited for the morning goes on at once when the matter has become pressing. */
function hastened(before: Ticket, after: Ticket, moment: Moment): Partial<Ticket> {
  if (!canWait(before) || canWait(after) || before.version === 0 || after.escalation === 0) return {}
  const soon = addMinutes(moment.now, moment.town.policy.escalation.stepMinutes)
  let { timers } = after
  for (const kind of ['accept_due', 'resolve_due'] as const) {
    const armed = timers[kind]
    if (armed && isBefore(soon, parseISO(armed.dueAt))) timers = arm(timers, kind, soon, moment.generation)
  }
  return timers === after.timers ? {} : { timers }
}

/** No warning comes after what it warns of: a night may have put it off, and the deadline have come nearer since. */
function timely({ timers }: Ticket): Partial<Ticket> {
  const late = (['accept', 'update', 'resolve'] as const).flatMap((clock) => {
    const [warn, due] = [timers[`${clock}_warn`], timers[`${clock}_due`]]
    return warn && (!due || warn.dueAt > due.dueAt) ? [`${clock}_warn` as const] : []
  })
  return late.length === 0 ? {} : { timers: without(timers, ...late) }
}

/** What follows from any decision, whatever it was: added to its last step. */
export function followed(ticket: Ticket, outcome: Outcome, moment: Moment): Outcome {
  if ('refuse' in outcome) return outcome
  const { steps } = outcome
  const last = steps.at(-1)
  if (!last) return outcome
  const after = afterSteps(ticket, steps)
  const first = { ...standing(ticket, after, moment), ...hastened(ticket, after, moment) }
  const watch = { ...first, ...watched(ticket, { ...after, ...first }, moment) }
  const then = { ...watch, ...timely({ ...after, ...watch }) }
  if (Object.keys(then).length === 0) return outcome
  return { ...outcome, steps: [...steps.slice(0, -1), { ...last, patch: { ...last.patch, ...then } }] }
}
