import { max } from 'date-fns'
import type { Town } from '../area/town.ts'
import { shareOf } from './clocks.ts'
import type { TimerChange } from './decision.ts'
import type { Ticket, TimerKind } from './types.ts'

export type Timers = Ticket['timers']

const KINDS: readonly TimerKind[] = [
  'accept_warn',
  'accept_due',
  'resolve_warn',
  'resolve_due',
  'idle_due',
  'auto_close',
  'rate_due',
  'recheck_due',
  'round_due',
  'visit_due',
]

/** The timers without those of the kinds named. */
export function without(timers: Timers, ...kinds: TimerKind[]): Timers {
  const left: Timers = {}
  for (const kind of KINDS) {
    const timer = timers[kind]
    if (timer && !kinds.includes(kind)) left[kind] = timer
  }
  return left
}

/** The timers with one armed; it replaces the one of its kind. */
export function arm(timers: Timers, kind: TimerKind, dueAt: Date, generation: number): Timers {
  return { ...timers, [kind]: { dueAt: dueAt.toISOString(), generation } }
}

/** Arms warning and deadline of one clock that runs from `from` to `due`; a past warning is left out. */
export function armClock(
  timers: Timers,
  clock: 'accept' | 'resolve',
  span: { from: Date; due: Date; now: Date },
  town: Town,
  generation: number,
): Timers {
  const clean = without(timers, `${clock}_warn`, `${clock}_due`)
  const warn = shareOf(span.from, span.due, town.policy.escalation.warnAt)
  const warned = warn && warn > span.now ? arm(clean, `${clock}_warn`, warn, generation) : clean
  return arm(warned, `${clock}_due`, max([span.due, span.now]), generation)
}

/** What the store has to do to its timers to get from one state to the other. */
export function timerChanges(before: Timers, after: Timers): TimerChange[] {
  const changes: TimerChange[] = []
  for (const timer of KINDS) {
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
