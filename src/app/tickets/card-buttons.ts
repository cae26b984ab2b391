import { lineage, type Town } from '../../domain/area/town.ts'
import type { Button } from '../../domain/message.ts'
import { mediates } from '../../domain/ticket/mediation/levels.ts'
import { inCharge } from '../../domain/ticket/mediation/mediators.ts'
import { isNotForGroups, isWhistled } from '../../domain/ticket/parts.ts'
import { moveFrom } from '../../domain/ticket/transition-table.ts'
import type { Joined, Ticket } from '../../domain/ticket/types.ts'
import { mediatorButtons } from '../mediation/card.ts'
import { sayArea } from '../names.ts'
import type { LiveView } from '../store-port/cards.ts'
import type { Texts } from '../texts/index.ts'
import { partButtons } from '../whistle/part-card.ts'
import type { ButtonMaker } from './buttons.ts'
import type { CardContext } from './card-context.ts'
import { isQuiet } from './secrecy.ts'

const DISPATCH_CHOICES = 6

/** What a reader of a card can do there; rights are looked at when a button is pressed. */
export function cardButtons(view: LiveView, ticket: Ticket, ctx: CardContext): Button[][] {
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
      const more = [...mapButton(ticket, ctx), button('more', 'button-more')]
      if (isWhistled(ticket)) return []
      if (ticket.part) return [partButtons(ticket, ctx), more]
      if (mediates(ctx.town, ticket.category)) return disputeButtons(ticket, ctx)
      if (ticket.state === 'dispatched')
        return [
          [
            button('accept', 'button-accept'),
            button('transfer', 'button-transfer'),
            button('return', 'button-return'),
          ],
          more,
        ]
      if (ticket.state === 'accepted')
        return [
          [
            button('resolve', 'button-resolve'),
            button('transfer', 'button-transfer'),
            button('return', 'button-return'),
          ],
          more,
        ]
      if (ticket.state === 'suspended') return [[button('resume', 'button-resume')], more]
      return []
    }
    case 'mediator':
      return mediatorButtons(ticket, ctx.town, ctx.mediates ?? null, button)
    case 'dispatcher':
      if (ticket.state !== 'new') return []
      if (ticket.part) return departmentButtons(ticket, ctx, 'dispatch')
      return [
        ...departmentButtons(ticket, ctx, 'dispatch'),
        [button('fix', 'button-fix'), button('reject', 'button-reject'), ...whistleButton(ticket, ctx)],
      ]
    case 'whistle':
      return [whistleButton(ticket, ctx)]
  }
}

/** To those who may call several departments together; further ones too while some are at it. */
export function whistleButton(
  ticket: Ticket,
  { town, texts, buttons: make }: Pick<CardContext, 'town' | 'texts' | 'buttons'>,
): Button[] {
  const possible = moveFrom('whistle', ticket.state) !== null && !isNotForGroups(town, ticket.category)
  if (!possible || ticket.part) return []
  return [make.action(texts.text(isWhistled(ticket) ? 'button-whistle-more' : 'button-whistle'), 'whistle')]
}

/** A dispute is taken on by somebody who then goes on with it in private; what ends it is no button of a group. */
function disputeButtons(ticket: Ticket, ctx: CardContext): Button[][] {
  const { texts, buttons: make } = ctx
  if (ticket.state === 'suspended') return [[make.action(texts.text('button-resume'), 'resume')]]
  if (ticket.state !== 'dispatched' && ticket.state !== 'accepted') return []
  const free = inCharge(ctx.town, ticket).length === 0
  const take = free ? [make.action(texts.text('button-mediate-take'), 'mediate_take')] : []
  const rest = [
    make.action(texts.text('button-transfer'), 'transfer'),
    make.action(texts.text('button-return'), 'return'),
  ]
  return [[...take, ...rest], isQuiet(ticket, ctx.inGroup) ? [] : mapButton(ticket, ctx)]
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
