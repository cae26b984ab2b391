import { max } from 'date-fns'
import type { Town } from '../area/town.ts'
import { type Clock, shareOf } from './clocks/clock.ts'
import type { TimerChange } from './decision.ts'
import type { ClockName, Ticket, TimerKind } from './types.ts'

export type Timers = Ticket['timers']

/** All kinds, in the order a ticket's life has them. */
export const TIMER_KINDS = [
  'accept_warn',
  'accept_due',
  'update_warn',
  'update_due',
  'resolve_warn',
  'resolve_due',
  'stage_due',
  'idle_due',
  'auto_close',
  'resume_due',
  'rate_due',
  'recheck_due',
  'round_due',
  'visit_due',
] as const satisfies readonly TimerKind[]

/** The timers without those of the kinds named. */
export function without(timers: Timers, ...kinds: TimerKind[]): Timers {
  const left: Timers = {}
  for (const kind of TIMER_KINDS) {
    const timer = timers[kind]
    if (timer && !kinds.includes(kind)) left[kind] = timer
  }
  return left
}

/** The timers with one armed; it replaces the one of its kind. */
export function arm(timers: Timers, kind: TimerKind, dueAt: Date, generation: number): Timers {
  return { ...timers, [kind]: { dueAt: dueAt.toISOString(), generation } }
}

/** Arms warning and deadline of one clock; a past warning is left out. */
export function armClock(
  timers: Timers,
  name: ClockName,
  clock: Clock,
  { now, town, generation }: { now: Date; town: Town; generation: number },
): Timers {
  const clean = without(timers, `${name}_warn`, `${name}_due`)
  const warn = shareOf(town.calendar, clock, town.policy.escalation.warnAt)
  const warned = warn && warn > now ? arm(clean, `${name}_warn`, warn, generation) : clean
  return arm(warned, `${name}_due`, max([clock.due, now]), generation)
}

/** What the store has to do to its timers to get from one state to the other. */
export function timerChanges(before: Timers, after: Timers): TimerChange[] {
  const changes: TimerChange[] = []
  for (const timer of TIMER_KINDS) {
    const was = before[timer]
    const is = after[timer]
    if (is && (is.generation !== was?.generation || is.dueAt !== was.dueAt)) {
      changes.push({ op: 'arm', timer, dueAt: is.dueAt, generation: is.generation })
    } else if (was && !is) {
      changes.push({ op: 'cancel', timer })
    }
  }
  return changes
}
