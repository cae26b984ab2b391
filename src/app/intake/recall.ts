import { reportFrom } from '../../domain/ticket/reports.ts'
import { endQuestion } from '../asking/settle.ts'
import { isSource } from './edit.ts'
import { execute, type Intake, textsOf } from './intake.ts'

type RecallBody = Extract<Intake['event']['body'], { kind: 'recall' }>

/** Before somebody has taken it on. */
const NOT_ACCEPTED: ReadonlySet<string> = new Set(['new', 'needs_info', 'dispatched'])

/**
 * A message was taken back by its writer, where the platform says so. A report that nobody has accepted yet is withdrawn;
 * later, and for words that were added, it is noted on the ticket, for somebody may be on the way. Words without a ticket
 * are forgotten with what was going to be asked about them.
 */
export async function handleRecall(intake: Intake, { messageId }: RecallBody): Promise<void> {
  const { app, conversation, identity, draft } = intake
  const stored = await app.store.message(conversation.id, messageId)
  if (!stored || stored.identityId !== identity.id) return
  const question = await app.store.questionAbout(conversation.id, messageId)
  const ticket = stored.ticketId ? await app.store.ticket(stored.ticketId) : null
  if (!ticket) {
    if (question?.state === 'waiting' || question?.state === 'asked')
      await endQuestion(intake, question, { state: 'dropped' })
    draft.write.messages.push({
      ...stored,
      conversationId: conversation.id,
      direction: 'in',
      text: '',
      photos: [],
      parts: [],
      replyTo: null,
      editedAt: intake.now,
    })
    return
  }
  const texts = textsOf(intake)
  const isReport = isSource(intake, ticket, messageId)
  const source = { conversationId: conversation.id, messageId }
  if (reportFrom(ticket, source)) {
    await execute(intake, ticket, { kind: 'leave', source })
    return
  }
  const note = texts.text(isReport ? 'recalled-report' : 'recalled-words')
  await execute(
    intake,
    ticket,
    isReport && NOT_ACCEPTED.has(ticket.state)
      ? { kind: 'withdraw', reason: note }
      : { kind: 'supply', text: note, photos: [] },
  )
}
