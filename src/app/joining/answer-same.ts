import { may } from '../../domain/access.ts'
import type { Choice, Question } from '../../domain/asking/question.ts'
import { decide } from '../../domain/ticket/decide.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { endQuestion } from '../asking/settle.ts'
import { isHidden } from '../intake/hidden.ts'
import { actorOf, execute, type Intake, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'
import { shortNumber } from '../names.ts'

type SameChoice = Extract<Choice, { does: 'merge' | 'apart' }>

/** The dispatcher said whether two tickets are one. @returns the line the presser sees. */
export async function answerSame(intake: Intake, question: Question, choice: SameChoice): Promise<string> {
  const { app, view } = intake
  const texts = textsOf(intake)
  const ticket = question.ticketId ? await app.store.ticket(question.ticketId) : null
  if (!ticket) return texts.text('refuse-button')
  if (choice.does === 'merge') return mergeInto(intake, question, ticket, choice.into.id)
  const actor = actorOf(intake)
  if (!may('merge', ticket, actor, view.town)) {
    const refused = decide(
      ticket,
      { kind: 'merge', into: { id: '', number: '' } },
      { now: intake.now, town: view.town, actor },
    )
    return refused.ok
      ? texts.text('refuse-button')
      : sayRefusal(refused.refusal, ticket, 'merge', view.town, texts)
  }
  await endQuestion(intake, question, {
    state: 'answered',
    answer: 'apart',
    by: intake.identity.id,
    line: (t) => t.text('asked-apart'),
  })
  return texts.text('asked-apart')
}

/** Both change in one write or not at all. */
async function mergeInto(intake: Intake, question: Question, ticket: Ticket, id: string): Promise<string> {
  const { app, view, now, draft } = intake
  const texts = textsOf(intake)
  const other = await app.store.ticket(id)
  if (!other || isHidden(intake, other)) return texts.text('refuse-button')
  const into = { id: other.id, number: other.number }
  const ctx = { now, town: view.town, actor: actorOf(intake) }
  const takes = decide(other, { kind: 'absorb', ticket }, ctx)
  if (!takes.ok) return sayRefusal(takes.refusal, other, 'absorb', view.town, texts)
  const merged = await execute(intake, ticket, { kind: 'merge', into })
  if (!merged.ok) return sayRefusal(merged.refusal, ticket, 'merge', view.town, texts)
  await execute(intake, other, { kind: 'absorb', ticket })
  draft.write.moved.push({ from: ticket.id, to: other.id })
  const short = shortNumber(other.number)
  await endQuestion(intake, question, {
    state: 'answered',
    answer: 'merge',
    by: intake.identity.id,
    line: (t) => t.text('asked-merged', { short }),
  })
  return texts.text('asked-merged', { short })
}

/** Yes or no below the question. @returns true when it was taken as the answer. */
export async function sameByWords(
  intake: Intake,
  question: Question,
  answer: 'yes' | 'no' | null,
): Promise<boolean> {
  const choice = question.choices.find(
    (c): c is SameChoice => c.does === (answer === 'yes' ? 'merge' : 'apart'),
  )
  if (answer === null || !choice) return false
  await answerSame(intake, question, choice)
  return true
}
