import type { OutgoingMessage } from '../../domain/message.ts'
import type { Intake } from '../intake/intake.ts'
import { textsOf } from '../intake/intake.ts'
import { type Action, ButtonMaker } from '../tickets/buttons.ts'

/** Lines of a list that a phone shows without scrolling. */
const PER_PAGE = 7

/** A list that goes on over several pages of one message. */
export interface List {
  title: string
  /** All lines, or those of the page only. */
  lines: readonly string[]
  /** What turns its pages, and what that has to know to make the list anew. */
  action: Extract<Action, 'list_overdue' | 'list_mine'>
  args: Record<string, string>
}

/** The message that holds the list; null: it is told for the first time. */
export interface Place {
  cardId: string | null
  page: number
}

/** What a pressed 上一页 or 下一页 says of its list. */
export function placeOf(args: Record<string, string>): Place {
  const page = Number(args['page'] ?? '0')
  return { cardId: args['card'] ?? null, page: Number.isInteger(page) && page >= 0 ? page : 0 }
}

/**
 * Tells a page of a list. It is kept like a card, so that turning a page changes the message in place where the
 * platform can. The list is made anew for every page: what was done meanwhile is gone from it.
 */
export function tellPage(
  intake: Intake,
  { title, lines, action, args }: List,
  { cardId, page }: Place,
): void {
  const { app, conversation, draft, event, now } = intake
  const texts = textsOf(intake)
  const id = cardId ?? app.newId()
  const pages = Math.max(1, Math.ceil(lines.length / PER_PAGE))
  const at = Math.min(page, pages - 1)
  const make = new ButtonMaker(app.secret, conversation.id, null, now)
  const turn = (to: number, label: string) =>
    to < 0 || to >= pages ? [] : [make.action(label, action, { ...args, card: id, page: String(to) })]
  const buttons = [
    ...turn(at - 1, texts.text('button-page-before')),
    ...turn(at + 1, texts.text('button-page-next')),
  ]
  const shown = lines.slice(at * PER_PAGE, (at + 1) * PER_PAGE)
  const content: OutgoingMessage = {
    title,
    lines: pages > 1 ? [...shown, texts.text('page-of', { n: at + 1, pages })] : shown,
    tone: 'plain',
    photos: [],
    buttons: buttons.length > 0 ? [buttons] : [],
  }
  draft.addTokens(make.tokens)
  const said = 'messageId' in event.body && event.body.kind === 'message' ? event.body.messageId : null
  const card = {
    id,
    ticketId: null,
    conversationId: conversation.id,
    view: 'list' as const,
    thread: event.conversation.thread ?? null,
    replyTo: said,
    content,
  }
  draft.write.cards.push(card)
  draft.card(card)
}
