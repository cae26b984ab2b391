import type { TicketEvent } from '../ticket/decision.ts'
import { BLANK } from '../ticket/replay.ts'
import type { Rating, Ticket } from '../ticket/types.ts'
import type { CallMark, Mark, RatingMark, TermMark } from './marks.ts'
import type { Period } from './period.ts'

/** An event as scores need it; fields of `data` that they do not look at may be missing. */
export type PastEvent = Pick<TicketEvent, 'at' | 'command' | 'to' | 'data'>

/** A ticket as it stood at the end of the look-back, as far as scores and rights look at it, and what of it counts. */
export interface Reckoned {
  ticket: Ticket
  marks: Mark[]
}

interface Course {
  ticket: Ticket
  marks: Mark[]
  /** The call that waits for acceptance: `mark` once its time is over. */
  call: { mark: CallMark | null } | null
  term: 'running' | 'late' | null
  /** The result that nobody has called not fixed. */
  result: TermMark | null
}

/** Field by field, so that a hundred thousand events cost little. */
function apply(ticket: Ticket, { data, to }: PastEvent): void {
  ticket.state = to
  if (data.id !== undefined) ticket.id = data.id
  if (data.number !== undefined) ticket.number = data.number
  if (data.category !== undefined) ticket.category = data.category
  if (data.area !== undefined) ticket.area = data.area
  if (data.reporter !== undefined) ticket.reporter = data.reporter
  if (data.joined !== undefined) ticket.joined = data.joined
  if (data.department !== undefined) ticket.department = data.department
  if (data.handler !== undefined) ticket.handler = data.handler
  if (data.acceptDue !== undefined) ticket.acceptDue = data.acceptDue
  if (data.resolveDue !== undefined) ticket.resolveDue = data.resolveDue
  if (data.excuses !== undefined) ticket.excuses = data.excuses
}

function whose({ ticket }: Course, at: string) {
  return { at, department: ticket.department, person: ticket.handler, area: ticket.area }
}

/** Marks what came due before `until`; while a ticket is suspended its clocks stand still. */
function pass(course: Course, until: string): void {
  const { ticket, call, marks } = course
  if (ticket.state === 'suspended') return
  if (call && call.mark === null && ticket.acceptDue !== null && ticket.acceptDue < until) {
    call.mark = { ...whose(course, ticket.acceptDue), kind: 'call', accepted: false, inTime: false }
    marks.push(call.mark)
  }
  if (course.term === 'running' && ticket.resolveDue !== null && ticket.resolveDue < until) {
    const mark = { resolved: false, inTime: false, solved: false }
    marks.push({ ...whose(course, ticket.resolveDue), kind: 'term', ...mark })
    course.term = 'late'
  }
}

const WAITS: readonly Ticket['state'][] = ['dispatched', 'suspended']
const UNDONE: readonly Ticket['state'][] = ['new', 'dispatched', 'accepted', 'suspended']

/** A call begins with each dispatch; one that was passed on in time is nobody's. */
function follow(course: Course, event: PastEvent): void {
  const { data, to } = event
  const { ticket, call, marks } = course
  if (to === 'dispatched' && data.dispatchedAt !== undefined) course.call = { mark: null }
  else if (call && data.acceptedAt) {
    if (call.mark) call.mark.accepted = true
    else marks.push({ ...whose(course, event.at), kind: 'call', accepted: true, inTime: true })
    course.call = null
  } else if (!WAITS.includes(to)) course.call = null
  if (UNDONE.includes(to) && data.resolveFrom && ticket.resolveDue !== null) course.term = 'running'
}

/** A result, or the word that it did not hold; of a dispute, that the agreement did not. */
function settle(course: Course, event: PastEvent): void {
  const { data, to, command } = event
  const { ticket } = course
  const broken = command === 'visit' && UNDONE.includes(to)
  if ((command === 'dispute' || broken) && course.result) {
    course.result.solved = false
    course.result = null
  }
  if (to === 'resolved' && data.resolvedAt) {
    const inTime = course.term !== 'late' && (ticket.resolveDue === null || event.at <= ticket.resolveDue)
    const mark: TermMark = { ...whose(course, event.at), kind: 'term', resolved: true, inTime, solved: true }
    course.marks.push(mark)
    course.result = mark
  }
  if (!UNDONE.includes(to)) course.term = null
}

function keyOf({ identityId, personId }: Rating): string {
  return `${personId ?? ''}/${identityId ?? ''}`
}

/** What is said of the result now; what was said of one that did not hold is void. */
function rated(course: Course, ratings: readonly Rating[]): void {
  const others = course.marks.filter((mark) => mark.kind !== 'rating')
  const before = new Map(
    course.marks.flatMap((mark) => (mark.kind === 'rating' ? [[mark.key, mark] as const] : [])),
  )
  const now = ratings.map((rating): RatingMark => {
    const known = before.get(keyOf(rating))
    if (known) return { ...known, value: rating.value }
    return { ...whose(course, rating.at), kind: 'rating', value: rating.value, key: keyOf(rating) }
  })
  course.marks = [...others, ...now]
}

/** What a granted appeal takes away: all of that department until then. */
function isExcused(mark: Mark, ticket: Ticket): boolean {
  return (ticket.excuses ?? []).some(
    ({ department, state, decidedAt }) =>
      state === 'granted' && department === mark.department && decidedAt !== null && mark.at <= decidedAt,
  )
}

/**
 * What of a ticket counts in a period, from its history alone, as it was known at `asOf`. The events are in their
 * order, the first opens the ticket. The same history gives the same marks whatever happened after `asOf`.
 */
export function reckon(events: readonly PastEvent[], { from, to, asOf }: Period): Reckoned {
  const until = asOf.toISOString()
  const [begin, end] = [from.toISOString(), to.toISOString()]
  const ticket: Ticket = { ...BLANK }
  const course: Course = { ticket, marks: [], call: null, term: null, result: null }
  for (const event of events) {
    if (event.at > until) break
    pass(course, event.at)
    apply(ticket, event)
    follow(course, event)
    settle(course, event)
    if (event.data.ratings) rated(course, event.data.ratings)
  }
  pass(course, until)
  const inPeriod = course.marks.filter((mark) => mark.at >= begin && mark.at < end)
  return { ticket, marks: inPeriod.filter((mark) => !isExcused(mark, ticket)) }
}
