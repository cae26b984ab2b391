import { TZDate } from '@date-fns/tz'
import { differenceInMinutes, format, parseISO } from 'date-fns'
import type { TicketEvent } from './decision.ts'
import { BLANK } from './replay.ts'
import type { Ticket } from './types.ts'

/** Whole minutes by which somebody came too late, at least 1 where they did; 0 when in time or no time was set. */
export function minutesLate(due: string | null, at: string): number {
  if (due === null || at <= due) return 0
  return Math.max(1, differenceInMinutes(parseISO(at), parseISO(due)))
}

/** How one department came when it was called, in one month. */
export interface ArrivalCount {
  department: string
  /** `2026-07`, of the town's clock when it was called. */
  month: string
  /** Calls; a part sent back for more work is a call again. */
  called: number
  /** Came, in time or not. */
  arrived: number
  inTime: number
  /** Of those not come: no longer needed. */
  recalled: number
  /** Of those not come: gave it back, or it went on to another department. */
  declined: number
  /** Of those not come: still awaited. */
  awaited: number
}

type Ending = 'arrived' | 'recalled' | 'declined'

interface Call {
  department: string
  at: string
  due: string | null
  ended: Ending | null
  inTime: boolean
}

/** The calls that one part's history tells of, in order. */
function callsOf(events: readonly TicketEvent[]): Call[] {
  const calls: Call[] = []
  let ticket: Ticket = BLANK
  for (const event of events) {
    const before = ticket
    ticket = { ...ticket, ...event.data, state: event.to, history: event.seq }
    if (!ticket.part) continue
    const open = calls.findLast((call) => call.ended === null)
    const waited = before.state === 'dispatched'
    const moved = ticket.state !== 'dispatched' || ticket.department !== before.department
    if (open && waited && moved) {
      open.ended = endingOf(ticket)
      open.inTime = open.ended === 'arrived' && (open.due === null || event.at <= open.due)
    }
    if (ticket.state === 'dispatched' && ticket.department !== null && (!waited || moved))
      calls.push({
        ...{ department: ticket.department, at: event.at, due: ticket.acceptDue },
        ...{ ended: null, inTime: false },
      })
  }
  return calls
}

function endingOf({ state }: Ticket): Ending {
  if (state === 'accepted' || state === 'resolved' || state === 'closed') return 'arrived'
  return state === 'withdrawn' || state === 'rejected' ? 'recalled' : 'declined'
}

/**
 * Arrivals by department and month, from the histories of parts (those of other tickets count nothing): the same figures for
 * any past month whenever it is asked. In the order of month, then department.
 * @param zone IANA zone in which a month begins
 */
export function arrivalsOf(histories: readonly (readonly TicketEvent[])[], zone: string): ArrivalCount[] {
  const counts = new Map<string, ArrivalCount>()
  for (const { department, at, ended, inTime } of histories.flatMap(callsOf)) {
    const month = format(new TZDate(parseISO(at).getTime(), zone), 'yyyy-MM')
    const key = `${month} ${department}`
    const count = counts.get(key) ?? {
      ...{ department, month, called: 0, arrived: 0, inTime: 0, recalled: 0, declined: 0, awaited: 0 },
    }
    count.called++
    count[ended ?? 'awaited']++
    if (inTime) count.inTime++
    counts.set(key, count)
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count)
}
