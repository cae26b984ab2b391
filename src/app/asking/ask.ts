import { TZDate } from '@date-fns/tz'
import { addHours } from 'date-fns'
import { isQuietTime, quietEnds } from '../../domain/area/quiet.ts'
import type { Choice, Question } from '../../domain/asking/question.ts'
import type { Button, OutgoingMessage } from '../../domain/message.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { TownView } from '../context.ts'
import { sayArea } from '../names.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import { localeOf, type Texts } from '../texts/index.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import type { DraftContext } from '../tickets/draft.ts'

/** Hours a question can be answered by its buttons; then it expires silently. */
const OPEN_HOURS = 12

export type NewQuestion = Pick<
  Question,
  'kind' | 'about' | 'author' | 'ticketId' | 'conversationId' | 'choices'
>

/** True when the message has had its question, or gets it in this very write: a second one is never asked. */
export async function wasAsked(
  { app, draft }: Pick<DraftContext, 'app' | 'draft'>,
  about: Question['about'],
) {
  const same = (q: Question['about']): boolean =>
    q.conversationId === about.conversationId && q.messageId === about.messageId
  if (draft.write.questions.some(({ question }) => same(question.about))) return true
  return (await app.store.questionAbout(about.conversationId, about.messageId)) !== null
}

/** When a group may be asked again; null when it may now. Private chats sleep when their people do. */
export function quietUntil(
  { app, view, now }: Pick<DraftContext, 'app' | 'view' | 'now'>,
  conversation: Pick<ConversationRow, 'type'>,
): Date | null {
  const local = new TZDate(now.getTime(), app.zone)
  const { quiet } = view.town.policy
  if (conversation.type !== 'group' || !isQuietTime(local, quiet)) return null
  return new Date(quietEnds(local, quiet).getTime())
}

/** A question that waits for its time. */
export function askLater({ app, draft }: DraftContext, made: NewQuestion, dueAt: Date): void {
  const question: Question = {
    ...made,
    id: app.newId(),
    cardId: null,
    state: 'waiting',
    dueAt,
    askedAt: null,
    expiresAt: addHours(dueAt, OPEN_HOURS),
    answeredBy: null,
    answer: null,
  }
  draft.write.questions.push({ question, before: null })
}

/** The note of a question for the place that is said like any message. */
export function askedByWords(
  id: string,
  about: Question['about'],
  ticket: Pick<Ticket, 'id' | 'reporter'>,
  conversationId: string,
  now: Date,
): Question {
  return {
    id,
    kind: 'place',
    about,
    author: ticket.reporter.identityId,
    ticketId: ticket.id,
    conversationId,
    cardId: null,
    choices: [],
    state: 'asked',
    dueAt: null,
    askedAt: now,
    expiresAt: addHours(now, OPEN_HOURS),
    answeredBy: null,
    answer: null,
  }
}

/** What is asked, and below which message. */
export interface Wording {
  lines: (texts: Texts) => string[]
  buttons: (texts: Texts, choice: Choice) => string
  replyTo: string | null
  thread: string | null
}

/** Asks now, in a message of its own that loses its buttons once it is answered. */
export function askNow(
  ctx: DraftContext,
  made: NewQuestion | Question,
  conversation: ConversationRow,
  wording: Wording,
): Question {
  const { app, draft, now, view } = ctx
  const texts = view.texts[localeOf(conversation.language)]
  const waited = 'id' in made
  const question: Question = {
    ...made,
    id: waited ? made.id : app.newId(),
    cardId: app.newId(),
    state: 'asked',
    dueAt: null,
    askedAt: now,
    expiresAt: addHours(now, OPEN_HOURS),
    answeredBy: null,
    answer: null,
  }
  const make = new ButtonMaker(app.secret, conversation.id, question.ticketId, now)
  const rows = buttonRows(question, wording, make, texts)
  const content: OutgoingMessage = { lines: wording.lines(texts), tone: 'plain', photos: [], buttons: rows }
  const card = {
    id: question.cardId ?? '',
    ticketId: question.ticketId,
    conversationId: conversation.id,
    view: 'ask' as const,
    thread: wording.thread,
    replyTo: wording.replyTo,
    content,
  }
  draft.addTokens(make.tokens)
  draft.write.questions.push({ question, before: waited ? 'waiting' : null })
  draft.write.cards.push(card)
  draft.card(card)
  return question
}

function buttonRows(question: Question, { buttons }: Wording, make: ButtonMaker, texts: Texts): Button[][] {
  const all = question.choices.map(
    (choice, i): Button =>
      make.action(buttons(texts, choice), 'answer', { question: question.id, choice: String(i) }),
  )
  if (question.kind === 'place') all.push({ kind: 'location', label: texts.text('button-location') })
  // A place is a long word: two stand in a row.
  const perRow = question.choices.filter((c) => c.does === 'place').length > 1 ? 2 : 3
  const rows: Button[][] = []
  for (let i = 0; i < all.length; i += perRow) rows.push(all.slice(i, i + perRow))
  return rows
}

/** `3网格1单元` on a button; the whole name where it is needed to tell two apart. */
export function placeLabel(view: TownView, area: string, among: readonly string[]): string {
  const name = (code: string): string => view.town.areaByCode.get(code)?.name ?? code
  const alone = among.filter((code) => name(code) === name(area)).length < 2
  return alone ? name(area) : sayArea(view.town, area)
}
