import { TZDate } from '@date-fns/tz'
import { addDays, format } from 'date-fns'
import { isConfidential } from '../../domain/access.ts'
import type { Ticket, TimerKind } from '../../domain/ticket/types.ts'
import { quietUntil } from '../asking/ask.ts'
import type { App, TownView } from '../context.ts'

const ASKING: readonly TimerKind[] = ['auto_close', 'rate_due', 'recheck_due']

/** The one whose questions are counted, whichever of their accounts reported. */
export function whoReported({ reporter }: Ticket): string | null {
  return reporter.personId ?? reporter.identityId
}

/** The place of a question among those of the day, `2026-11-28/1`; null when the person has been asked enough. */
export async function slotFor(app: App, view: TownView, ticket: Ticket, now: Date): Promise<string | null> {
  const who = whoReported(ticket)
  if (who === null) return null
  const day = format(new TZDate(now.getTime(), app.zone), 'yyyy-MM-dd')
  const asked = await app.store.feedbackAsked(who, day)
  return asked < view.town.policy.feedback.perDay ? `${day}/${asked + 1}` : null
}

/**
 * When a timer that would ask the reporter may do so: a group not at night, and what was planned weeks ago not on a day
 * on which the person was asked already. null: now.
 */
export async function askFrom(
  app: App,
  view: TownView,
  ticket: Ticket,
  kind: TimerKind,
  now: Date,
): Promise<Date | null> {
  if (!ASKING.includes(kind)) return null
  const inPrivate = ticket.source.kind === 'dm' || isConfidential(view.town, ticket.category)
  const night = quietUntil({ app, view, now }, { type: inPrivate ? 'dm' : 'group' })
  if (night || kind !== 'recheck_due') return night
  return (await slotFor(app, view, ticket, now)) === null ? addDays(now, 1) : null
}
