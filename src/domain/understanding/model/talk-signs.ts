import { differenceInSeconds } from 'date-fns'
import type { Judged, PlaceReading, ReadInput, ThreadContext } from '../types.ts'

/** Longer ago than this is all the same, minutes. */
export const LONG_AGO = 3000
/** Nothing of the kind was said before. */
const NEVER = -1
const OFFICIAL = new Set([
  'handler',
  'department_lead',
  'dispatcher',
  'police',
  'mediator',
  'village_lead',
  'town_lead',
  'district_lead',
])
const ASKS = /[?？吗么呢]$|谁|哪|怎么|什么|咋|几/
const ANOTHER = /另外|另一|还有|再一?[个件]|也要反映|顺便|对了/
const TOO = /也|同样|一样|都/
const OURS = /我们|我家|俺|咱/

/** What a message says by itself, as numbers. */
export interface Said {
  text: string
  judged: Judged
  place: Pick<PlaceReading, 'source' | 'words'>
}

/** Numbers that tell how a message stands in its talk, by name; the same names in the same order for every message. */
export function talkSigns(
  { text, judged, place }: Said,
  input: Pick<ReadInput, 'at' | 'hasPhoto' | 'repliesTo' | 'conversation' | 'sender'>,
  { recent, open }: ThreadContext,
): [name: string, amount: number][] {
  const { acts, leaves, gate } = judged
  const [first = 0] = leaves.values()
  const last = recent.at(-1)
  const mine = recent.findLast(({ sameSender }) => sameSender)
  const ago = (at: Date | undefined) => (at ? minutesBetween(input.at, at) : NEVER)
  return [
    ['opening', acts.report + acts.request],
    ['talking', acts.chatter + acts.notice],
    ['updating', acts.update],
    ['asking', acts.query],
    ['gate', oddsOf(gate)],
    ['leaf', first],
    ['length', text.length],
    ['photo', flag(input.hasPhoto)],
    ['silent', flag(text === '')],
    ['a question', flag(ASKS.test(text))],
    ['another matter', flag(ANOTHER.test(text))],
    ['so too', flag(TOO.test(text))],
    ['ours', flag(OURS.test(text))],
    ['place', ['text', 'location'].includes(place.source) ? 2 : flag(place.words !== null)],
    ['official', flag(OFFICIAL.has(input.sender.role))],
    ['chief', flag(input.sender.role.endsWith('chief'))],
    ['private', flag(input.conversation.kind === 'dm')],
    ['answers', flag(input.repliesTo !== undefined)],
    ['open', open.length],
    ['own open', open.filter(({ reporterIsSender }) => reporterIsSender).length],
    ['last ago', ago(last?.at)],
    ['last by sender', last ? flag(last.sameSender) : NEVER],
    ['last of a ticket', last ? flag(last.ticketId !== null) : NEVER],
    ['last asks', last ? flag(ASKS.test(last.text.trim())) : NEVER],
    ['own last ago', ago(mine?.at)],
    ['own last of a ticket', mine ? flag(mine.ticketId !== null) : NEVER],
  ]
}

export const flag = (on: boolean): number => (on ? 1 : 0)

/** Logarithm of the odds of a share, within ±12. */
export function oddsOf(share: number): number {
  const kept = Math.min(1 - 6e-6, Math.max(6e-6, share))
  return Math.log(kept / (1 - kept))
}

export function minutesBetween(now: Date, then: Date): number {
  return Math.min(LONG_AGO, differenceInSeconds(now, then) / 60)
}
