import { differenceInMinutes } from 'date-fns'
import type { Policy } from '../area/policy.ts'
import { isAcknowledgement } from './act.ts'
import { normalise } from './normalise.ts'
import { sameThing } from './same-thing.ts'
import type { ReadInput, Reading, ThreadContext } from './types.ts'
import { CAPTION } from './waiting.ts'

/** What becomes of a message: a new ticket, part of an earlier one, kept for a moment, or nothing. */
export type Gathered =
  | { kind: 'open' }
  | { kind: 'supplement'; ticketId: string }
  | { kind: 'correct'; ticketId: string }
  | { kind: 'withdraw' | 'resolved'; ticketId: string }
  /** The matter of a ticket that was taken back or said to be settled is there after all. */
  | { kind: 'again'; ticketId: string }
  /** A photo without words: the caller keeps it, and reads the sender's next words with `hasPhoto`. */
  | { kind: 'hold' }
  | { kind: 'none' }

type OpenTicket = ThreadContext['open'][number]

/** So many messages of a conversation are looked back at: far enough for any window, more would only cost time. */
export const LOOK_BACK_MESSAGES = 40

/** Share from which words go on about a ticket; less is enough where they answer it. */
const BELONGS = 0.5
const BELONGS_AS_ANSWER = 0.3
/** The bot's own words are rarely answered with something else: only a report may be. */
const BELONGS_TO_CARD = 0.1
/** Words whose leaf is less clear than this tell no matter, whatever else they look like. */
const VAGUE = 0.5
const ONLY_PUSH = /^(?:请|麻烦)?(?:快|赶紧|抓紧|尽快|催)(?:点|来|吧|啊|呀|嘛|处理|一下|催|人)*[。!~ ]*$/

/**
 * Decides where a message belongs. `reading` is what `read` made of it, with the same `thread`.
 * Time windows come from `policy.gather`.
 */
export function gather(input: ReadInput, reading: Reading, thread: ThreadContext, policy: Policy): Gathered {
  const text = normalise(input.text).text
  const opens = reading.incidents.length > 0 && (reading.act === 'report' || reading.act === 'request')
  const best = bestLink(input, reading, thread, opens)
  if (reading.about) {
    const ticket = input.repliesTo?.ticketId ?? meant(input, reading, thread, text, policy)?.id
    return ticket
      ? { kind: reading.about === 'withdrawn' ? 'withdraw' : 'resolved', ticketId: ticket }
      : { kind: 'none' }
  }
  if (reading.corrects) {
    const ticket =
      input.repliesTo?.ticketId ?? recentOwn(input, thread, policy)?.id ?? ownTickets(thread).at(-1)?.id
    if (ticket) return { kind: 'correct', ticketId: ticket }
  }
  if (isAcknowledgement(text) && text !== '' && !input.hasPhoto) return { kind: 'none' }
  const waiting = waitsForPlace(reading, thread)
  const leaf = [...reading.judged.leaves.values()][0] ?? 0
  if (waiting && (!opens || leaf < VAGUE)) return { kind: 'supplement', ticketId: waiting }
  const ended = thread.ended?.find(({ id }) => id === best)
  if (ended && opens) return { kind: 'again', ticketId: ended.id }
  if (best) return { kind: 'supplement', ticketId: best }
  if (text === '') {
    const recent = recentOwn(input, thread, policy)
    if (recent && (input.hasPhoto || input.point)) return { kind: 'supplement', ticketId: recent.id }
    return input.hasPhoto ? { kind: 'hold' } : { kind: 'none' }
  }
  // A push names no matter, even after a photo: the photo goes on waiting for its words.
  if (ONLY_PUSH.test(text)) return { kind: 'hold' }
  if (opens) return { kind: 'open' }
  return input.hasPhoto && reading.act === 'chatter' && text.length <= CAPTION
    ? { kind: 'hold' }
    : { kind: 'none' }
}

/** From these shares on it is beyond doubt that a message reports, and what. */
const BEYOND_DOUBT = { opens: 0.95, leaf: 0.9 }
/** What people also tell as a consequence or a circumstance of the matter they reported. */
const CONSEQUENCE =
  /^(?:emergency\.(?:medical|accident|crowd|missing)|traffic\.jam|utility\.(?:power_cut|water_cut|gas_cut)|service\.|governance\.|security\.violence|other$|.*\.other$)/

/** A report of another kind, beyond doubt: swallowed by the ticket, it would cost more than a second one. */
function clearlyOther({ judged }: Reading, ticket: OpenTicket | undefined): boolean {
  const [top, share] = [...judged.leaves][0] ?? ['', 0]
  if (!ticket || top === ticket.category || sameThing(top, ticket.category)) return false
  if (share < BEYOND_DOUBT.leaf || judged.acts.report + judged.acts.request < BEYOND_DOUBT.opens) return false
  return !CONSEQUENCE.test(top)
}

/** The ticket that the words most likely go on about, if any. */
function bestLink(input: ReadInput, reading: Reading, thread: ThreadContext, opens: boolean): string | null {
  const { links } = reading
  const { repliesTo } = input
  const answered = repliesTo?.ticketId
  const silent = input.text.trim() === ''
  if (answered && repliesTo?.card && !opens) return answered
  // A ticket that is not among those of this chat any more is known only by the answer to it.
  if (answered && !links.has(answered)) return answered
  let best: { id: string; share: number } | null = null
  for (const [id, share] of links) {
    const enough = id !== answered ? BELONGS : repliesTo?.card ? BELONGS_TO_CARD : BELONGS_AS_ANSWER
    const ticket = [...thread.open, ...(thread.ended ?? [])].find((one) => one.id === id)
    if (share < enough || (id !== answered && clearlyOther(reading, ticket))) continue
    // Somebody else's photo without a word waits for its words: it may well be of another matter.
    if (silent && id !== answered && ticket?.reporterIsSender !== true) continue
    if (!best || share > best.share) best = { id, share }
  }
  return best?.id ?? null
}

/** The sender's ticket that only waits for the place that these words tell. */
function waitsForPlace({ place }: Reading, thread: ThreadContext): string | null {
  if (place.source !== 'text' && place.source !== 'location') return null
  return ownTickets(thread).findLast(({ state }) => state === 'needs_info')?.id ?? null
}

function ownTickets(thread: ThreadContext): OpenTicket[] {
  return thread.open
    .filter((ticket) => ticket.reporterIsSender && ticket.state !== 'closed' && ticket.state !== 'withdrawn')
    .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime())
}

/** The ticket that the sender's last words within the window belong to. */
function recentOwn(input: ReadInput, thread: ThreadContext, policy: Policy): OpenTicket | undefined {
  const { windowMinutes } = policy.gather
  const mine = ownTickets(thread)
  for (const message of [...thread.recent].reverse()) {
    if (!message.sameSender || message.ticketId === null) continue
    if (differenceInMinutes(input.at, message.at) > windowMinutes) break
    const ticket = mine.find((item) => item.id === message.ticketId)
    if (ticket) return ticket
  }
  const last = mine.at(-1)
  return last && differenceInMinutes(input.at, last.openedAt) <= windowMinutes ? last : undefined
}

/** Which of the sender's tickets is taken back or settled: by place, by words, else the last spoken of. */
function meant(
  input: ReadInput,
  reading: Reading,
  thread: ThreadContext,
  text: string,
  policy: Policy,
): OpenTicket | undefined {
  const mine = ownTickets(thread)
  const byPlace = mine.filter(
    (ticket) => reading.place.source === 'text' && ticket.area === reading.place.area,
  )
  if (byPlace.length === 1) return byPlace[0]
  const byWords = mine.filter((ticket) => sharesWord(text, ticket.summary))
  if (byWords.length === 1) return byWords[0]
  return recentOwn(input, thread, policy) ?? mine.at(-1)
}

/** Two characters in a row that both texts have and that are not everyday words. */
function sharesWord(text: string, summary: string): boolean {
  const plain = normalise(summary).text
  for (let i = 0; i + 2 <= text.length; i++) {
    const pair = text.slice(i, i + 2)
    if (/^[一-龥]{2}$/.test(pair) && !/[了的是不好没在已经都我们他]/.test(pair) && plain.includes(pair))
      return true
  }
  return false
}
