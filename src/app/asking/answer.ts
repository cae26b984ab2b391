import type { Question } from '../../domain/asking/question.ts'
import { mayAnswer } from '../../domain/asking/question.ts'
import { decide } from '../../domain/ticket/decide.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { mayOpenMore } from '../intake/bounds.ts'
import { isHidden } from '../intake/hidden.ts'
import { actorOf, execute, type Intake, textsOf } from '../intake/intake.ts'
import { openAll } from '../intake/open-tickets.ts'
import { sayRefusal } from '../intake/refusal.ts'
import { readInput, threadContext } from '../intake/said.ts'
import { wait } from '../intake/wait.ts'
import { answerSame } from '../joining/answer-same.ts'
import { sayArea, shortNumber } from '../names.ts'
import { retell } from './retell.ts'
import { endQuestion } from './settle.ts'

/**
 * A button of a question was pressed. Rights are looked at now; what was answered, has expired or belongs to another
 * chat is refused with a reason.
 * @returns the line the presser sees.
 */
export async function answerQuestion(intake: Intake, args: Record<string, string>): Promise<string> {
  const { app, conversation, now } = intake
  const texts = textsOf(intake)
  const question = await app.store.question(args['question'] ?? '')
  const choice = question?.choices[Number(args['choice'])]
  if (!question || !choice || question.conversationId !== conversation.id) return texts.text('refuse-button')
  const ticket = question.ticketId ? await app.store.ticket(question.ticketId) : null
  if (ticket && isHidden(intake, ticket)) return texts.text('refuse-button')
  if (question.state !== 'asked') {
    return ticket && question.kind !== 'same'
      ? texts.text('asked-opened', { short: shortNumber(ticket.number) })
      : texts.text('asked-before')
  }
  if (question.expiresAt <= now) return texts.text('refuse-button')
  switch (choice.does) {
    case 'place':
      return ticket ? placeIt(intake, question, ticket, choice.area) : texts.text('refuse-button')
    case 'other_place':
      return ticket ? elsewhere(intake, ticket) : texts.text('refuse-button')
    case 'merge':
    case 'apart':
      return answerSame(intake, question, choice)
    case 'open':
    case 'drop': {
      const about = await app.store.conversation(question.about.conversationId)
      if (!mayAnswer(question, actorOf(intake), about?.area ?? null, intake.view.town))
        return texts.text('refuse-answer')
      return choice.does === 'open' ? openIt(intake, question) : dropIt(intake, question)
    }
  }
}

/** The next words of the presser tell the place; whoever may not put it right is told so before writing. */
function elsewhere(intake: Intake, ticket: Ticket): string {
  const { view, now } = intake
  const texts = textsOf(intake)
  const probe = { kind: 'correct', place: '?' } as const
  const decision = decide(ticket, probe, { now, town: view.town, actor: actorOf(intake) })
  if (!decision.ok) return sayRefusal(decision.refusal, ticket, 'correct', view.town, texts)
  wait(intake, ticket, 'place')
  return texts.text('done-location-hint')
}

async function placeIt(intake: Intake, question: Question, ticket: Ticket, area: string): Promise<string> {
  const { view, draft, identity } = intake
  const texts = textsOf(intake)
  const waits = ticket.state === 'needs_info'
  const result = await execute(
    intake,
    ticket,
    waits ? { kind: 'supply', text: '', photos: [], area } : { kind: 'correct', area },
  )
  if (!result.ok) return sayRefusal(result.refusal, ticket, 'correct', view.town, texts)
  for (const change of draft.write.questions)
    if (change.question.id === question.id) change.question.answeredBy = identity.id
  if (question.author) draft.endWait({ conversationId: intake.conversation.id, identityId: question.author })
  return texts.text('done-place', { area: sayArea(view.town, area) })
}

/** Opens the ticket of the message, for the one who wrote it. Exactly one: the message may have one by now. */
export async function openIt(intake: Intake, question: Question): Promise<string> {
  const { app, identity } = intake
  const texts = textsOf(intake)
  const retold = await retell(intake, question)
  if (!retold) {
    await endQuestion(intake, question, { state: 'dropped' })
    return texts.text('refuse-button')
  }
  const { said, stored } = retold
  const known = stored.ticketId ? await app.store.ticket(stored.ticketId) : null
  if (known) {
    await endQuestion(intake, question, { state: 'dropped' })
    return isHidden(intake, known)
      ? texts.text('asked-before')
      : texts.text('asked-opened', { short: shortNumber(known.number) })
  }
  const input = { ...readInput(retold.intake, said), surelyReport: true }
  const reading = retold.intake.view.read(input, threadContext(retold.intake, said))
  if (!(await mayOpenMore(retold.intake, reading))) return texts.text('refuse-button')
  const [first] = await openAll(retold.intake, said, reading)
  if (!first) return texts.text('refuse-button')
  const { ticket } = first
  intake.draft.write.adopt.push({ messageId: stored.id, ticketId: ticket.id })
  const hidden = isHidden(intake, ticket)
  const short = shortNumber(ticket.number)
  await endQuestion(intake, question, {
    state: 'answered',
    answer: 'open',
    by: identity.id,
    ticketId: ticket.id,
    ...(hidden ? {} : { line: (t) => t.text('asked-opened', { short }) }),
  })
  return hidden ? texts.text('asked-before') : texts.text('asked-opened', { short })
}

export async function dropIt(intake: Intake, question: Question): Promise<string> {
  await endQuestion(intake, question, {
    state: 'answered',
    answer: 'drop',
    by: intake.identity.id,
    line: (texts) => texts.text('asked-dropped'),
  })
  return textsOf(intake).text('asked-dropped')
}
