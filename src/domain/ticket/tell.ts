import { sidesOf } from '../access.ts'
import { responsible } from '../area/responsibility.ts'
import { place } from './assign.ts'
import { notices, toAllWorkers, toWorkers } from './audiences.ts'
import type { Command } from './decision.ts'
import { equal } from './equal.ts'
import { summarised } from './open.ts'
import { type Moment, type Outcome, UNCHANGED } from './outcome.ts'
import { isWhistled } from './parts.ts'
import { reclocked } from './reclock.ts'
import { mostOf } from './stakes.ts'
import { type Supplement, type Ticket, URGENCIES, type Urgency } from './types.ts'
import { moreUrgent } from './urgency.ts'

/** Supplements a ticket carries; older ones are in its history, which would else grow with the square of their number. */
export const KEPT_SUPPLEMENTS = 50

/** The newest supplements with one more. */
export function withSupplement(ticket: Ticket, added: Supplement): Supplement[] {
  return [...ticket.supplements, added].slice(-KEPT_SUPPLEMENTS)
}

/** Words and photos added to what was said; null when there are none that are new. */
function supplement(
  ticket: Ticket,
  text: string,
  photos: readonly string[],
  moment: Moment,
): Supplement | null {
  const known = new Set([
    ...ticket.photosBefore,
    ...ticket.photosAfter,
    ...ticket.supplements.flatMap((s) => s.photos),
  ])
  const fresh = [...new Set(photos)].filter((hash) => !known.has(hash))
  if (text.trim() === '' && fresh.length === 0) return null
  const by = moment.actor.kind === 'account' ? moment.actor.name : ''
  return { at: moment.iso, by, text: text.trim(), photos: fresh }
}

/**
 * More words, photos or a place. An area or a point answers a missing place and sends the ticket on; later the point
 * is kept, a place fills an empty one, the reporter's area one that nobody told yet, and any other area is left to
 * `correct`. Nothing new: nothing changes.
 */
export function supply(
  ticket: Ticket,
  command: Extract<Command, { kind: 'supply' }>,
  moment: Moment,
): Outcome {
  const { town, actor } = moment
  const added = supplement(ticket, command.text, command.photos, moment)
  const waits = ticket.state === 'needs_info'
  const area = command.area !== undefined && town.areaByCode.has(command.area) ? command.area : undefined
  const beforeResult = ticket.state !== 'resolved' && ticket.state !== 'closed'
  const patch: Partial<Ticket> = {}
  if (added) {
    patch.supplements = withSupplement(ticket, added)
    if (beforeResult) patch.photosBefore = [...ticket.photosBefore, ...added.photos]
  }
  if (command.point) patch.point = command.point
  if (command.place && (waits || ticket.place === null)) patch.place = command.place
  const sides = sidesOf(ticket, actor, town)
  const tells = ticket.placeTold === false && beforeResult && sides.has('reporter')
  if ((waits || tells) && area !== undefined) {
    patch.area = area
    patch.placeTold = true
    if (command.place) patch.place = command.place
  }
  const stakes = mostOf([...(ticket.stakes ?? []), ...(command.stakes ?? [])])
  if (beforeResult && !equal(stakes, ticket.stakes ?? [])) patch.stakes = stakes
  const raised =
    beforeResult && command.urgency && moreUrgent(command.urgency, ticket.urgency) ? command.urgency : null
  if (raised) patch.urgency = raised
  const note = raised ? { note: changesOf(ticket, { urgency: raised }) } : {}
  const step = { command: 'supply' as const, patch, ...note }
  if (waits) {
    if (area !== undefined || command.point) return place(ticket, step, moment)
    return { steps: [step], notices: [] }
  }
  if (Object.keys(patch).length === 0) return UNCHANGED
  const unaccepted = ticket.state === 'new' || ticket.state === 'dispatched'
  if (patch.area !== undefined && unaccepted && moves(ticket, { ...ticket, ...patch }, moment))
    return place(ticket, step, moment, true)
  // On hold its clocks stand still.
  if (raised && ticket.state !== 'suspended') Object.assign(patch, reclocked({ ...ticket, ...patch }, moment))
  const ownWork = sides.has('handler') || sides.has('department_lead')
  const told = added !== null && ticket.department !== null && !ownWork
  const args = { by: added?.by ?? '', text: added?.text ?? '', raised: raised ?? '' }
  return {
    steps: [step],
    notices: told ? notices(toAllWorkers(ticket, town), 'supplied', ticket, args, added.photos) : [],
  }
}

/**
 * Urgency of a ticket whose category is set right by hand and nothing said of urgency: one that was the category's usual
 * becomes the new one's usual; one that was raised or lowered for what was told stays at least so.
 */
function followed({ category, urgency }: Ticket, to: string, { town }: Moment): Urgency {
  const usual = (code: string): Urgency => town.categoryByCode.get(code)?.urgency ?? 'normal'
  const level = (u: Urgency) => URGENCIES.indexOf(u)
  const [before, after] = [usual(category), usual(to)]
  if (level(urgency) > level(before)) return level(after) > level(urgency) ? after : urgency
  if (level(urgency) < level(before)) return level(after) < level(urgency) ? after : urgency
  return after
}

/** What of the correction differs from the ticket. */
function difference(
  ticket: Ticket,
  command: Extract<Command, { kind: 'correct' }>,
  moment: Moment,
): Partial<Ticket> {
  const { category, area, place: words, point, summary, stakes } = command
  const follows = command.byHand === true && category !== undefined
  const urgency = command.urgency ?? (follows ? followed(ticket, category, moment) : undefined)
  const patch: Partial<Ticket> = {}
  if (category !== undefined && category !== ticket.category) patch.category = category
  if (urgency !== undefined && urgency !== ticket.urgency) patch.urgency = urgency
  if (area !== undefined && area !== ticket.area && moment.town.areaByCode.has(area)) patch.area = area
  if (words !== undefined && words !== ticket.place) patch.place = words
  if (area !== undefined && ticket.placeTold === false && Object.keys(patch).length > 0)
    patch.placeTold = true
  if (point !== undefined && !equal(point, ticket.point)) patch.point = point
  if (summary !== undefined && summarised(summary) !== ticket.summary) patch.summary = summarised(summary)
  if (stakes !== undefined && !equal(stakes, ticket.stakes ?? [])) patch.stakes = stakes
  return patch
}

/** What was read and what is right, for the history; people's own words stay in `data`. */
function changesOf(ticket: Ticket, patch: Partial<Ticket>): string | null {
  const names = ['category', 'urgency', 'area'] as const
  const changed = names.flatMap((name) =>
    patch[name] === undefined ? [] : [`${name} ${ticket[name]} → ${patch[name]}`],
  )
  return changed.length > 0 ? changed.join(', ') : null
}

/** True when the corrected ticket belongs to another department than the reading before would have chosen. */
function moves(ticket: Ticket, after: Ticket, { town }: Moment): boolean {
  if (ticket.part || isWhistled(ticket)) return false
  const was = responsible(town, ticket.category, ticket.area)
  const is = responsible(town, after.category, after.area)
  return is !== null && is.department !== was?.department && is.department !== ticket.department
}

/**
 * The reading changed. Another area ends the wait for a place. Before acceptance another category or area may bring
 * another department, with new clocks; where the rule chooses the same as before, the ticket stays (a department that
 * returned it does not get it again), and its clocks are set as if it had been read so from their start on. A
 * correction by hand moves an accepted ticket too, and whoever is at work on it hears that it is not theirs.
 */
export function correct(
  ticket: Ticket,
  command: Extract<Command, { kind: 'correct' }>,
  moment: Moment,
): Outcome {
  const patch = difference(ticket, command, moment)
  if (Object.keys(patch).length === 0) return UNCHANGED
  const step = { command: 'correct' as const, patch, note: changesOf(ticket, patch) }
  const after: Ticket = { ...ticket, ...patch }
  const replaced = patch.category !== undefined || patch.area !== undefined
  const { state } = ticket
  if (state === 'needs_info' && patch.area !== undefined) return place(ticket, step, moment)
  const unaccepted = state === 'new' || state === 'dispatched'
  const movable = unaccepted || (state === 'accepted' && command.byHand === true)
  if (movable && replaced && moves(ticket, after, moment)) {
    const placed = place(ticket, step, moment, true)
    if (unaccepted) return placed
    // Who had it hears no more than that when it turns out to be confidential.
    const had = toWorkers({ ...ticket, category: after.category }, moment.town)
    const off = notices([had], 'called_off', ticket, { state: 'moved', reason: '' })
    return { steps: placed.steps, notices: [...off, ...placed.notices] }
  }
  const retimed = patch.category !== undefined || patch.urgency !== undefined
  const clocks = retimed ? reclocked(after, moment) : {}
  return { steps: [{ ...step, patch: { ...patch, ...clocks } }], notices: [] }
}
