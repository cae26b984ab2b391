import { addDays, addWeeks, isAfter } from 'date-fns'
import { fallsUnder } from '../area/responsibility.ts'
import { arm, type Timers, without } from './arming.ts'
import { notices, toAsk } from './audiences.ts'
import type { Notice } from './decision.ts'
import type { Moment, Outcome } from './outcome.ts'
import type { Ticket } from './types.ts'

/** Somebody can be asked. */
function isKnown({ reporter }: Ticket): boolean {
  return reporter.identityId !== null || reporter.personId !== null
}

function ratingAsk(ticket: Ticket, { town }: Moment): Notice[] {
  return notices([toAsk(ticket, town)], 'ask_rating', ticket)
}

/**
 * It is closed. Where something was done the reporter is asked once how satisfied they are, at night in the morning,
 * and in the categories of `policy.recheck` weeks later whether it is still fixed.
 */
export function closing(ticket: Ticket, moment: Moment): { patch: Partial<Ticket>; asks: Notice[] } {
  const { now, iso, town, generation, askFrom } = moment
  const { feedback, recheck } = town.policy
  let timers: Timers = {}
  let asks: Notice[] = []
  if (ticket.resolvedAt !== null && isKnown(ticket)) {
    if (fallsUnder(ticket.category, recheck.categories))
      timers = arm(timers, 'recheck_due', addWeeks(now, recheck.weeks), generation)
    if (feedback.ask && isAfter(askFrom, now)) timers = arm(timers, 'rate_due', askFrom, generation)
    else if (feedback.ask) asks = ratingAsk(ticket, moment)
  }
  return { patch: { state: 'closed', closedAt: iso, timers }, asks }
}

/** What was said of a result that did not hold; the history keeps it. */
export function unrated(ticket: Ticket): Partial<Ticket> {
  return {
    ...(ticket.ratings?.length ? { ratings: [] } : {}),
    ...(ticket.recheck ? { recheck: null } : {}),
  }
}

/** The morning after a ticket closed by itself; who has said so meanwhile is not asked. */
export function askRating(ticket: Ticket, moment: Moment): Outcome {
  const patch = { timers: without(ticket.timers, 'rate_due') }
  const rated = (ticket.ratings ?? []).length > 0
  return {
    steps: [{ command: 'timer', patch, note: 'rate_due' }],
    notices: rated ? [] : ratingAsk(ticket, moment),
  }
}

/** Is it still fixed? When it is night, or they were asked something today, later. */
export function askRecheck(ticket: Ticket, moment: Moment): Outcome {
  const { now, iso, town, generation, askFrom } = moment
  if (isAfter(askFrom, now)) {
    const timers = arm(ticket.timers, 'recheck_due', askFrom, generation)
    return { steps: [{ command: 'timer', patch: { timers }, note: 'recheck_later' }], notices: [] }
  }
  const until = addDays(now, town.policy.recheck.answerDays).toISOString()
  const patch: Partial<Ticket> = {
    timers: without(ticket.timers, 'recheck_due'),
    recheck: { askedAt: iso, until, fixed: false },
  }
  return {
    steps: [{ command: 'timer', patch, note: 'recheck_due' }],
    notices: notices([toAsk(ticket, town)], 'ask_recheck', ticket),
  }
}
