import { sidesOf } from '../../domain/access.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { isHidden } from '../intake/hidden.ts'
import { actorOf, execute, type Intake, reply, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'
import { readInput, type Said, threadContext } from '../intake/said.ts'
import { endWait, wait } from '../intake/wait.ts'
import { attempt } from '../intake/work.ts'
import { shortNumber } from '../names.ts'
import { ratingWords, saysNothing, saysStillFixed } from './rating-words.ts'

function isReporter(intake: Intake, ticket: Ticket): boolean {
  const sides = sidesOf(ticket, actorOf(intake), intake.view.town)
  return sides.has('reporter') || sides.has('joined')
}

/** The ticket below whose message it was said, else the one this person was asked about here. */
async function meant(intake: Intake, said: Said): Promise<Ticket | null> {
  const { app, conversation, identity } = intake
  const { repliedTicket, repliesToBot } = said.thread
  if (said.row.replyTo !== null) return repliesToBot ? repliedTicket : null
  const who = { identityId: identity.id, personId: identity.personId }
  return app.store.openFeedback(conversation.id, who)
}

/**
 * 满意, 不满意,拖了半个月, 还好着呢: an answer to what the reporter was asked about the result.
 * @returns false when it is none.
 */
export async function feedbackByWords(intake: Intake, said: Said): Promise<boolean> {
  const rating = ratingWords(said.text)
  const still = rating === null && saysStillFixed(said.text)
  if (!rating && !still) return false
  const ticket = await meant(intake, said)
  if (!ticket || isHidden(intake, ticket) || !isReporter(intake, ticket)) return false
  if (still) {
    // 没问题 below a result that nobody asked about again has a meaning of its own.
    if (ticket.state !== 'closed' || ticket.recheck?.fixed !== false) return false
    await attempt(intake, said, ticket, { kind: 'still_fixed' })
    return true
  }
  if (!rating || (ticket.state !== 'closed' && ticket.state !== 'resolved')) return false
  await rateInWords(intake, said, ticket, rating)
  return true
}

/** Takes the answer; 不满意 without a word waits for one, which may be left out. */
async function rateInWords(
  intake: Intake,
  said: Said,
  ticket: Ticket,
  rating: NonNullable<ReturnType<typeof ratingWords>>,
): Promise<void> {
  if (!(await attempt(intake, said, ticket, { kind: 'rate', ...rating }))) return
  if (rating.value === 'bad' && rating.text === '') askWord(intake, ticket)
}

/** The next words of this person here may say why. */
export function askWord(intake: Intake, ticket: Ticket): void {
  wait(intake, ticket, 'rating_text')
}

/**
 * The word after 不满意. Talk that goes its own way is none: in a group only what is written below, in private
 * anything that is no report.
 */
export async function takeWord(intake: Intake, said: Said, ticket: Ticket): Promise<boolean> {
  const { conversation, view } = intake
  if (said.text === '') return false
  if (!said.thread.repliesToBot) {
    if (conversation.type === 'group') return false
    const { act, incidents } = view.read(readInput(intake, said), threadContext(intake, said))
    const tells =
      (act === 'report' || act === 'request') && incidents.some((i) => i.category !== ticket.category)
    if (tells) return false
  }
  endWait(intake)
  if (saysNothing(said.text)) return true
  const result = await execute(intake, ticket, { kind: 'rate', value: 'bad', text: said.text })
  const texts = textsOf(intake)
  const short = shortNumber(ticket.number)
  if (result.ok) reply(intake, texts.text('rating-word-done', { short }), ticket.id)
  else reply(intake, sayRefusal(result.refusal, ticket, 'rate', view.town, texts), ticket.id)
  return true
}
