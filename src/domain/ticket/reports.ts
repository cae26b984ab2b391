import { sidesOf } from '../access.ts'
import { place } from './assign.ts'
import { notices, toAllWorkers, toWorkers } from './audiences.ts'
import type { Command, Notice } from './decision.ts'
import { followersOfBoth } from './follow.ts'
import { noLongerHeld } from './handover.ts'
import { summarised } from './open.ts'
import { afterSteps, type Moment, type Outcome, type Step, UNCHANGED } from './outcome.ts'
import { reclocked } from './reclock.ts'
import { KEPT_SUPPLEMENTS } from './tell.ts'
import type { Joined, Supplement, Ticket } from './types.ts'
import { moreUrgent, type Urgency } from './urgency.ts'

/** Reports that join one ticket; the next one opens its own, which those after it may join. */
export const MOST_JOINED = 100

/** How many people reported it. Who hides is counted by message. */
export function reporterCount(ticket: Pick<Ticket, 'reporter' | 'joined'>): number {
  const known = new Set<string>()
  let hidden = 0
  for (const { identityId } of [ticket.reporter, ...ticket.joined.map((report) => report.reporter)]) {
    if (identityId === null) hidden++
    else known.add(identityId)
  }
  return known.size + hidden
}

type Where = Pick<Joined['source'], 'conversationId' | 'messageId'>

function isFrom(source: Where, { conversationId, messageId }: Where): boolean {
  return source.conversationId === conversationId && source.messageId === messageId
}

/** The report that joined by this message. */
export function reportFrom(ticket: Pick<Ticket, 'joined'>, source: Where): Joined | undefined {
  return ticket.joined.find((report) => isFrom(report.source, source))
}

type Report = Extract<Command, { kind: 'join' }>['report']

/** The ticket with these reports: their words and photos are supplements, and its urgency may rise, never fall. */
function withReports(ticket: Ticket, reports: readonly Report[], moment: Moment): Partial<Ticket> {
  let { urgency, photosBefore, supplements } = ticket
  const joined = [...ticket.joined]
  const known = new Set([...photosBefore, ...ticket.photosAfter, ...supplements.flatMap((s) => s.photos)])
  for (const report of reports) {
    const added = [...new Set(report.photos)].filter((hash) => !known.has(hash))
    for (const hash of added) known.add(hash)
    const raises = moreUrgent(report.urgency, urgency)
    const summary = summarised(report.summary)
    joined.push({ ...report, summary, at: moment.iso, added, raisedFrom: raises ? urgency : null })
    if (raises) urgency = report.urgency
    photosBefore = [...photosBefore, ...added]
    const told: Supplement = { at: moment.iso, by: report.reporter.name, text: summary, photos: added }
    if (summary !== '' || added.length > 0) supplements = [...supplements, told].slice(-KEPT_SUPPLEMENTS)
  }
  return { joined, urgency, photosBefore, supplements, point: ticket.point ?? reports[0]?.point ?? null }
}

/** Clocks follow another urgency, wherever some run that depend on it. */
function clocked(ticket: Ticket, patch: Partial<Ticket>, moment: Moment): Partial<Ticket> {
  const waits = ['needs_info', 'new', 'dispatched', 'accepted'].includes(ticket.state)
  if (!waits || patch.urgency === undefined || patch.urgency === ticket.urgency) return patch
  return { ...patch, ...reclocked({ ...ticket, ...patch }, moment) }
}

/** Adds reports; the place that one of them tells ends the wait for it. */
function added(
  ticket: Ticket,
  command: 'join' | 'absorb',
  reports: readonly Report[],
  moment: Moment,
  note: string | null = null,
  also: Partial<Ticket> = {},
): Outcome {
  const patch = { ...withReports(ticket, reports, moment), ...also }
  const told = reports.find((report) => moment.town.areaByCode.has(report.area))
  const outcome =
    ticket.state === 'needs_info' && told
      ? place(ticket, { command, patch: { ...patch, area: told.area, place: told.place }, note }, moment)
      : { steps: [{ command, patch: clocked(ticket, patch, moment), note }] satisfies Step[], notices: [] }
  const after = afterSteps(ticket, outcome.steps)
  return { steps: outcome.steps, notices: [...outcome.notices, ...toldDepartment(ticket, after, moment)] }
}

/** Whoever works on it gets the new facts and photos, not a new call. */
function toldDepartment(before: Ticket, after: Ticket, { town }: Moment): Notice[] {
  const report = after.joined[before.joined.length]
  if (before.department === null || !report) return []
  const raised: Urgency | '' = after.urgency === before.urgency ? '' : after.urgency
  const args = { by: report.reporter.name, text: report.summary, count: reporterCount(after), raised }
  const photos = after.joined.slice(before.joined.length).flatMap((r) => r.added)
  return notices(toAllWorkers(after, town), 'joined', after, args, photos)
}

/** One more report of the same matter. The same message a second time changes nothing. */
export function join(
  ticket: Ticket,
  { report }: Extract<Command, { kind: 'join' }>,
  moment: Moment,
): Outcome {
  if (reportFrom(ticket, report.source) || isFrom(ticket.source, report.source)) return UNCHANGED
  if (ticket.joined.length >= MOST_JOINED) return { refuse: 'wrong_state' }
  return added(ticket, 'join', [report], moment)
}

/** 不是同一件: the report goes with all that it brought. One who reported takes out the own report only. */
export function leave(ticket: Ticket, command: Extract<Command, { kind: 'leave' }>, moment: Moment): Outcome {
  const report = reportFrom(ticket, command.source)
  if (!report) return { refuse: 'already_done' }
  if (!mayTakeOut(ticket, report, moment)) return { refuse: 'not_allowed' }
  const gone = new Set(report.added)
  const joined = ticket.joined.filter((other) => other !== report)
  const own = ticket.supplements.findIndex((s) => s.at === report.at && s.by === report.reporter.name)
  const patch: Partial<Ticket> = {
    joined,
    supplements: ticket.supplements.filter((_, at) => at !== own),
    photosBefore: ticket.photosBefore.filter((hash) => !gone.has(hash)),
    ...(lowered(ticket, report, joined) ? { urgency: report.raisedFrom ?? ticket.urgency } : {}),
  }
  return { steps: [{ command: 'leave', patch: clocked(ticket, patch, moment) }], notices: [] }
}

/** What only this report raised falls back, unless it was set otherwise since. */
function lowered(ticket: Ticket, report: Joined, others: readonly Joined[]): boolean {
  if (report.raisedFrom === null || ticket.urgency !== report.urgency) return false
  const { raisedFrom } = report
  return others.every((other) => !moreUrgent(other.urgency, raisedFrom))
}

function mayTakeOut(ticket: Ticket, report: Joined, { actor, town }: Moment): boolean {
  if (actor.kind === 'system') return true
  const sides = [...sidesOf(ticket, actor, town)]
  if (!sides.every((side) => ['anyone', 'reporter', 'joined'].includes(side))) return true
  const { identityId, personId } = report.reporter
  return identityId === actor.identityId || (personId !== null && personId === actor.personId)
}

/** It goes on in another ticket: its clocks end; another department at work on it hears so. */
export function merge(
  ticket: Ticket,
  { into }: Extract<Command, { kind: 'merge' }>,
  moment: Moment,
): Outcome {
  if (into.id === ticket.id) return { refuse: 'wrong_state' }
  const patch: Partial<Ticket> = {
    ...noLongerHeld(ticket, moment.iso),
    state: 'merged',
    mergedInto: into,
    timers: {},
  }
  const works = ['dispatched', 'accepted', 'suspended'].includes(ticket.state) && ticket.department !== null
  return {
    steps: [{ command: 'merge', patch, note: into.number }],
    notices: works ? notices([toWorkers(ticket, moment.town)], 'merged', ticket, { into: into.number }) : [],
  }
}

/** Takes in a merged ticket: its reporter and all whose reports had joined it. */
export function absorb(
  ticket: Ticket,
  { ticket: other }: Extract<Command, { kind: 'absorb' }>,
  moment: Moment,
): Outcome {
  if (other.id === ticket.id) return { refuse: 'wrong_state' }
  const {
    reporter,
    source,
    category,
    urgency,
    area,
    place: words,
    point,
    summary,
    stakes,
    photosBefore,
  } = other
  const theirs = new Set(other.joined.flatMap((report) => report.added))
  const photos = photosBefore.filter((hash) => !theirs.has(hash))
  const first: Report = {
    ...{ reporter, source, category, urgency, area, place: words, point, summary, photos },
    ...(stakes ? { stakes } : {}),
  }
  const reports = [
    first,
    ...other.joined.map(({ at: _at, added: _added, raisedFrom: _from, ...told }) => told),
  ]
  const fresh = reports.filter(
    (report) => !reportFrom(ticket, report.source) && !isFrom(ticket.source, report.source),
  )
  if (fresh.length === 0) return UNCHANGED
  if (ticket.joined.length + fresh.length > 2 * MOST_JOINED) return { refuse: 'wrong_state' }
  return added(ticket, 'absorb', fresh, moment, other.number, followersOfBoth(ticket, other))
}
