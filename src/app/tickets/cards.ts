import { lineage, type Town } from '../../domain/area/town.ts'
import type { Button, OutgoingMessage, Tone } from '../../domain/message.ts'
import { reporterCount } from '../../domain/ticket/reports.ts'
import type { Joined, Supplement, Ticket } from '../../domain/ticket/types.ts'
import { maskName } from '../../lib/mask.ts'
import { sayArea, sayCategory, sayOwner, shortNumber } from '../names.ts'
import type { LiveView } from '../store-port/cards.ts'
import type { Texts } from '../texts/index.ts'
import { type Clock, sayPast, sayTime } from '../texts/time.ts'
import type { ButtonMaker } from './buttons.ts'
import { isQuiet, sayAuthor, sayWhere, sayWords } from './secrecy.ts'

export interface CardContext {
  town: Town
  texts: Texts
  clock: Clock
  buttons: ButtonMaker
  /** The department this conversation works for; a card of another one's ticket has no buttons any more. */
  department: string | null
  /** Photos the platform shows together with the card. */
  photosWithCard: number
  /** The report of this private chat that joined a ticket begun elsewhere. */
  joinedBy: Joined | null
  /** What the reporter is told on a private chat's card is not masked. */
  inGroup: boolean
}

/** Supplements shown on a card before the rest is only counted. */
const SHOWN_SUPPLEMENTS = 3
const DISPATCH_CHOICES = 6

/** The live picture of a ticket for one kind of reader; drawn again with every change of the ticket. */
export function cardMessage(view: LiveView, ticket: Ticket, ctx: CardContext): OutgoingMessage {
  return {
    title: title(view, ticket, ctx),
    lines: [...facts(view, ticket, ctx), ...status(view, ticket, ctx)],
    tone: tone(ticket),
    photos:
      view === 'department' || view === 'dispatcher' ? ticket.photosBefore.slice(0, ctx.photosWithCard) : [],
    buttons: buttons(view, ticket, ctx).filter((row) => row.length > 0),
  }
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
  if (view === 'department' && working) return texts.text('card-title-department', args)
  if (view === 'dispatcher' && ticket.state === 'new') return texts.text('card-title-dispatcher', args)
  if (joinedBy) return texts.text('card-title-joined', args)
  if (view === 'reporter') return texts.text('card-title-reporter', args)
  return texts.text('card-title', args)
}

function facts(view: LiveView, ticket: Ticket, ctx: CardContext): string[] {
  const { texts, clock } = ctx
  const lines =
    ticket.state === 'needs_info' ? [] : [texts.text('card-place', { place: sayWhere(ticket, ctx) })]
  const people = reporterCount(ticket)
  if (people > 1) lines.push(texts.text('card-reporters', { n: people }))
  if (view === 'department' || view === 'dispatcher') {
    const args = { who: sayReporter(ticket, ctx), time: sayPast(ticket.openedAt, texts, clock) }
    if (isQuiet(ticket, ctx.inGroup)) {
      lines.push(texts.text('card-reported-quiet', args), sayWords(ticket.summary, ticket, ctx))
    } else {
      const summary = sayWords(ticket.summary, ticket, ctx)
      lines.push(texts.text('card-reported', { ...args, summary }), ...supplements(ticket, ctx))
    }
  }
  return lines
}

/** A resident's name is shortened wherever others read it; people of the grid are called by name and post. */
function sayReporter(ticket: Ticket, { texts }: CardContext): string {
  const { name, role } = ticket.reporter
  const post = texts.text(`role-${role}`)
  const shown = role === 'resident' ? maskName(name) : name
  return shown ? texts.text('card-reporter', { name: shown, post }) : post
}

function supplements(ticket: Ticket, ctx: CardContext): string[] {
  const all: readonly Supplement[] = ticket.supplements
  const lines = all.slice(-SHOWN_SUPPLEMENTS).map((s) =>
    s.text
      ? ctx.texts.text('card-supplement', {
          who: sayAuthor(s.by, ctx.town),
          text: sayWords(s.text, ticket, ctx),
        })
      : ctx.texts.text('card-supplement-photos', { who: sayAuthor(s.by, ctx.town), n: s.photos.length }),
  )
  const more = all.length - lines.length
  return more > 0 ? [...lines, ctx.texts.text('card-supplements-more', { n: more })] : lines
}

function status(view: LiveView, ticket: Ticket, ctx: CardContext): string[] {
  const { town, texts, clock } = ctx
  const time = (iso: string | null): string => (iso ? sayTime(iso, texts, clock) : '')
  const who = sayOwner(town, ticket, texts)
  switch (ticket.state) {
    case 'needs_info':
      return [texts.text('card-needs-place')]
    case 'new':
      return [texts.text('card-undispatched', { accept: time(ticket.acceptDue) })]
    case 'dispatched': {
      const again = ticket.disputes > 0 ? [texts.text('card-disputed')] : []
      const limits = { who, accept: time(ticket.acceptDue), resolve: time(ticket.resolveDue) }
      return [...again, texts.text(view === 'department' ? 'card-limits' : 'card-notified', limits)]
    }
    case 'accepted':
      return [
        texts.text('card-accepted', {
          who,
          time: sayPast(ticket.acceptedAt ?? ticket.openedAt, texts, clock),
          resolve: time(ticket.resolveDue),
        }),
      ]
    case 'resolved':
      return [resolved(ticket, ctx), texts.text('card-resolved-wait')]
    case 'closed':
      return [
        ...(ticket.result ? [resolved(ticket, ctx)] : []),
        texts.text('card-closed', { time: sayPast(ticket.closedAt ?? ticket.openedAt, texts, clock) }),
      ]
    case 'withdrawn':
      return [texts.text('card-withdrawn', { time: sayPast(ticket.updatedAt, texts, clock) })]
    case 'merged':
      return [
        ticket.mergedInto
          ? texts.text('card-merged', { short: shortNumber(ticket.mergedInto.number) })
          : texts.text('state-merged'),
      ]
    default:
      return [texts.text(`state-${ticket.state}`)]
  }
}

function resolved(ticket: Ticket, ctx: CardContext): string {
  const { texts, clock } = ctx
  const time = sayPast(ticket.resolvedAt ?? ticket.updatedAt, texts, clock)
  const result = sayWords(ticket.result ?? '', ticket, ctx).replace(/[。.]+$/, '')
  return texts.text('card-resolved', { result, time })
}

function buttons(view: LiveView, ticket: Ticket, ctx: CardContext): Button[][] {
  const { texts, buttons: make } = ctx
  const button = (action: Parameters<ButtonMaker['action']>[1], key: string): Button =>
    make.action(texts.text(key), action)
  const open = ticket.state === 'new' || ticket.state === 'dispatched' || ticket.state === 'accepted'
  switch (view) {
    case 'group':
      return open ? [[button('supply', 'button-supply'), button('withdraw', 'button-withdraw')]] : []
    case 'reporter':
      if (ctx.joinedBy) return [joinedButtons(ctx.joinedBy, open, ctx)]
      return open ? [[button('supply', 'button-supply'), button('withdraw', 'button-withdraw-own')]] : []
    case 'department': {
      if (ctx.department !== null && ctx.department !== ticket.department) return []
      const map = mapButton(ticket, ctx)
      if (ticket.state === 'dispatched')
        return [
          [
            button('accept', 'button-accept'),
            button('transfer', 'button-transfer'),
            button('return', 'button-return'),
          ],
          map,
        ]
      if (ticket.state === 'accepted')
        return [
          [
            button('resolve', 'button-resolve'),
            button('transfer', 'button-transfer'),
            button('return', 'button-return'),
          ],
          map,
        ]
      return []
    }
    case 'dispatcher':
      if (ticket.state !== 'new') return []
      return [
        ...departmentButtons(ticket, ctx, 'dispatch'),
        [button('fix', 'button-fix'), button('reject', 'button-reject')],
      ]
  }
}

/** One of several takes back only that it is the same. */
function joinedButtons({ source }: Joined, open: boolean, { texts, buttons: make }: CardContext): Button[] {
  const args = { conversation: source.conversationId, message: source.messageId ?? '' }
  const supply = open ? [make.action(texts.text('button-supply'), 'supply')] : []
  return [...supply, make.action(texts.text('button-apart'), 'apart', args)]
}

function mapButton(ticket: Ticket, { texts }: CardContext): Button[] {
  if (!ticket.point) return []
  const { lng, lat } = ticket.point
  const url = `https://uri.amap.com/marker?position=${lng},${lat}&coordinate=wgs84`
  return [{ kind: 'url', label: texts.text('card-map'), url }]
}

/**
 * The departments near the place, likely ones first: those whose kind leads the category, then the rest by
 * distance. Discipline takes only what is confidential, and that is never handed round by button.
 */
export function departmentButtons(
  ticket: Ticket,
  ctx: CardContext,
  action: 'dispatch' | 'transfer_to',
): Button[][] {
  const { town, texts, buttons: make } = ctx
  const line = lineage(town, ticket.area).map((a) => a.code)
  const lead = town.categoryByCode.get(ticket.category)?.lead
  const near = town.departments
    .filter((d) => line.includes(d.area) && d.code !== ticket.department && d.kind !== 'discipline')
    .sort(
      (a, b) =>
        Number(b.kind === lead) - Number(a.kind === lead) || line.indexOf(a.area) - line.indexOf(b.area),
    )
    .slice(0, DISPATCH_CHOICES)
  const all = near.map((d) =>
    make.action(
      action === 'dispatch' ? texts.text('button-dispatch', { department: d.name }) : d.name,
      action,
      {
        department: d.code,
      },
    ),
  )
  const rows: Button[][] = []
  for (let i = 0; i < all.length; i += 2) rows.push(all.slice(i, i + 2))
  return rows
}

/** Areas to choose from when the place is missing: the reporter's own first. */
export function placeChoices(
  town: Town,
  areas: readonly string[],
  make: ButtonMaker,
  texts: Texts,
): Button[][] {
  return areas.map((code) => [
    make.action(texts.text('button-place-here', { area: sayArea(town, code) }), 'place', { area: code }),
  ])
}
