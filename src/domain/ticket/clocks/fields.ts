import { max, parseISO } from 'date-fns'
import { arm, armClock, type Timers, without } from '../arming.ts'
import type { Deadlines } from '../clocks.ts'
import type { Moment } from '../outcome.ts'
import type { ClockName, Stage, Ticket } from '../types.ts'
import type { Clock } from './clock.ts'

const START = { accept: 'acceptFrom', update: 'updateFrom', resolve: 'resolveFrom' } as const
const END = { accept: 'acceptDue', update: 'updateDue', resolve: 'resolveDue' } as const

/** Fields of a ticket whose clock starts, or is set anew, with its timers. */
export function withClock(ticket: Ticket, name: ClockName, clock: Clock, moment: Moment): Partial<Ticket> {
  const others = (ticket.inHours ?? []).filter((other) => other !== name)
  const inHours = clock.working ? [...others, name] : others
  return {
    [START[name]]: clock.from.toISOString(),
    [END[name]]: clock.due.toISOString(),
    ...(inHours.length > 0 || ticket.inHours ? { inHours } : {}),
    timers: armClock(ticket.timers, name, clock, moment),
  }
}

/** A clock of the ticket as its fields have it; null when it has none. */
export function clockOf(ticket: Ticket, name: ClockName): Clock | null {
  const due = ticket[END[name]]
  if (!due) return null
  const since = name === 'accept' ? (ticket.dispatchedAt ?? ticket.openedAt) : ticket.openedAt
  return {
    from: parseISO(ticket[START[name]] ?? since),
    due: parseISO(due),
    working: ticket.inHours?.includes(name) === true,
  }
}

/** Clocks that run in the state the ticket is in; none while it is paused. */
export function runningClocks(ticket: Ticket): ClockName[] {
  const { state } = ticket
  if (ticket.paused) return []
  const names: ClockName[] = []
  if (state === 'new' || state === 'dispatched') names.push('accept')
  if (state === 'accepted') names.push('update')
  if (state === 'new' || state === 'dispatched' || state === 'accepted') names.push('resolve')
  return names.filter((name) => clockOf(ticket, name) !== null)
}

/** The timers with one for the next stage that was not told yet. */
export function armStage(timers: Timers, stages: readonly Stage[], { now, generation }: Moment): Timers {
  const next = stages.find((stage) => stage.toldAt === undefined)
  if (!next) return without(timers, 'stage_due')
  return arm(timers, 'stage_due', max([parseISO(next.due), now]), generation)
}

/** Fields of a ticket whose resolve clock starts, or is set anew, with the stages on its way. */
export function withResolve(ticket: Ticket, due: Deadlines, from: Date, moment: Moment): Partial<Ticket> {
  const clock = withClock(ticket, 'resolve', { from, ...due.resolve }, moment)
  if (due.stages.length === 0 && !ticket.stages) return clock
  const told = new Map((ticket.stages ?? []).map((stage) => [stage.name, stage.toldAt]))
  const stages = due.stages.map(({ name, due: end, working }): Stage => {
    const toldAt = from.getTime() === moment.now.getTime() ? undefined : told.get(name)
    return { name, due: end.toISOString(), working, ...(toldAt ? { toldAt } : {}) }
  })
  return { ...clock, stages, timers: armStage(clock.timers ?? ticket.timers, stages, moment) }
}
