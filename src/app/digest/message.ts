import type { OutgoingMessage } from '../../domain/message.ts'
import { type Figures, figuresOf, type Period } from '../../domain/report/figures.ts'
import { isInHand, minutesOverdue, worstFirst } from '../../domain/ticket/status.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { ticketLine } from '../commands/lines.ts'
import type { App, TownView } from '../context.ts'
import { sayArea } from '../names.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import { localeOf } from '../texts/index.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import type { Draft } from '../tickets/draft.ts'

/** Overdue tickets that are named; the rest are counted. */
const NAMED = 5

export interface DigestContext {
  app: App
  view: TownView
  draft: Draft
  now: Date
  today: Period
}

/** How the day went in the areas, as one message; null where nothing is in hand and nothing was resolved. */
export function digestMessage(
  areas: readonly { area: string; tickets: readonly Ticket[] }[],
  conversation: ConversationRow,
  ctx: DigestContext,
): OutgoingMessage | null {
  const { app, view, draft, now, today } = ctx
  const texts = view.texts[conversation.type === 'group' ? 'zh-CN' : localeOf(conversation.language)]
  const told = areas
    .map(({ area, tickets }) => ({
      area,
      tickets,
      figures: figuresOf(tickets, today, now),
      open: tickets.filter(isInHand).length,
    }))
    .filter(({ open, figures }) => open > 0 || figures.resolved > 0)
  const [first] = told
  if (!first) return null
  const late = told
    .flatMap(({ tickets }) => tickets)
    .filter((t) => minutesOverdue(t, now) > 0)
    .sort(worstFirst(now))
  const more = late.length - NAMED
  const line = ({ area, open, figures }: { area: string; open: number; figures: Figures }): string =>
    texts.text('digest-area', {
      area: sayArea(view.town, area),
      opened: figures.opened,
      resolved: figures.resolved,
      open,
      overdue: figures.overdue,
    })
  const make = new ButtonMaker(app.secret, conversation.id, null, now)
  const { area } = first
  const buttons = [
    make.action(texts.text('button-all'), 'status_all', { area }),
    ...(late.length > 0 ? [make.action(texts.text('button-overdue'), 'status_overdue', { area })] : []),
  ]
  draft.addTokens(make.tokens)
  return {
    title: texts.text('digest-head'),
    lines: [
      ...told.map(line),
      ...late.slice(0, NAMED).map((ticket) => ticketLine({ app, view, now, texts }, ticket)),
      ...(more > 0 ? [texts.text('status-more', { n: more })] : []),
    ],
    tone: 'plain',
    photos: [],
    buttons: [buttons],
  }
}
