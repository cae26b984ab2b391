import { isConfidential } from '../../domain/access.ts'
import type { OutgoingMessage, Tone } from '../../domain/message.ts'
import { isWhistled } from '../../domain/ticket/parts.ts'
import { reporterCount } from '../../domain/ticket/reports.ts'
import { stakesOf } from '../../domain/ticket/stakes.ts'
import type { Supplement, Ticket } from '../../domain/ticket/types.ts'
import { maskName, maskText } from '../../lib/mask.ts'
import { mediationFacts } from '../mediation/say.ts'
import { sayCategory, shortNumber } from '../names.ts'
import type { LiveView } from '../store-port/cards.ts'
import { sayPast } from '../texts/time.ts'
import { partFacts } from '../whistle/part-card.ts'
import { cardButtons } from './card-buttons.ts'
import type { CardContext } from './card-context.ts'
import { cardStatus } from './card-status.ts'
import { sayStakes } from './say-stakes.ts'
import { isQuiet, sayAuthor, sayWhere, sayWords, withoutReporter } from './secrecy.ts'

/** Supplements shown on a card before the rest is only counted. */
const SHOWN_SUPPLEMENTS = 3
const SHOWN_NOTES = 2

/** The live picture of a ticket for one kind of reader; drawn again with every change of the ticket. */
export function cardMessage(view: LiveView, ticket: Ticket, ctx: CardContext): OutgoingMessage {
  return {
    title: title(view, ticket, ctx),
    lines: [...facts(view, ticket, ctx), ...cardStatus(view, ticket, ctx)],
    tone: tone(ticket),
    photos:
      isWorking(view) && !isQuiet(ticket, ctx.inGroup)
        ? ticket.photosBefore.slice(0, ctx.photosWithCard)
        : [],
    buttons: cardButtons(view, ticket, ctx).filter((row) => row.length > 0),
  }
}

/** Read by those who do something about it. */
function isWorking(view: LiveView): boolean {
  return view === 'department' || view === 'dispatcher' || view === 'mediator'
}

function tone(ticket: Ticket): Tone {
  switch (ticket.state) {
    case 'resolved':
    case 'closed':
      return 'done'
    case 'withdrawn':
    case 'rejected':
    case 'merged':
      return 'plain'
    default:
      return ticket.urgency
  }
}

function title(view: LiveView, ticket: Ticket, { town, texts, joinedBy }: CardContext): string {
  const args = {
    short: shortNumber(ticket.number),
    category: sayCategory(town, ticket.category, texts),
    urgency: texts.text(`urgency-${ticket.urgency}`),
  }
  const working = ticket.state === 'dispatched' || ticket.state === 'accepted'
  if (ticket.part) return texts.text('card-title-part', args)
  if (view === 'department' && working && !isWhistled(ticket))
    return texts.text('card-title-department', args)
  if (view === 'mediator' && working) return texts.text('card-title-mediator', args)
  if (view === 'dispatcher' && ticket.state === 'new') return texts.text('card-title-dispatcher', args)
  if (joinedBy) return texts.text('card-title-joined', args)
  if (view === 'reporter') return texts.text('card-title-reporter', args)
  return texts.text('card-title', args)
}

function facts(view: LiveView, ticket: Ticket, ctx: CardContext): string[] {
  const { texts, clock } = ctx
  const lines =
    ticket.state === 'needs_info' ? [] : [texts.text('card-place', { place: sayWhere(ticket, ctx) })]
  const stakes = sayStakes(stakesOf(ticket), texts)
  if (stakes && !isQuiet(ticket, ctx.inGroup)) lines.push(stakes)
  const people = reporterCount(ticket)
  if (people > 1) lines.push(texts.text('card-reporters', { n: people }))
  if (ticket.splitFrom)
    lines.push(texts.text('card-split-from', { short: shortNumber(ticket.splitFrom.number) }))
  for (const { number } of ticket.splitInto ?? [])
    lines.push(texts.text('card-split-into', { short: shortNumber(number) }))
  if (ticket.part)
    return [...lines, ...partFacts(ticket, ticket.part, ctx), ...supplements(ticket, false, ctx)]
  // What a colleague has in charge is no longer others' to read.
  if (view === 'whistle' || (isWorking(view) && (view !== 'mediator' || ctx.mediates))) {
    // Those who deal with a confidential matter do not learn who reported it.
    const inHand = view === 'department' || view === 'mediator'
    const shielded = inHand && isConfidential(ctx.town, ticket.category)
    const args = { who: sayReporter(ticket, shielded, ctx), time: sayPast(ticket.openedAt, texts, clock) }
    if (isQuiet(ticket, ctx.inGroup)) {
      lines.push(texts.text('card-reported-quiet', args), sayWords(ticket.summary, ticket, ctx))
    } else {
      const summary = sayWords(
        shielded ? withoutReporter(ticket.summary, ticket) : ticket.summary,
        ticket,
        ctx,
      )
      lines.push(texts.text('card-reported', { ...args, summary }), ...supplements(ticket, shielded, ctx))
    }
    // The department's own chat; a card that only fell to another chat, or was left behind, tells none. What is noted of a
    // dispute names its parties.
    const own = view === 'department' && ctx.department !== null && ctx.department === ticket.department
    if (own && !isQuiet(ticket, ctx.inGroup)) {
      for (const { at, by, text } of (ticket.notes ?? []).slice(-SHOWN_NOTES))
        lines.push(
          texts.text('card-note', { who: by, time: sayPast(at, texts, clock), text: maskText(text) }),
        )
    }
  }
  if (view === 'mediator' && ctx.mediates === 'in_charge' && !ctx.inGroup) {
    lines.push(...mediationFacts(ticket, ctx, ctx.mediationWords ?? new Map()))
  }
  return lines
}

/** A resident's name is shortened wherever others read it; people of the grid are called by name and post. */
function sayReporter(ticket: Ticket, shielded: boolean, { texts }: CardContext): string {
  if (shielded) return texts.text('reporter-shielded')
  const { name, role } = ticket.reporter
  const post = texts.text(`role-${role}`)
  const shown = role === 'resident' ? maskName(name) : name
  return shown ? texts.text('card-reporter', { name: shown, post }) : post
}

function supplements(ticket: Ticket, shielded: boolean, ctx: CardContext): string[] {
  const all: readonly Supplement[] = ticket.supplements
  const author = (by: string): string =>
    shielded && by === ticket.reporter.name ? ctx.texts.text('reporter-shielded') : sayAuthor(by, ctx.town)
  const lines = all.slice(-SHOWN_SUPPLEMENTS).map((s) =>
    s.text
      ? ctx.texts.text('card-supplement', {
          who: author(s.by),
          text: sayWords(shielded ? withoutReporter(s.text, ticket) : s.text, ticket, ctx),
        })
      : ctx.texts.text('card-supplement-photos', { who: author(s.by), n: s.photos.length }),
  )
  const more = all.length - lines.length
  return more > 0 ? [...lines, ctx.texts.text('card-supplements-more', { n: more })] : lines
}
