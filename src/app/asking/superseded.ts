import { subMinutes } from 'date-fns'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Intake } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import { endQuestion } from './settle.ts'

/**
 * The author went on and a ticket came of it: what was asked, or was going to be asked, a moment ago is told by it. The
 * earlier message joins the ticket.
 */
export async function superseded(intake: Intake, said: Said, ticket: Ticket): Promise<void> {
  const { app, view, identity, now, draft } = intake
  const { windowMinutes, photoMinutes } = view.town.policy.gather
  for (const question of said.thread.questions) {
    if (question.author !== identity.id || question.kind === 'place' || question.kind === 'same') continue
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
