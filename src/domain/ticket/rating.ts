import { addHours, isAfter, parseISO } from 'date-fns'
import { sidesOf } from '../access.ts'
import { closing } from './after-close.ts'
import { notices, toWorkers } from './audiences.ts'
import type { Actor, Command } from './decision.ts'
import { summarised } from './open.ts'
import type { Moment, Outcome, Step } from './outcome.ts'
import { RATINGS, type Rating, type Ticket } from './types.ts'

/** What was said of a result may be changed for this long, hours. */
export const RERATE_HOURS = 72

/** One rating for each person, whichever account they use. */
function isBy(rating: Rating, actor: Actor): boolean {
  if (actor.kind === 'system') return rating.identityId === null && rating.personId === null
  if (rating.personId !== null && rating.personId === actor.personId) return true
  return rating.identityId !== null && rating.identityId === actor.identityId
}

/**
 * How satisfied a reporter is; once, changeable for `RERATE_HOURS`. The first reporter's word that they are satisfied
 * also says that it is settled; that they are not does not say whether it is fixed, so that is asked first.
 */
export function rate(ticket: Ticket, command: Extract<Command, { kind: 'rate' }>, moment: Moment): Outcome {
  const { actor, town, now, iso } = moment
  if (!RATINGS.includes(command.value)) return { refuse: 'needs_text' }
  const given = ticket.ratings ?? []
  const before = given.find((rating) => isBy(rating, actor))
  if (before && isAfter(now, addHours(parseISO(before.at), RERATE_HOURS))) return { refuse: 'rate_too_late' }
  const who =
    actor.kind === 'system'
      ? { identityId: null, personId: null }
      : { identityId: actor.identityId, personId: actor.personId }
  const said = summarised(command.text)
  // Without a new word the word said before stays, as long as the answer does.
  const text = said === '' && before?.value === command.value ? before.text : said
  const rating: Rating = { ...who, value: command.value, text, at: before?.at ?? iso }
  const ratings = before ? given.map((r) => (r === before ? rating : r)) : [...given, rating]
  const steps: Step[] = []
  if (ticket.state === 'resolved') {
    const first = actor.kind === 'system' || sidesOf(ticket, actor, town).has('reporter')
    if (!first || command.value === 'bad') return { refuse: 'wrong_state' }
    steps.push({ command: 'confirm', patch: closing(ticket, moment).patch, note: 'by:rate' })
  }
  steps.push({ command: 'rate', patch: { ratings }, note: text || null })
  const told = command.value === 'bad' && text !== '' && text !== before?.text && ticket.department !== null
  return {
    steps,
    notices: told ? notices([toWorkers(ticket, town)], 'rated_bad', ticket, { text }) : [],
  }
}

/** Weeks later it is still fixed: noted. */
export function stillFixed(ticket: Ticket): Outcome {
  const { recheck } = ticket
  if (!recheck) return { refuse: 'wrong_state' }
  return { steps: [{ command: 'still_fixed', patch: { recheck: { ...recheck, fixed: true } } }], notices: [] }
}
