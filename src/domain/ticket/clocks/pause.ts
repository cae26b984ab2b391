import { addMinutes, parseISO } from 'date-fns'
import { arm, without } from '../arming.ts'
import type { Moment } from '../outcome.ts'
import type { ClockName, Pause, Stage, Ticket, TimerKind } from '../types.ts'
import { addOwnMinutes, ownMinutes } from './clock.ts'
import { armStage, clockOf, runningClocks, withClock } from './fields.ts'
import { progressOf, resumed } from './freeze.ts'

const CLOCK_TIMERS: readonly TimerKind[] = [
  'accept_warn',
  'accept_due',
  'update_warn',
  'update_due',
  'resolve_warn',
  'resolve_due',
  'stage_due',
]
const CLOCKS: readonly ClockName[] = ['accept', 'update', 'resolve']

/**
 * Fields of a ticket whose clocks stop now, to be given before its state changes: what was left of each that runs is
 * kept, it has no deadline any more, and its timers are gone. What ends the pause is the caller's to arm. A ticket that
 * is paused already stays as it is.
 */
export function pause(ticket: Ticket, moment: Moment): Partial<Ticket> {
  const { now, iso, town } = moment
  if (ticket.paused) return {}
  const running = runningClocks(ticket)
  const clocks: Pause['clocks'] = {}
  for (const name of running) {
    const clock = clockOf(ticket, name)
    if (clock) clocks[name] = progressOf(town.calendar, clock, now)
  }
  const ahead = (ticket.stages ?? []).filter((stage) => stage.toldAt === undefined)
  const stages = ahead.map(({ due, working }) => ownMinutes(town.calendar, working, now, parseISO(due)))
  return {
    paused: { at: iso, clocks, stages },
    acceptDue: null,
    resolveDue: null,
    ...(ticket.updateDue ? { updateDue: null } : {}),
    timers: without(ticket.timers, ...CLOCK_TIMERS),
  }
}

/** Stages still to come go on with what was left of them. */
function resumedStages(stages: readonly Stage[], left: readonly number[], moment: Moment): Stage[] {
  const rest = [...left]
  return stages.map((stage) => {
    const minutes = stage.toldAt === undefined ? rest.shift() : undefined
    if (minutes === undefined) return stage
    const due = addOwnMinutes(moment.town.calendar, stage.working, moment.now, minutes)
    return { ...stage, due: due.toISOString() }
  })
}

/**
 * Fields of a ticket whose clocks go on now with what was left of them, armed again; nothing for one that is not paused.
 * A clock that was late already is as late as it was, and its ladder goes on after one step, not in the same moment.
 * State and what the caller armed for the pause are the caller's to set.
 */
export function unpause(ticket: Ticket, moment: Moment): Partial<Ticket> {
  const { paused } = ticket
  const { town, now, generation } = moment
  if (!paused) return {}
  let patch: Partial<Ticket> = { paused: null }
  let current: Ticket = { ...ticket, ...patch }
  const add = (more: Partial<Ticket>) => {
    patch = { ...patch, ...more }
    current = { ...current, ...more }
  }
  for (const name of CLOCKS) {
    const progress = paused.clocks[name]
    if (!progress) continue
    const working = ticket.inHours?.includes(name) === true
    add(withClock(current, name, resumed(town.calendar, progress, working, now), moment))
    if (progress.left > 0) continue
    const next = addMinutes(now, town.policy.escalation.stepMinutes)
    add({ timers: arm(current.timers, `${name}_due`, next, generation) })
  }
  if (ticket.stages && paused.stages.length > 0) {
    const stages = resumedStages(ticket.stages, paused.stages, moment)
    add({ stages, timers: armStage(current.timers, stages, moment) })
  }
  return patch
}
