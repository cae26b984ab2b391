import { addMinutes, isAfter, max, parseISO } from 'date-fns'
import { personName } from '../../area/posts.ts'
import { arm, without } from '../arming.ts'
import { notices, toHandler, toWorkers } from '../audiences.ts'
import { addTime } from '../clocks.ts'
import type { Audience, Notice } from '../decision.ts'
import { describe, ladder, peopleOf } from '../ladder.ts'
import type { Moment, Outcome } from '../outcome.ts'
import type { Stage, Ticket } from '../types.ts'
import { armStage } from './fields.ts'
import { spansOf } from './spans.ts'

/** The handler and the people above; whoever is both hears it once. */
function handlerAnd(people: readonly Audience[], ticket: Ticket, moment: Moment): Audience[] {
  const handler = toHandler(ticket)
  const above = people.filter((p) => p.kind !== 'person' || p.personId !== ticket.handler)
  return [handler ?? toWorkers(ticket, moment.town), ...above]
}

/**
 * The department said nothing in time: its handler and the first level above hear so, and again after as long, though
 * not sooner than a step of the ladder.
 */
export function silent(ticket: Ticket, moment: Moment): Outcome {
  const { town, now, generation } = moment
  const { update } = spansOf(town, ticket)
  const [rung] = ladder(town, ticket)
  const kept = without(ticket.timers, 'update_warn', 'update_due')
  const step = addMinutes(now, town.policy.escalation.stepMinutes)
  const timers = update
    ? arm(kept, 'update_due', max([addTime(town.calendar, now, update), step]), generation)
    : kept
  const args: Notice['args'] = {
    since: ticket.updateFrom ?? '',
    handler: personName(town, ticket.handler),
    ...(rung ? describe(town, rung) : {}),
  }
  const to = handlerAnd(rung ? peopleOf(rung) : [], ticket, moment)
  return {
    steps: [{ command: 'escalated', patch: { timers }, note: 'update_due' }],
    notices: notices(to, 'escalated_update', ticket, args),
  }
}

/** Stages whose time is over are told to whoever works on it, with the next one, which is armed. */
export function stageOver(ticket: Ticket, moment: Moment): Outcome {
  const { town, now, iso } = moment
  const over: Stage[] = []
  const stages = (ticket.stages ?? []).map((stage) => {
    if (stage.toldAt !== undefined || isAfter(parseISO(stage.due), now)) return stage
    over.push(stage)
    return { ...stage, toldAt: iso }
  })
  const next = stages.find((stage) => stage.toldAt === undefined)
  const patch: Partial<Ticket> = { stages, timers: armStage(ticket.timers, stages, moment) }
  const args = {
    stage: over.map((stage) => stage.name).join('、'),
    dueAt: over.at(-1)?.due ?? '',
    next: next?.name ?? '',
    nextDueAt: next?.due ?? '',
  }
  return {
    steps: [{ command: 'warned', patch, note: 'stage_due' }],
    notices:
      over.length === 0
        ? []
        : notices([toHandler(ticket) ?? toWorkers(ticket, town)], 'stage_due', ticket, args),
  }
}
