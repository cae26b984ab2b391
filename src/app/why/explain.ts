import type { Town } from '../../domain/area/town.ts'
import type { TicketEvent } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Reason } from '../../domain/understanding/types.ts'
import { maskText } from '../../lib/mask.ts'
import { sayArea, sayCategory } from '../names.ts'
import type { ReadingData } from '../store-port/readings.ts'
import type { Texts } from '../texts/index.ts'
import { isQuiet } from '../tickets/secrecy.ts'
import { signOf } from './signs.ts'

export interface ExplainContext {
  town: Town
  texts: Texts
  inGroup: boolean
}

/** Signs named in one sentence; the strongest say enough. */
const MOST_SIGNS = 3
/** Shares of the category from which it is said to be sure. */
const SURE = { high: 0.8, fair: 0.45 }

/** Why a ticket is as it is, one plain sentence for each question. */
export function explain(
  ticket: Ticket,
  reading: ReadingData | null,
  history: readonly TicketEvent[],
  ctx: ExplainContext,
): string[] {
  const dispatched = whyDispatched(ticket, history, ctx)
  if (!reading) return [ctx.texts.text('why-unknown'), dispatched]
  return [
    whyReport(ticket, reading, ctx),
    whyLeaf(ticket, reading, ctx),
    whyUrgent(ticket, reading, ctx),
    dispatched,
    whyPlace(ticket, reading, ctx),
  ]
}

/** People's own words as they may be shown here; 'none' where they may not, or where there are none. */
function quoted(words: readonly string[], ticket: Ticket, { texts, inGroup }: ExplainContext): string {
  if (isQuiet(ticket, inGroup)) return 'none'
  const told = [...new Set(words.map((w) => w.trim()).filter((w) => w !== ''))].slice(0, MOST_SIGNS)
  const shown = told.map((w) => texts.text('why-quote', { text: inGroup ? maskText(w) : w }))
  return shown.length > 0 ? shown.join(texts.text('list-separator')) : 'none'
}

function reasonsOf(reading: ReadingData, of: ReturnType<typeof signOf>['of']): Reason[] {
  return reading.reasons.filter((reason) => signOf(reason.rule).of === of)
}

function whyReport(ticket: Ticket, reading: ReadingData, ctx: ExplainContext): string {
  const { texts } = ctx
  const act = reading.act === 'request' ? 'request' : 'report'
  const reasons = reasonsOf(reading, 'act')
  const signs = new Set(reasons.flatMap((r) => signOf(r.rule).sign ?? []))
  const named = [...signs].slice(0, MOST_SIGNS).map((sign) => texts.text(`why-sign-${sign}`))
  const words = quoted(
    reasons.map((r) => r.words),
    ticket,
    ctx,
  )
  const said = words === 'none' ? texts.text('why-no-words') : words
  const text = named.length > 0 ? named.join(texts.text('list-separator')) : said
  return texts.text('why-act', { act, text })
}

function whyLeaf(ticket: Ticket, { incident, reasons }: ReadingData, ctx: ExplainContext): string {
  const { texts, town } = ctx
  const category = sayCategory(town, ticket.category, texts)
  if (ticket.category !== incident.category) {
    const before = sayCategory(town, incident.category, texts)
    return texts.text('why-leaf-corrected', { category, before })
  }
  const own = reasons
    .filter((r) => r.rule.endsWith(` ${incident.category}`))
    .sort((a, b) => b.weight - a.weight)
  const words = quoted(
    own.map((r) => r.words),
    ticket,
    ctx,
  )
  const runner = incident.runnerUp ? sayCategory(town, incident.runnerUp, texts) : 'none'
  const sure = incident.confidence >= SURE.high ? 'high' : incident.confidence >= SURE.fair ? 'fair' : 'low'
  return texts.text('why-leaf', { category, words, runner, sure })
}

function whyUrgent(ticket: Ticket, reading: ReadingData, ctx: ExplainContext): string {
  const { texts } = ctx
  const urgency = texts.text(`urgency-${ticket.urgency}`)
  const reasons = reasonsOf(reading, 'urgency')
  const named = reasons.flatMap((r) => {
    const { sign } = signOf(r.rule)
    return sign ? [texts.text(`why-sign-${sign}`)] : []
  })
  const words = quoted(
    reasons.map((r) => r.words),
    ticket,
    ctx,
  )
  const corrected = ticket.urgency !== reading.incident.urgency
  const why =
    named.length > 0 ? [...new Set(named)].slice(0, MOST_SIGNS).join(texts.text('list-separator')) : words
  return texts.text('why-urgency', { urgency, text: corrected ? texts.text('why-by-hand') : why })
}

function whyDispatched(
  ticket: Ticket,
  history: readonly TicketEvent[],
  { town, texts }: ExplainContext,
): string {
  const department = town.departmentByCode.get(ticket.department ?? '')?.name
  if (!department) return texts.text('why-nobody')
  const event = history.findLast((e) => e.command === 'dispatch' || e.command === 'transfer')
  const rule = event?.by.system ? /^(list|kind):.*@(.+)$/.exec(event.note ?? '') : null
  if (!rule) {
    const who = town.personById.get(event?.by.personId ?? '')?.name ?? texts.text('role-dispatcher')
    return texts.text('why-sent-by', { department, who })
  }
  const area = sayArea(town, rule[2] ?? '')
  return texts.text(rule[1] === 'list' ? 'why-sent-list' : 'why-sent-kind', { department, area })
}

function whyPlace(ticket: Ticket, reading: ReadingData, ctx: ExplainContext): string {
  const { texts, town } = ctx
  const area = sayArea(town, ticket.area)
  if (ticket.area !== reading.incident.area) return texts.text('why-place-by-hand', { area })
  const sign = reasonsOf(reading, 'place').flatMap((r) => signOf(r.rule).sign ?? [])[0] ?? 'name'
  const words = quoted([reading.place.words ?? ''], ticket, ctx)
  const how = texts.text(`why-place-${sign}`)
  return texts.text('why-place', { area, text: how, words: sign === 'none' ? 'none' : words })
}
