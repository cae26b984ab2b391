import { subHours, subMinutes } from 'date-fns'
import type { Reading } from '../../domain/understanding/types.ts'
import type { ThreadRows } from '../store-port/messages.ts'
import { type Intake, postsOf, reply, textsOf } from './intake.ts'

/** Hints on small talk within ten minutes; after that silence is kinder. */
const HINTS = 3

/**
 * True while an account may open one more ticket. People with a post are known and trusted; everybody else has a
 * share per hour, twice as large for emergencies. Beyond it the words are kept, and the sender is told once.
 */
export async function mayOpenMore(intake: Intake, reading: Reading): Promise<boolean> {
  const { app, view, conversation, identity, event, draft, now } = intake
  if (postsOf(intake).length > 0) return true
  const { ticketsPerHour } = view.town.policy.limits
  const most = reading.incidents.some((i) => i.urgency === 'emergency') ? 2 * ticketsPerHour : ticketsPerHour
  const who = {
    // A hidden sender is counted by where the words come from.
    reporter: event.sender.anonymous ? null : identity.id,
    conversation: conversation.id,
    actor: identity.id,
  }
  const lately = await app.store.openedLately(who, subHours(now, 1))
  if (lately.tickets < most) return true
  if (!lately.told) {
    draft.write.audit.push({ actor: identity.id, action: 'report.bound', target: conversation.id, data: {} })
    reply(intake, textsOf(intake).text('report-bound', { n: most }))
  }
  return false
}

/** Messages of the sender in this chat within the last minutes that no ticket came of, this one not counted. */
function idle({ identity, now }: Intake, { recent }: ThreadRows, minutes: number): number {
  const since = subMinutes(now, minutes)
  return recent.filter((m) => m.identityId === identity.id && m.ticketId === null && m.at >= since).length
}

/** Commands beyond the town's bound get no answer: they would stand in the queue before the cards of others. */
export function tooManyCommands(intake: Intake, thread: ThreadRows): boolean {
  return idle(intake, thread, 1) >= intake.view.town.policy.limits.answersPerMinute
}

export function tooMuchSmallTalk(intake: Intake, thread: ThreadRows): boolean {
  return idle(intake, thread, 10) >= HINTS
}
