import type { Choice, Question } from '../../domain/asking/question.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { sayArea } from '../names.ts'
import { localeOf, type Texts } from '../texts/index.ts'
import type { DraftContext } from '../tickets/draft.ts'

/** How a question ended. */
export interface Ending {
  state: 'answered' | 'dropped'
  answer?: Choice['does']
  by?: string | null
  ticketId?: string | null
  /** The line that stands below it from now on. */
  line?: (texts: Texts) => string
}

/** Ends a question: its buttons go, once. */
export async function endQuestion(ctx: DraftContext, question: Question, ending: Ending): Promise<void> {
  const { draft } = ctx
  if (draft.write.questions.some((q) => q.question.id === question.id)) return
  const ended: Question = {
    ...question,
    state: ending.state,
    dueAt: null,
    answer: ending.answer ?? null,
    answeredBy: ending.by ?? null,
    ticketId: ending.ticketId ?? question.ticketId,
  }
  draft.write.questions.push({ question: ended, before: question.state })
  await closeCard(ctx, ended, ending.line)
}

async function closeCard(
  { app, draft, view }: DraftContext,
  question: Question,
  line: Ending['line'],
): Promise<void> {
  const known = question.cardId === null ? null : await app.store.card(question.cardId)
  const conversation = await app.store.conversation(question.conversationId)
  if (!known || !conversation || known.content.buttons.length === 0) return
  const more = line ? [line(view.texts[localeOf(conversation.language)])] : []
  const card = {
    id: known.id,
    ticketId: question.ticketId,
    conversationId: conversation.id,
    view: 'ask' as const,
    thread: known.thread,
    replyTo: known.replyTo,
    content: { ...known.content, lines: [...known.content.lines, ...more], buttons: [] },
  }
  draft.write.cards.push(card)
  draft.card(card)
}

const OVER: ReadonlySet<Ticket['state']> = new Set(['resolved', 'closed', 'withdrawn', 'rejected', 'merged'])

/** The place is known by now, by whatever way it came, or nobody needs it any more. */
export async function settlePlace(before: Ticket | null, ticket: Ticket, ctx: DraftContext): Promise<void> {
  if (before === null || ticket.source.messageId === null) return
  const told = before.area !== ticket.area || before.place !== ticket.place || before.point !== ticket.point
  if (!told && (!OVER.has(ticket.state) || OVER.has(before.state))) return
  const { conversationId, messageId } = ticket.source
  const question = await ctx.app.store.questionAbout(conversationId, messageId)
  if (question?.kind !== 'place' || question.ticketId !== ticket.id || question.state !== 'asked') return
  const area = sayArea(ctx.view.town, ticket.area)
  await endQuestion(ctx, question, {
    state: told ? 'answered' : 'dropped',
    ...(told ? { answer: 'place', line: (texts) => texts.text('done-place', { area }) } : {}),
  })
}
