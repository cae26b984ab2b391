import { parseISO } from 'date-fns'
import { eastAt, NORTH } from '../area/shape-rings.ts'
import type { Town } from '../area/town.ts'
import type { Point } from '../message.ts'
import { actingHandler } from './accepted.ts'
import { without } from './arming.ts'
import type { Command } from './decision.ts'
import { dispute } from './feedback.ts'
import { afterSteps, type Moment, type Outcome, type Step } from './outcome.ts'
import { isPart, withPart } from './parts.ts'
import { withSupplement } from './tell.ts'
import type { Ticket } from './types.ts'
import { underWay } from './whistle.ts'
import { whistleDues } from './whistle-clocks.ts'
import type { Arrival, PartView } from './whistle-types.ts'
import { resolve } from './work.ts'

/** An area's own point lies this many times farther from where the matter may be than a point of the matter itself. */
const AREA_TIMES = 4

/** Metres from the place by which a sent point is too far to count as there; null when it is near, or nothing is known. */
export function tooFar(ticket: Ticket, point: Point, town: Town): number | null {
  const area = town.areaByCode.get(ticket.area)
  const centre = area && area.lng !== null && area.lat !== null ? { lng: area.lng, lat: area.lat } : null
  const place = ticket.point ?? centre
  if (!place) return null
  const metres = Math.hypot((point.lng - place.lng) * eastAt(place.lat), (point.lat - place.lat) * NORTH)
  const limit = town.policy.whistle.nearMetres * (ticket.point ? 1 : AREA_TIMES)
  return metres > limit ? Math.round(metres) : null
}

function arrival(ticket: Ticket, how: Arrival['how'], { now, iso, actor }: Moment): Arrival {
  return {
    at: iso,
    how,
    by: actor.kind === 'account' ? actor.name : '',
    personId: actor.kind === 'account' ? actor.personId : null,
    late: ticket.acceptDue !== null && now > parseISO(ticket.acceptDue),
  }
}

function arrived(ticket: Ticket, how: Arrival['how'], moment: Moment): Partial<Ticket> {
  return {
    state: 'accepted',
    handler: actingHandler(ticket, moment),
    acceptedAt: moment.iso,
    escalation: 0,
    timers: without(ticket.timers, 'accept_warn', 'accept_due'),
    ...(isPart(ticket) ? { part: { ...ticket.part, arrival: arrival(ticket, how, moment) } } : {}),
  }
}

/** 报到: the arrival clock ends; a photo shows how it looked when they came. */
export function arrive(
  ticket: Ticket,
  { how, point, photos }: Extract<Command, { kind: 'arrive' }>,
  moment: Moment,
): Outcome {
  const metres = point ? tooFar(ticket, point, moment.town) : null
  if (metres !== null) return { refuse: 'too_far', metres }
  const patch = arrived(ticket, how, moment)
  const fresh = [...new Set(photos)].filter((hash) => !ticket.photosBefore.includes(hash))
  if (fresh.length > 0) {
    const by = moment.actor.kind === 'account' ? moment.actor.name : ''
    patch.supplements = withSupplement(ticket, { at: moment.iso, by, text: '', photos: fresh })
    patch.photosBefore = [...ticket.photosBefore, ...fresh]
  }
  return { steps: [{ command: 'arrive', patch, note: how }], notices: [] }
}

/** A part's result ends it at once: what the reporter says, they say of the whole. Whoever brings it has been there. */
export function resolvePart(
  ticket: Ticket,
  command: Extract<Command, { kind: 'resolve' }>,
  moment: Moment,
): Outcome {
  const coming: Step[] =
    ticket.state === 'dispatched'
      ? [{ command: 'arrive', patch: arrived(ticket, 'result', moment), note: 'result' }]
      : []
  const outcome = resolve(afterSteps(ticket, coming), command, moment)
  if ('refuse' in outcome) return outcome
  const closed: Partial<Ticket> = { state: 'closed', closedAt: moment.iso, timers: {} }
  const end: Step = { command: 'confirm', patch: closed, note: 'part', automatic: true }
  return { steps: [...coming, ...outcome.steps, end], notices: [] }
}

type Dispute = Extract<Command, { kind: 'dispute' }>

/** 没修好 of a whistle goes back to the part that led it; its own words tell that department. */
export function disputeWhistled(ticket: Ticket, command: Dispute, moment: Moment): Outcome {
  const outcome = dispute(ticket, command, moment)
  const lead = ticket.whistle?.parts.find((part) => part.lead && part.state === 'done')
  if ('refuse' in outcome || !ticket.whistle || !lead) return outcome
  const [step, ...more] = outcome.steps
  // Its department is no longer there: then it is an ordinary ticket again.
  if (!step || more.length > 0 || lead.department !== ticket.department) return outcome
  const again: PartView = {
    ...lead,
    ...{ state: 'called', arrival: null, late: false, result: null, photos: [] },
    arriveDue: whistleDues(moment.town, lead.kind, moment.now).accept.due.toISOString(),
    handler: step.patch.handler ?? null,
  }
  const back = underWay({ ...ticket, timers: {} }, withPart(ticket.whistle, again), moment, true)
  return {
    steps: [{ ...step, patch: { ...step.patch, ...back } }],
    notices: outcome.notices.filter(({ template }) => template !== 'not_fixed_handler'),
  }
}

/** The same word as it reaches the part. */
export function disputePart(ticket: Ticket, command: Dispute, moment: Moment): Outcome {
  const outcome = dispute(ticket, command, moment)
  if ('refuse' in outcome || !isPart(ticket)) return outcome
  const [step, ...more] = outcome.steps
  if (!step) return outcome
  const again: Step = { ...step, patch: { ...step.patch, part: { ...ticket.part, arrival: null } } }
  return {
    steps: [again, ...more],
    notices: outcome.notices.filter(({ template }) => template === 'not_fixed_handler'),
  }
}
