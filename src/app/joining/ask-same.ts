import type { Choice, Question } from '../../domain/asking/question.ts'
import { isOpen } from '../../domain/ticket/status.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { askLater, askNow, quietUntil, type Wording, wasAsked } from '../asking/ask.ts'
import type { Intake } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import { shortNumber } from '../names.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { Texts } from '../texts/index.ts'
import type { DraftContext } from '../tickets/draft.ts'
import { dispatcherChat } from '../tickets/recipients.ts'
import { sayWhere, sayWords } from '../tickets/secrecy.ts'
import type { Opened } from './join.ts'

/** Characters of what was said that the dispatcher is shown. */
const SHOWN = 60

/**
 * A new ticket that perhaps tells of what an open one has already: the dispatcher is asked, once, and not at night where
 * it can wait. Nobody to ask: both go on.
 */
export async function askSame(intake: Intake, said: Said, opened: readonly Opened[]): Promise<void> {
  const { app, view, conversation, identity, event } = intake
  const [first] = opened.filter((one) => one.like !== null)
  const other = first?.like
  if (!first || !other) return
  const { ticket } = first
  const chat = await dispatcherChat(app.store, view.town, ticket)
  if (!chat || chat.id === conversation.id || chat.status !== 'active') return
  const about = { conversationId: conversation.id, messageId: said.messageId }
  if (await wasAsked(intake, about)) return
  const choices: Choice[] = [
    { does: 'merge', into: { id: other.id, number: other.number } },
    { does: 'apart' },
  ]
  const author = event.sender.anonymous ? null : identity.id
  const made = { kind: 'same' as const, about, author, ticketId: ticket.id, conversationId: chat.id, choices }
  const pressing = ticket.urgency === 'urgent' || ticket.urgency === 'emergency'
  const quiet = pressing ? null : quietUntil(intake, chat)
  if (quiet) askLater(intake, made, quiet)
  else askNow(intake, made, chat, wording(intake, chat, ticket, other))
}

/** The morning has come: asked if both are still open. */
export async function askSameDue(
  ctx: DraftContext,
  question: Question,
  chat: ConversationRow,
): Promise<boolean> {
  const { store } = ctx.app
  const merge = question.choices.find((choice) => choice.does === 'merge')
  const ticket = question.ticketId ? await store.ticket(question.ticketId) : null
  const other = merge ? await store.ticket(merge.into.id) : null
  if (!ticket || !other || !isOpen(ticket) || !isOpen(other)) return false
  askNow(ctx, question, chat, wording(ctx, chat, ticket, other))
  return true
}

function wording(
  { view }: Pick<DraftContext, 'view'>,
  chat: ConversationRow,
  ticket: Ticket,
  other: Ticket,
): Wording {
  const inGroup = chat.type === 'group'
  const where = (of: Ticket): string => sayWhere(of, { town: view.town, inGroup })
  const words = (of: Ticket, texts: Texts): string => shortened(sayWords(of.summary, of, { texts, inGroup }))
  return {
    lines: (texts) => [
      texts.text('ask-same', {
        short: shortNumber(ticket.number),
        other: shortNumber(other.number),
        place: where(ticket),
        area: where(other),
        before: words(other, texts),
        text: words(ticket, texts),
      }),
    ],
    buttons: (texts, choice) =>
      choice.does === 'merge'
        ? texts.text('button-merge', { short: shortNumber(choice.into.number) })
        : texts.text('button-apart'),
    replyTo: null,
    thread: null,
  }
}

function shortened(text: string): string {
  const characters = [...text.replaceAll(/\s+/g, ' ')]
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : characters.join('')
}
