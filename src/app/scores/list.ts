import type { Rate } from '../../domain/area/score-policy.ts'
import type { Button, OutgoingMessage } from '../../domain/message.ts'
import type { Figure } from '../../domain/scores/figures.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { type Intake, textsOf } from '../intake/intake.ts'
import { sayCategory, sayOwner, shortNumber } from '../names.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { argsOf, figureLine, headline, percent } from './say.ts'
import type { MonthView } from './view.ts'

/** Tickets on a page. */
const PAGE = 8

interface Page {
  items: Figure['items']
  /** Counted from 0. */
  at: number
  pages: number
}

/** A page of the tickets behind a figure: those that do not count in full first, then by number. */
export function pageOf(view: MonthView, rate: Rate, wanted: number): Page {
  const numbers = new Map(view.reckoned.map(({ ticket }) => [ticket.id, ticket.number]))
  const number = (id: string): string => numbers.get(id) ?? ''
  const sorted = view.figures[rate].items.toSorted(
    (a, b) => a.worth - b.worth || (number(a.id) < number(b.id) ? -1 : 1),
  )
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE))
  const at = Math.min(Math.max(0, Math.trunc(wanted)), pages - 1)
  return { items: sorted.slice(at * PAGE, (at + 1) * PAGE), at, pages }
}

/** One line for each ticket of the page, with how it counts, and buttons to turn it. */
export function listMessage(
  intake: Intake,
  view: MonthView,
  rate: Rate,
  { items, at, pages }: Page,
  tickets: readonly Ticket[],
): Partial<OutgoingMessage> {
  const { app, conversation, now, draft } = intake
  const texts = textsOf(intake)
  const make = new ButtonMaker(app.secret, conversation.id, null, now)
  const turn = (to: number, label: string): Button =>
    make.action(label, 'stats_list', { ...argsOf(view), rate, page: String(to) })
  const buttons = [
    ...(at > 0 ? [turn(at - 1, texts.text('button-page-before'))] : []),
    ...(at < pages - 1 ? [turn(at + 1, texts.text('button-page-next'))] : []),
  ]
  draft.addTokens(make.tokens)
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  const lines = items.flatMap(({ id, worth }) => {
    const ticket = byId.get(id)
    return ticket ? [item(intake, rate, ticket, worth)] : []
  })
  return {
    title: texts.text('stats-list-head', {
      head: headline(intake, view),
      figure: figureLine(intake, rate, view.figures[rate]),
    }),
    lines: pages > 1 ? [...lines, texts.text('stats-page', { n: at + 1, of: pages })] : lines,
    buttons: buttons.length > 0 ? [buttons] : [],
  }
}

function item(intake: Intake, rate: Rate, ticket: Ticket, worth: number): string {
  const { town } = intake.view
  const texts = textsOf(intake)
  const short = shortNumber(ticket.number)
  const category = sayCategory(town, ticket.category, texts)
  const owner = sayOwner(town, ticket, texts)
  const told = rate === 'satisfaction' ? percent(worth) : texts.text(`counts-${worth > 0 ? 'yes' : 'no'}`)
  return texts.text('stats-item', { short, category, owner, told })
}
