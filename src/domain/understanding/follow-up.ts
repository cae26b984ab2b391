import { differenceInMinutes } from 'date-fns'
import type { Town } from '../area/town.ts'
import type { Framed } from './context.ts'
import { type Normalised, normalise } from './normalise.ts'
import type { PlaceContext } from './place.ts'
import type { PlaceMarks } from './place-marks.ts'
import { stakesTold } from './stakes/read.ts'
import type { Incident, PlaceReading, ReadInput, ThreadContext } from './types.ts'
import { readUrgency } from './urgency-rules.ts'

/** Words this long after a report may still add to it, minutes. */
const ANSWER_MINUTES = 120

/** From this confidence on later words tell what the matter is. */
const CLEAR = 0.6

type OpenTicket = ThreadContext['open'][number]

export function earlierReport(input: ReadInput, thread: ThreadContext): OpenTicket | undefined {
  const answered = thread.open.find((ticket) => ticket.id === input.repliesTo?.ticketId)
  return answered ?? thread.open.findLast((ticket) => ticket.reporterIsSender)
}

/** 2栋也有: what somebody else reported a moment ago, said of another place. */
export function echo(
  text: string,
  evidence: readonly Framed[],
  place: PlaceReading,
  input: ReadInput,
  thread: ThreadContext,
): OpenTicket | undefined {
  if (text.length > 20 || place.source !== 'text' || evidence.some((item) => item.strong)) return undefined
  if (!/也(?:是|有|没|停|坏|一样|不|在|堵|漏|响|断|满|倒)|一样|同样/.test(text)) return undefined
  const last = thread.open[thread.open.length - 1]
  if (!last || last.reporterIsSender || last.area === place.area) return undefined
  return differenceInMinutes(input.at, last.openedAt) <= 30 ? last : undefined
}

/** What the sender reported here a moment ago. */
export function latestOwn(input: ReadInput, thread: ThreadContext): OpenTicket | undefined {
  const last = thread.open.findLast((ticket) => ticket.reporterIsSender)
  return last && differenceInMinutes(input.at, last.openedAt) <= ANSWER_MINUTES ? last : undefined
}

/**
 * The sender's earlier report with what these words add to it: a nearer place (1单元, after A座电梯坏了), or what
 * the matter is, where only a place or a photo was told before. Null when they add neither.
 */
export function betterTold(
  ticket: OpenTicket,
  incidents: readonly Incident[],
  place: PlaceReading,
  marks: PlaceMarks,
  plain: Normalised,
  { town, gazetteer }: PlaceContext,
): Incident | null {
  const [incident] = incidents
  const nearer =
    place.source === 'text' && place.area !== ticket.area && gazetteer.isWithin(place.area, ticket.area)
  if (!incident) {
    const named = [...marks.names, ...marks.chains].reduce((sum, mark) => sum + mark.end - mark.start, 0)
    return nearer && plain.text.length <= named + 6 ? correctedIncident(ticket, place, town) : null
  }
  const vague = ticket.category === 'other' || ticket.category.endsWith('.other')
  const named = incident.category !== 'other' && !incident.category.endsWith('.other')
  const clear = named && incident.confidence >= CLEAR
  const there = place.source !== 'text' || gazetteer.isWithin(place.area, ticket.area)
  if (!vague || !clear || !there || incidents.length > 1 || plain.text.length > 40) return null
  return nearer ? incident : { ...incident, area: ticket.area, place: ticket.place, placeSource: 'sender' }
}

/** The earlier report as it now stands: its matter, at the place that was meant. */
export function correctedIncident(ticket: OpenTicket, place: PlaceReading, town: Town): Incident {
  const { text } = normalise(ticket.summary)
  const usual = town.categoryByCode.get(ticket.category)?.urgency ?? 'normal'
  return {
    category: ticket.category,
    runnerUp: null,
    urgency: readUrgency(ticket.category, usual, text).urgency,
    area: place.area,
    place: place.words,
    placeSource: place.source,
    confidence: 1,
    summary: ticket.summary,
    stakes: stakesTold(text),
  }
}
