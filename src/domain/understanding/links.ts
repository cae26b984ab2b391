import { shareOf } from '../../lib/linear/model.ts'
import type { Gazetteer } from '../area/gazetteer.ts'
import { linkFeatures } from './model/link.ts'
import type { MessageModel } from './model/message-model.ts'
import { round } from './score.ts'
import type { ReadInput, Reading, ThreadContext } from './types.ts'

/** Share of the opening acts from which a message clearly reports. */
const CLEARLY = 0.8
/** Open tickets further back than this are not asked about: nobody goes on about them without answering. */
const OPEN_LOOK_BACK = 12

/** How sure it is that a message goes on about each open ticket of its conversation, 0..1, by ticket. */
export function linksOf(
  input: ReadInput,
  reading: Reading,
  thread: ThreadContext,
  { link }: MessageModel,
  { isWithin }: Gazetteer,
): Map<string, number> {
  const { place, judged } = reading
  const opens = judged.acts.report + judged.acts.request
  const apart = (a: string, b: string) => !isWithin(a, b) && !isWithin(b, a)
  /** A clear report that names another place than the ticket's is no word about it. */
  const elsewhere = (ticket: ThreadContext['open'][number]) =>
    opens >= CLEARLY && place.source === 'text' && ticket.place !== null && apart(place.area, ticket.area)
  const answered = input.repliesTo?.ticketId
  const asked = thread.open.filter(({ id }, i) => id === answered || i >= thread.open.length - OPEN_LOOK_BACK)
  return new Map(
    asked.map((ticket) => [
      ticket.id,
      ticket.id !== answered && elsewhere(ticket)
        ? 0
        : round(shareOf(link, linkFeatures(input, reading, ticket, thread), 'yes')),
    ]),
  )
}
