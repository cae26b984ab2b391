import { shareOf } from '../../lib/linear/model.ts'
import { treeShare } from '../../lib/trees/model.ts'
import type { Gazetteer } from '../area/gazetteer.ts'
import { linkFeatures } from './model/link.ts'
import type { MessageModel } from './model/message-model.ts'
import { type Said, talkSigns } from './model/talk-signs.ts'
import { lastSpokenOf, linkSigns, ticketSigns } from './model/ticket-signs.ts'
import { normalise } from './normalise.ts'
import { placeMarks } from './place-marks.ts'
import { round } from './score.ts'
import type { PlaceReading, ReadInput, Reading, ThreadContext } from './types.ts'

/** From these shares on a message clearly reports, and what. */
const CLEARLY = { opens: 0.8, leaf: 0.5 }
/** Open tickets further back than this are not asked about: nobody goes on about them without answering. */
const OPEN_LOOK_BACK = 12

type Signs = [name: string, amount: number][]

/** What tells how a message stands to each open ticket of its conversation: its signs for `belongs`, by ticket. */
export function belongingSigns(
  input: ReadInput,
  reading: Reading,
  thread: ThreadContext,
  { link }: Pick<MessageModel, 'link'>,
  gazetteer: Gazetteer,
): Map<string, Signs> {
  const answered = input.repliesTo?.ticketId
  const open = thread.open.filter(({ id }, i) => id === answered || i >= thread.open.length - OPEN_LOOK_BACK)
  const asked = [...open, ...(thread.ended ?? [])]
  const { text } = normalise(input.text)
  const { names } = placeMarks(text, gazetteer)
  const shares = asked.map((ticket) =>
    shareOf(link, linkFeatures(input, reading, ticket, thread, names), 'yes'),
  )
  const said = { text, judged: reading.judged, place: reading.place }
  const talk: Signs = [
    ...talkSigns(said, input, thread),
    ['matters', reading.incidents.length],
    ['ends', reading.about === null ? 0 : 1],
    ['corrects', reading.corrects ? 1 : 0],
  ]
  return new Map(
    asked.map((ticket, i) => [
      ticket.id,
      [...talk, ...ticketSigns(said, input, ticket, thread, gazetteer), ...linkSigns(shares, i)],
    ]),
  )
}

/** How sure it is that a message goes on about each open ticket of its conversation, 0..1, by ticket. */
export function linksOf(
  input: ReadInput,
  reading: Reading,
  thread: ThreadContext,
  model: MessageModel,
  gazetteer: Gazetteer,
): Map<string, number> {
  if (thread.open.length + (thread.ended ?? []).length === 0) return new Map()
  const links = new Map<string, number>()
  for (const [id, signs] of belongingSigns(input, reading, thread, model, gazetteer)) {
    const ticket = [...thread.open, ...(thread.ended ?? [])].find((one) => one.id === id)
    const none = ticket && id !== input.repliesTo?.ticketId && isElsewhere(reading, ticket, gazetteer)
    links.set(id, none ? 0 : round(treeShare(model.belongs, amounts(signs))))
  }
  return links
}

/** A clear report that names another place than the ticket's is no word about it, however like it is. */
function isElsewhere(
  { judged, place }: Reading,
  ticket: ThreadContext['open'][number],
  { isWithin }: Pick<Gazetteer, 'isWithin'>,
): boolean {
  const [leaf = 0] = judged.leaves.values()
  if (leaf < CLEARLY.leaf || judged.acts.report + judged.acts.request < CLEARLY.opens) return false
  if (place.source !== 'text' || ticket.place === null) return false
  return !isWithin(place.area, ticket.area) && !isWithin(ticket.area, place.area)
}

/** What tells whether a message opens a ticket amid talk: its signs for `amid`. */
export function openingSigns(
  said: Said & { place: PlaceReading },
  input: ReadInput,
  thread: ThreadContext,
  gazetteer: Pick<Gazetteer, 'isWithin'>,
): Signs {
  const ticket = lastSpokenOf(thread)
  const beside = ticket ? ticketSigns(said, input, ticket, thread, gazetteer) : []
  return [...talkSigns(said, input, thread), ...beside]
}

/** How likely a message opens a ticket, 0..1: by itself, or as the talk before it stands. */
export function opensShare(
  said: Said & { place: PlaceReading },
  input: ReadInput,
  thread: ThreadContext,
  { amid }: MessageModel,
  gazetteer: Pick<Gazetteer, 'isWithin'>,
): number {
  if (thread.recent.length === 0 || amid.trees.length === 0) return said.judged.gate
  return treeShare(amid, amounts(openingSigns(said, input, thread, gazetteer)))
}

export const amounts = (signs: Signs): number[] => signs.map(([, amount]) => amount)
