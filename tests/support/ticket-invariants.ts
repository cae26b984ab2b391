import { isConfidential, may } from '../../src/domain/access.ts'
import type { Town } from '../../src/domain/area/town.ts'
import type { Actor, Decision, TicketEvent, TimerChange } from '../../src/domain/ticket/decision.ts'
import { equal } from '../../src/domain/ticket/equal.ts'
import { isOpen } from '../../src/domain/ticket/status.ts'
import { moveFrom } from '../../src/domain/ticket/transitions.ts'
import type { Ticket, TimerKind } from '../../src/domain/ticket/types.ts'

function isLegal({ command, from, to }: TicketEvent): boolean {
  if (command === 'escalated' || command === 'warned') {
    const timed = from === null ? null : moveFrom('timer', from)
    return from === to && timed !== null && (timed.to === 'same' || timed.to.includes(to))
  }
  const move = moveFrom(command, from)
  if (!move) return false
  return move.to === 'same' ? from === to : move.to.includes(to)
}

/** Timers that must be armed in each state, and those that must not. */
function timersAmiss(ticket: Ticket): string[] {
  const has = (kind: TimerKind) => ticket.timers[kind] !== undefined
  const armed = Object.keys(ticket.timers)
  const amiss: string[] = []
  if (isOpen(ticket) && armed.length === 0) amiss.push('open without a timer')
  const asks = ticket.state === 'closed' ? ['rate_due', 'recheck_due'] : []
  const beyond = armed.filter((kind) => kind !== 'visit_due')
  if (!isOpen(ticket) && beyond.some((kind) => !asks.includes(kind))) amiss.push('settled with a timer')
  const visited = ticket.state === 'resolved' || ticket.state === 'closed'
  if (has('visit_due') && !visited) amiss.push('a visit before the end')
  if (ticket.state === 'new' && !has('accept_due') && !has('resolve_due'))
    amiss.push('new without a deadline')
  if ((ticket.state === 'dispatched' || ticket.state === 'accepted') && !has('resolve_due')) {
    amiss.push('in hand without resolve_due')
  }
  if (ticket.state === 'accepted' && (has('accept_due') || has('accept_warn')))
    amiss.push('accepted, still asked')
  if ((ticket.state === 'suspended') !== has('resume_due'))
    amiss.push('on hold without its end, or the reverse')
  if (ticket.state === 'suspended' && armed.length > 1) amiss.push('on hold with a running clock')
  if ((ticket.state === 'suspended') !== Boolean(ticket.paused)) amiss.push('clocks neither stand nor run')
  if (ticket.state === 'resolved' && !equal(beyond, ['auto_close']))
    amiss.push('resolved without auto_close alone')
  for (const [kind, timer] of Object.entries(ticket.timers)) {
    if (timer.generation > ticket.version || timer.generation < 1)
      amiss.push(`${kind} of a strange generation`)
  }
  return amiss
}

function applied(timers: Ticket['timers'], changes: readonly TimerChange[]): Ticket['timers'] {
  const left = new Map(Object.entries(timers))
  for (const change of changes) {
    if (change.op === 'cancel') left.delete(change.timer)
    else left.set(change.timer, { dueAt: change.dueAt, generation: change.generation })
  }
  return Object.fromEntries(left)
}

function historyAmiss(before: Ticket | null, ticket: Ticket, events: readonly TicketEvent[]): string[] {
  const amiss: string[] = []
  let { state, history } = before ?? { state: null, history: 0 }
  const last = before?.updatedAt ?? ''
  for (const event of events) {
    if (event.seq !== history + 1) amiss.push(`seq ${event.seq} after ${history}`)
    if (event.from !== state) amiss.push(`event from ${event.from}, ticket was ${state}`)
    if (!isLegal(event)) amiss.push(`illegal ${event.command}: ${event.from} → ${event.to}`)
    if (event.at < last) amiss.push('time went back')
    history = event.seq
    state = event.to
  }
  if (ticket.history !== history || ticket.state !== state) amiss.push('ticket differs from its history')
  if (ticket.version !== (before?.version ?? 0) + 1) amiss.push('version did not grow by one')
  return amiss
}

function orderAmiss(t: Ticket): string[] {
  const line = [t.openedAt, t.dispatchedAt, t.acceptedAt, t.resolvedAt, t.closedAt, t.updatedAt]
  const times = line.filter((at) => at !== null)
  return times.every((at, i) => i === 0 || at >= (times[i - 1] ?? '')) ? [] : [`times out of order: ${times}`]
}

function secrecyAmiss(ticket: Ticket, decision: Extract<Decision, { ok: true }>, town: Town): string[] {
  if (!isConfidential(town, ticket.category)) return []
  return decision.notices
    .filter(({ to }) => to.kind === 'department' || (to.kind === 'source' && ticket.source.kind === 'group'))
    .map(({ template, to }) => `confidential ${template} told to ${to.kind}`)
}

/** What is wrong with a decision; empty when nothing is. */
export function amiss(before: Ticket | null, decision: Decision, actor: Actor, town: Town): string[] {
  if (!decision.ok) {
    const { possible } = decision.refusal
    if (!before) return possible.length === 0 ? [] : ['something is possible on nothing']
    return possible
      .filter((kind) => !may(kind, before, actor, town) || moveFrom(kind, before.state) === null)
      .map((kind) => `${kind} offered, but not possible`)
  }
  const { ticket, events, timers, notices } = decision
  if (events.length === 0) {
    const quiet = ticket === before && timers.length === 0 && notices.length === 0
    return quiet ? [] : ['changed without an event']
  }
  const responsible =
    ticket.department === null && (ticket.state === 'dispatched' || ticket.state === 'accepted')
  return [
    ...historyAmiss(before, ticket, events),
    ...timersAmiss(ticket),
    ...(equal(applied(before?.timers ?? {}, timers), ticket.timers)
      ? []
      : ['timer changes do not lead to timers']),
    ...orderAmiss(ticket),
    ...secrecyAmiss(ticket, decision, town),
    ...(responsible ? ['nobody is responsible'] : []),
    ...(town.areaByCode.has(ticket.area) ? [] : ['in no area']),
  ]
}

/** Freezes a value with all that is in it, so that writing to it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) frozen(inner)
  }
  return value
}
