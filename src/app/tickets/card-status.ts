import { isWhistled } from '../../domain/ticket/parts.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { mediationStatus } from '../mediation/say.ts'
import { sayOwner, shortNumber } from '../names.ts'
import type { LiveView } from '../store-port/cards.ts'
import { sayPast, sayTime } from '../texts/time.ts'
import { partStatus } from '../whistle/part-card.ts'
import { sayPartResults, sayWhistle } from '../whistle/say-parts.ts'
import type { CardContext } from './card-context.ts'
import { sayWords } from './secrecy.ts'

/** What has come of the matter, and by when the next comes; of a dispute also where its mediation stands. */
export function cardStatus(view: LiveView, ticket: Ticket, ctx: CardContext): string[] {
  return [...standing(view, ticket, ctx), ...mediationStatus(ticket, ctx)]
}

function standing(view: LiveView, ticket: Ticket, ctx: CardContext): string[] {
  const { town, texts, clock } = ctx
  const time = (iso: string | null): string => (iso ? sayTime(iso, texts, clock) : '')
  const who = sayOwner(town, ticket, texts)
  if (isWhistled(ticket)) return sayWhistle(ticket, ctx)
  const part = ticket.part ? partStatus(ticket, ticket.part, ctx) : null
  if (part) return ticket.disputes > 0 ? [texts.text('card-disputed'), part] : [part]
  switch (ticket.state) {
    case 'needs_info':
      return [texts.text('card-needs-place')]
    case 'new':
      return [texts.text('card-undispatched', { accept: time(ticket.acceptDue) })]
    case 'dispatched': {
      const again = ticket.disputes > 0 ? [texts.text('card-disputed')] : []
      const limits = { who, accept: time(ticket.acceptDue), resolve: time(ticket.resolveDue) }
      return [
        ...again,
        texts.text(view === 'department' || view === 'mediator' ? 'card-limits' : 'card-notified', limits),
      ]
    }
    case 'accepted':
      return [
        texts.text(ticket.startedAt ? 'card-started' : 'card-accepted', {
          who,
          time: sayPast(ticket.startedAt ?? ticket.acceptedAt ?? ticket.openedAt, texts, clock),
          resolve: time(ticket.resolveDue),
        }),
        ...extension(view, ticket, ctx),
      ]
    case 'suspended':
      return [
        texts.text('card-suspended', {
          reason: sayWords(ticket.hold?.reason ?? '', ticket, ctx),
          until: time(ticket.hold?.until ?? null),
        }),
      ]
    case 'rejected':
      return [texts.text('state-rejected')]
    case 'resolved':
      return [
        ...(ticket.result ? [resolved(ticket, ctx)] : []),
        ...sayPartResults(ticket, ctx),
        texts.text('card-resolved-wait'),
      ]
    case 'closed':
      return [
        ...(ticket.result ? [resolved(ticket, ctx), ...sayPartResults(ticket, ctx)] : []),
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
  }
}

/** A request that waits is the department's and the dispatcher's; what was granted is a promise to all. */
function extension(view: LiveView, { extension: asked, ...ticket }: Ticket, ctx: CardContext): string[] {
  const { texts, clock } = ctx
  if (!asked) return []
  const until = sayTime(asked.until, texts, clock)
  if (asked.state === 'granted') {
    const reason = sayWords(asked.reason, ticket, ctx)
    return [texts.text('card-extended', { until, reason })]
  }
  const inside = view === 'department' || view === 'dispatcher'
  return asked.state === 'asked' && inside ? [texts.text('card-extension-asked', { until })] : []
}

function resolved(ticket: Ticket, ctx: CardContext): string {
  const { texts, clock } = ctx
  const time = sayPast(ticket.resolvedAt ?? ticket.updatedAt, texts, clock)
  const result = sayWords(ticket.result ?? '', ticket, ctx).replace(/[。.]+$/, '')
  return texts.text('card-resolved', { result, time })
}
