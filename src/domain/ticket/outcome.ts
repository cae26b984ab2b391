import type { Town } from '../area/town.ts'
import { timerChanges } from './arming.ts'
import type { Actor, Decision, Notice, RefusalCode, TicketEvent } from './decision.ts'
import { equal } from './equal.ts'
import { BLANK } from './replay.ts'
import type { Ticket } from './types.ts'

/** What every part of the decision is given. */
export interface Moment {
  now: Date
  /** `now` as ISO text. */
  iso: string
  town: Town
  actor: Actor
  /** Version of the ticket after this decision; timers armed by it carry it. */
  generation: number
  /** Later than `now`: nobody is asked anything that can wait before then. */
  askFrom: Date
}

/** One event to be: the command it is recorded under and the fields it sets. */
export interface Step {
  command: TicketEvent['command']
  patch: Partial<Ticket>
  note?: string | null
  /** True when the service did it by itself, following a rule. */
  automatic?: boolean
}

export type Outcome =
  | { steps: Step[]; notices: Notice[] }
  | {
      refuse: RefusalCode
      /** Who was first. */
      by?: string
      /** The bound that was met. */
      limit?: number
      /** How far off. */
      metres?: number
    }

/** Nothing to change. */
export const UNCHANGED: Outcome = { steps: [], notices: [] }

const BOOKKEEPING = ['version', 'history', 'updatedAt'] as const

/** Fields of `after` that differ from `before`; `state` and `history` are told by the event itself. */
function changedFields(before: Ticket, after: Ticket): Partial<Ticket> {
  const { state: _state, history: _history, ...rest } = after
  const entries = Object.entries(rest)
  const old = new Map<string, unknown>(Object.entries(before))
  return Object.fromEntries(entries.filter(([key, value]) => !equal(old.get(key), value)))
}

/** The ticket with the fields of all steps. */
export function afterSteps(before: Ticket, steps: readonly Step[]): Ticket {
  let after = before
  for (const step of steps) after = { ...after, ...step.patch }
  return after
}

function changesAnything(before: Ticket, steps: readonly Step[]): boolean {
  const after = afterSteps(before, steps)
  const kept = Object.fromEntries(BOOKKEEPING.map((key) => [key, before[key]]))
  return !equal(before, { ...after, ...kept })
}

function author(actor: Actor, automatic: boolean): TicketEvent['by'] {
  if (automatic || actor.kind === 'system') return { identityId: null, personId: null, system: true }
  return { identityId: actor.identityId, personId: actor.personId, system: false }
}

/** Turns steps into the ticket after them, one event each, and the change of timers; no steps, no change. */
export function commit(
  ticket: Ticket | null,
  outcome: { steps: Step[]; notices: Notice[] },
  moment: Moment,
): Decision {
  const before = ticket ?? BLANK
  if (ticket && !changesAnything(ticket, outcome.steps)) {
    return { ok: true, ticket, events: [], timers: [], notices: [], also: [] }
  }
  const events: TicketEvent[] = []
  let current = before
  for (const { command, patch, note, automatic } of outcome.steps) {
    const next: Ticket = {
      ...current,
      ...patch,
      version: moment.generation,
      history: current.history + 1,
      updatedAt: moment.iso,
    }
    events.push({
      seq: next.history,
      at: moment.iso,
      command,
      by: author(moment.actor, automatic === true),
      from: events.length === 0 && ticket === null ? null : current.state,
      to: next.state,
      data: changedFields(current, next),
      note: note ?? null,
    })
    current = next
  }
  const timers = timerChanges(before.timers, current.timers)
  return { ok: true, ticket: current, events, timers, notices: outcome.notices, also: [] }
}
