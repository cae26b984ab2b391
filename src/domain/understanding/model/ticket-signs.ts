import type { Gazetteer } from '../../area/gazetteer.ts'
import { normalise } from '../normalise.ts'
import { sameThing } from '../same-thing.ts'
import type { PlaceReading, ReadInput, ThreadContext } from '../types.ts'
import { sharedWords } from './shared-words.ts'
import { flag, minutesBetween, oddsOf, type Said } from './talk-signs.ts'

type OpenTicket = ThreadContext['open'][number]

/** Numbers that tell how a message stands to an open ticket of its conversation, by name, always in the same order. */
export function ticketSigns(
  said: Said & { place: PlaceReading },
  input: Pick<ReadInput, 'at' | 'repliesTo'>,
  ticket: OpenTicket & { endedAt?: Date },
  { recent, open }: ThreadContext,
  { isWithin }: Pick<Gazetteer, 'isWithin'>,
): [name: string, amount: number][] {
  const { text, judged, place } = said
  const of = recent.filter(({ ticketId }) => ticketId === ticket.id)
  const own = of.findLast(({ sameSender }) => sameSender)
  const last = recent.at(-1)
  const mine = recent.findLast(({ sameSender }) => sameSender)
  const spoken = lastOf(ticket, recent)
  const [top = 'other'] = judged.leaves.keys()
  const head = headOf(ticket.category)
  const inHead = [...judged.leaves].reduce(
    (sum, [leaf, share]) => sum + (headOf(leaf) === head ? share : 0),
    0,
  )
  const words = [normalise(ticket.summary).text, ...of.map((message) => normalise(message.text).text)].join(
    ' ',
  )
  const answered = input.repliesTo?.ticketId
  return [
    ['own', flag(ticket.reporterIsSender)],
    ['spoke of it', flag(own !== undefined)],
    ['own ago', own ? minutesBetween(input.at, own.at) : -1],
    ['spoken of ago', minutesBetween(input.at, spoken)],
    ['ended ago', ticket.endedAt ? minutesBetween(input.at, ticket.endedAt) : -1],
    ['opened ago', minutesBetween(input.at, ticket.openedAt)],
    ['newer', open.filter((other) => lastOf(other, recent) > spoken).length],
    ['said last', flag(last?.ticketId === ticket.id)],
    ['own last', flag(mine?.ticketId === ticket.id)],
    ['messages', of.length],
    ['its leaf', judged.leaves.get(ticket.category) ?? 0],
    ['its head', inHead],
    ['top leaf', top === ticket.category ? 2 : flag(sameThing(top, ticket.category))],
    ['shared words', sharedWords(text, words)],
    ['place told', placeRelation(place, ticket, isWithin)],
    ['its area', areaRelation(place.area, ticket.area, isWithin)],
    ['answered', answered === undefined ? 0 : answered === ticket.id ? 1 : -1],
  ]
}

/** The open ticket that was spoken of last. */
export function lastSpokenOf({ recent, open }: ThreadContext): OpenTicket | undefined {
  return open.reduce<OpenTicket | undefined>(
    (best, ticket) => (best && lastOf(best, recent) > lastOf(ticket, recent) ? best : ticket),
    undefined,
  )
}

/** Signs of links between all open tickets: how sure the words alone make each, and the surest of the others. */
export function linkSigns(shares: readonly number[], at: number): [name: string, amount: number][] {
  const others = shares.filter((_, i) => i !== at)
  return [
    ['link', oddsOf(shares[at] ?? 0)],
    ['rival', others.length === 0 ? -13 : oddsOf(Math.max(...others))],
  ]
}

function lastOf(ticket: OpenTicket, recent: ThreadContext['recent']): Date {
  return recent.findLast(({ ticketId }) => ticketId === ticket.id)?.at ?? ticket.openedAt
}

/** 0 no words of a place, 1 words only, 2 the ticket's, 3 within it or around it, 4 a first one, 5 another. */
function placeRelation(place: PlaceReading, ticket: OpenTicket, isWithin: Gazetteer['isWithin']): number {
  if (place.source !== 'text' && place.source !== 'location') return flag(place.words !== null)
  const relation = areaRelation(place.area, ticket.area, isWithin)
  if (relation > 0) return relation === 2 ? 2 : 3
  return ticket.place === null ? 4 : 5
}

/** 2 the same area, 1 one within the other, 0 apart. */
function areaRelation(a: string, b: string, isWithin: Gazetteer['isWithin']): number {
  if (a === b) return 2
  return flag(isWithin(a, b) || isWithin(b, a))
}

const headOf = (leaf: string) => leaf.split('.')[0] ?? leaf
