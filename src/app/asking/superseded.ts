import { subMinutes } from 'date-fns'
import type { Question } from '../../domain/asking/question.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Intake } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import { endQuestion } from './settle.ts'

/**
 * The author went on and a ticket came of it: what was asked, or was going to be asked, a moment ago is told by it. The
 * earlier message joins the ticket. Words that only go on about a ticket tell nothing but what a photo of it shows.
 */
export async function superseded(
  intake: Intake,
  said: Said,
  ticket: Ticket,
  kinds: readonly Question['kind'][] = ['photo', 'report'],
): Promise<void> {
  const { app, view, identity, now, draft } = intake
  const { windowMinutes, photoMinutes } = view.town.policy.gather
  for (const question of said.thread.questions) {
    if (question.author !== identity.id || !kinds.includes(question.kind)) continue
    if (question.about.messageId === said.messageId) continue
    const minutes = question.kind === 'photo' ? photoMinutes : windowMinutes
    if (question.askedAt && question.askedAt < subMinutes(now, minutes)) continue
    const stored = await app.store.message(question.about.conversationId, question.about.messageId)
    const joined = draft.write.adopt.some((a) => a.messageId === stored?.id)
    if (question.kind === 'photo' && !joined) continue
    if (stored && stored.ticketId === null && !joined)
      draft.write.adopt.push({ messageId: stored.id, ticketId: ticket.id })
    await endQuestion(intake, question, { state: 'dropped', ticketId: ticket.id })
  }
}
