import { parseISO } from 'date-fns'
import { personName } from '../area/posts.ts'
import { arm, without } from './arming.ts'
import { chooseHandler, closesAt, place } from './assign.ts'
import { notices, toJoined, toReporters } from './audiences.ts'
import { withClock } from './clocks/fields.ts'
import type { Command, Notice } from './decision.ts'
import { afterSteps, type Moment, type Outcome, type Step } from './outcome.ts'
import { heard, isNotForGroups, isOpenPart, isWhistled, openParts, recalled, withPart } from './parts.ts'
import type { Ticket } from './types.ts'
import { whistleDues } from './whistle-clocks.ts'
import type { PartView, Whistle } from './whistle-types.ts'

/** Parts one ticket may have; whoever needs more has another matter. */
export const MOST_PARTS = 20

type Blown = Pick<Extract<Command, { kind: 'whistle' }>, 'whistle' | 'by' | 'chat' | 'parts'>

function newPart(
  ticket: Ticket,
  called: Blown['parts'][number],
  at: { index: number; lead: boolean; arriveDue: string },
  { whistle }: Blown,
  moment: Moment,
): PartView {
  const { id, department, task } = called
  return {
    id,
    number: `${ticket.number}-${at.index}`,
    kind: whistle,
    department,
    handler: chooseHandler(ticket, department, moment),
    lead: at.lead,
    task: task.trim(),
    state: 'called',
    arriveDue: at.arriveDue,
    arrival: null,
    late: false,
    result: null,
    photos: [],
  }
}

/** Those called that are not there already, each department once. */
function freshOf(ticket: Ticket, parts: Blown['parts']): Blown['parts'] {
  const known = new Set(openParts(ticket).map((part) => part.department))
  return parts.filter(({ department }) => {
    if (known.has(department)) return false
    known.add(department)
    return true
  })
}

/** Fields of a ticket whose departments are on their way: only its result clock runs, arrivals are clocked by the parts. */
export function underWay(
  ticket: Ticket,
  whistle: Whistle,
  moment: Moment,
  restart: boolean,
): Partial<Ticket> {
  const { now, iso, town } = moment
  const goesOn = !restart && isWhistled(ticket) && ticket.timers.resolve_due !== undefined
  const due = whistleDues(town, whistle.kind, now).resolve
  const quiet = without(ticket.timers, 'accept_warn', 'accept_due')
  const lead = whistle.parts.find((part) => part.lead && part.state !== 'recalled')
  return {
    whistle,
    state: goesOn && ticket.state === 'accepted' ? 'accepted' : 'dispatched',
    department: lead?.department ?? ticket.department,
    handler: lead?.handler ?? ticket.handler,
    acceptDue: null,
    ...(goesOn
      ? { timers: quiet }
      : {
          dispatchedAt: iso,
          acceptedAt: null,
          ...withClock({ ...ticket, timers: quiet }, 'resolve', { from: now, ...due }, moment),
        }),
  }
}

/** Calls several departments, each by a part of its own; the first named leads unless one leads already. */
export function whistle(ticket: Ticket, command: Blown, moment: Moment): Outcome {
  const { town, iso, now } = moment
  if (isNotForGroups(town, ticket.category)) return { refuse: 'not_for_groups' }
  if (command.parts.length === 0 || command.parts.some((p) => !town.departmentByCode.has(p.department)))
    return { refuse: 'unknown_department' }
  const fresh = freshOf(ticket, command.parts)
  const [first] = fresh
  if (!first) return { refuse: 'already_done' }
  const before = ticket.whistle?.parts ?? []
  if (before.length + fresh.length > MOST_PARTS) return { refuse: 'wrong_state' }
  const led = isWhistled(ticket) && before.some((part) => part.lead && part.state !== 'recalled')
  const lead = led ? null : (fresh.find((part) => part.lead) ?? first)
  const arriveDue = whistleDues(town, command.whistle, now).accept.due.toISOString()
  const added = fresh.map((part, i) =>
    newPart(ticket, part, { index: before.length + i + 1, lead: part === lead, arriveDue }, command, moment),
  )
  const whistled: Whistle = {
    at: isWhistled(ticket) ? (ticket.whistle?.at ?? iso) : iso,
    kind: command.whistle,
    by: command.by,
    chat: command.chat,
    // Whoever led an earlier whistle that is over does not lead this one.
    parts: [...before.map((part) => (led ? part : { ...part, lead: false })), ...added],
  }
  const patch = underWay(ticket, whistled, moment, false)
  return {
    steps: [{ command: 'whistle', patch, note: command.whistle }],
    notices: relieved(ticket, added),
  }
}

/** The department that had it alone and is not among those called need not come. */
function relieved(ticket: Ticket, added: readonly PartView[]): Notice[] {
  const had = isWhistled(ticket) ? null : ticket.department
  if (had === null || added.some((part) => part.department === had)) return []
  return notices([{ kind: 'department', department: had }], 'called_off', ticket, {
    state: 'moved',
    reason: '',
  })
}

/** News of a part: somebody came, is late, is done, gave it back. The first arrival of the lead is the acceptance. */
export function partMoved(
  ticket: Ticket,
  command: Extract<Command, { kind: 'part_moved' }>,
  moment: Moment,
): Outcome {
  const known = ticket.whistle?.parts.find(({ id }) => id === command.part.id)
  if (!ticket.whistle || !known) return { refuse: 'stale' }
  const part = heard(known, command.part)
  const patch: Partial<Ticket> = {
    whistle: withPart(ticket.whistle, part),
    ...(part.lead
      ? { department: part.department ?? ticket.department, handler: part.handler ?? ticket.handler }
      : {}),
    ...(part.lead && part.arrival && ticket.state === 'dispatched' ? acceptedBy(ticket, part, moment) : {}),
  }
  return finish(ticket, { command: 'part_moved', patch, note: `${part.number} ${part.state}` }, moment)
}

/** 不用来了: a department is no longer needed; what it led, the next one leads. */
export function recallPart(
  ticket: Ticket,
  command: Extract<Command, { kind: 'recall_part' }>,
  moment: Moment,
): Outcome {
  const part = ticket.whistle?.parts.find(({ id }) => id === command.part)
  if (!ticket.whistle || !part) return { refuse: 'stale' }
  if (part.state === 'recalled') return { refuse: 'already_done' }
  if (!isOpenPart(part)) return { refuse: 'wrong_state' }
  const reason = command.reason.trim()
  if (reason === '') return { refuse: 'needs_text' }
  const left = withPart(ticket.whistle, recalled(part))
  const heir = part.lead ? nextLead(left) : undefined
  const whistled = heir ? withPart(left, { ...heir, lead: true }) : left
  const patch: Partial<Ticket> = {
    whistle: whistled,
    ...(heir ? { department: heir.department ?? ticket.department, handler: heir.handler } : {}),
    ...(heir?.arrival && ticket.state === 'dispatched' ? acceptedBy(ticket, heir, moment) : {}),
  }
  const note = `${part.number} ${reason}`
  return finish(ticket, { command: 'recall_part', patch, note }, moment)
}

/** Since when the lead is at it; whoever takes the lead over later may have been there before the parent was sent out anew. */
function since({ dispatchedAt }: Ticket, { arrival }: PartView, { iso }: Moment): string {
  const at = arrival?.at ?? iso
  return dispatchedAt !== null && at < dispatchedAt ? dispatchedAt : at
}

function acceptedBy(ticket: Ticket, lead: PartView, moment: Moment): Partial<Ticket> {
  return { state: 'accepted', acceptedAt: since(ticket, lead, moment), escalation: 0 }
}

function nextLead({ parts }: Whistle): PartView | undefined {
  return (
    parts.find((part) => isOpenPart(part) && part.department !== null) ??
    parts.find((p) => p.state === 'done')
  )
}

/** After the last open part: what was done is the result; where nothing was, the ticket is an ordinary one again. */
function finish(ticket: Ticket, step: Step, moment: Moment): Outcome {
  const after = afterSteps(ticket, [step])
  if (!after.whistle || isWhistled(after)) return { steps: [step], notices: [] }
  const done = after.whistle.parts.filter((part) => part.state === 'done')
  const lead = done.find((part) => part.lead) ?? done[0]
  if (!lead) return place(ticket, step, moment)
  const resolved = resultOf(after, lead, done, moment)
  const whole: Ticket = { ...after, ...resolved }
  const args = { result: lead.result ?? '', by: personName(moment.town, lead.handler) }
  const photos = [...ticket.photosBefore, ...whole.photosAfter]
  return {
    steps: [step, { command: 'resolve', patch: resolved, note: 'parts', automatic: true }],
    notices: [
      ...notices(toReporters(ticket, moment.town), 'result', whole, args, photos),
      ...notices(toJoined(ticket), 'result_joined', whole, args, photos),
    ],
  }
}

function resultOf(
  ticket: Ticket,
  lead: PartView,
  done: readonly PartView[],
  moment: Moment,
): Partial<Ticket> {
  return {
    state: 'resolved',
    department: lead.department ?? ticket.department,
    handler: lead.handler,
    acceptedAt: ticket.acceptedAt ?? since(ticket, lead, moment),
    resolvedAt: moment.iso,
    result: lead.result,
    photosAfter: [...new Set([lead, ...done].flatMap((part) => part.photos))],
    timers: arm({}, 'auto_close', closesAt(moment), moment.generation),
  }
}

/** Parts that nobody came to in time, the longest overdue first. `now` decides also what no timer has told yet. */
export function latePartsOf(ticket: Pick<Ticket, 'whistle'>, now: Date): PartView[] {
  return openParts(ticket)
    .filter(({ state, arriveDue }) => state === 'called' && arriveDue !== null && parseISO(arriveDue) < now)
    .sort((a, b) => ((a.arriveDue ?? '') < (b.arriveDue ?? '') ? -1 : 1))
}
