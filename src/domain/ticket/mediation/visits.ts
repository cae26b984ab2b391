import { unrated } from '../after-close.ts'
import { without } from '../arming.ts'
import { assigned, chooseHandler, place } from '../assign.ts'
import { notices } from '../audiences.ts'
import type { Command } from '../decision.ts'
import type { Moment, Outcome, Step } from '../outcome.ts'
import type { Ticket } from '../types.ts'
import { roundsLeft } from './levels.ts'
import { toMediators } from './mediators.ts'
import { climb, noted } from './move-up.ts'
import { inHandOf } from './take.ts'
import type { Mediation, Visit } from './types.ts'

/** The mediation taken up again where it stood; what was agreed is in the history. */
export function reopened(mediation: Mediation): Mediation {
  const broke = mediation.outcome === 'settled' ? 1 : 0
  return {
    ...mediation,
    agreement: null,
    outcome: null,
    reason: null,
    visits: [],
    reminded: 0,
    broken: mediation.broken + broke,
  }
}

/** The visit that is due next, or null. */
export function nextVisit(mediation: Mediation | undefined): Visit | null {
  if (mediation?.outcome !== 'settled') return null
  return mediation.visits.find((visit) => visit.doneAt === null) ?? null
}

/**
 * 回访. An agreement that does not hold is taken up again at the same level by those who had it, with a new clock; where
 * the level has no round left, at the next.
 */
export function visit(ticket: Ticket, command: Extract<Command, { kind: 'visit' }>, moment: Moment): Outcome {
  const due = nextVisit(ticket.mediation)
  if (!due) return { refuse: 'already_done' }
  // As if nobody could take it: who visits in somebody's stead does not take the mediation over.
  const hand = inHandOf({ ...ticket, state: 'new' }, 'visit', moment)
  if ('refuse' in hand) return hand
  const { mediation } = hand
  const done: Visit = { ...due, doneAt: moment.iso, holds: command.holds, words: command.words }
  const visits = mediation.visits.map((v) => (v === due ? done : v))
  const note = noted(command.holds ? 'holds' : 'broken', command.words)
  if (command.holds) {
    const patch: Partial<Ticket> = {
      mediation: { ...mediation, visits, reminded: 0 },
      timers: without(ticket.timers, 'visit_due'),
    }
    return { steps: [{ command: 'visit', patch, note }], notices: [] }
  }
  const back: Partial<Ticket> = {
    mediation: reopened(mediation),
    acceptedAt: null,
    resolvedAt: null,
    closedAt: null,
    escalation: 0,
    timers: {},
    ...unrated(ticket),
    ...(ticket.ladder ? { ladder: null } : {}),
  }
  return broken(ticket, { command: 'visit', patch: back, note }, moment)
}

/** With its department again, accepted already by those who mediate; with another where that is gone. */
function broken(ticket: Ticket, first: Step, moment: Moment): Outcome {
  const { town, iso } = moment
  const { department, handler } = ticket
  const base: Ticket = { ...ticket, ...first.patch }
  if (department === null || !town.departmentByCode.has(department)) {
    const open: Partial<Ticket> = { state: 'new', department: null, handler: null }
    return place(ticket, { ...first, patch: { ...first.patch, ...open } }, moment, true)
  }
  const to = { department, handler: handler ?? chooseHandler(base, department, moment) }
  const again = assigned(base, to, moment, true)
  const timers = without(again.timers ?? {}, 'accept_warn', 'accept_due')
  const patch: Partial<Ticket> = { ...first.patch, ...again, state: 'accepted', acceptedAt: iso, timers }
  const after: Ticket = { ...ticket, ...patch }
  const step: Step = { ...first, patch }
  if (roundsLeft(town, after) > 0) return { steps: [step], notices: [] }
  const climbed = climb(after, 'broken', moment)
  if (!climbed)
    return { steps: [step], notices: notices(toMediators(town, after, moment.now), 'mediation_court', after) }
  return { steps: [step, climbed.step], notices: climbed.notices }
}
