import { isAfter, parseISO } from 'date-fns'
import type { Town } from '../../area/town.ts'
import type { Ticket } from '../types.ts'
import { type Bucket, bucketOf } from './clock.ts'
import { clockOf, runningClocks } from './fields.ts'

const WORST: readonly Bucket[] = ['overdue', 'approaching', 'on_time']

/** The worst bucket of the clocks that run; null when none does: it is settled, paused, or waits for its place. */
export function bucketOfTicket(ticket: Ticket, town: Town, now: Date): Bucket | null {
  const buckets = runningClocks(ticket).flatMap((name) => {
    const clock = clockOf(ticket, name)
    return clock ? [bucketOf(town.calendar, clock, now)] : []
  })
  return WORST.find((bucket) => buckets.includes(bucket)) ?? null
}

/**
 * How a stage stands: its time has not come; it was over before the ticket was resolved; or the ticket was resolved in
 * its time.
 */
export type StageStanding = 'ahead' | 'passed' | 'met'

/** The stages of a ticket with how each stands. */
export function stagesOf(ticket: Ticket): { name: string; due: Date; standing: StageStanding }[] {
  const resolved = ticket.resolvedAt === null ? null : parseISO(ticket.resolvedAt)
  return (ticket.stages ?? []).map(({ name, due: end, toldAt }) => {
    const due = parseISO(end)
    if (resolved === null) return { name, due, standing: toldAt === undefined ? 'ahead' : 'passed' }
    return { name, due, standing: isAfter(resolved, due) ? 'passed' : 'met' }
  })
}
