import { differenceInMinutes } from 'date-fns'
import type { Policy } from '../area/policy.ts'
import { isAcknowledgement } from './act.ts'
import { normalise } from './normalise.ts'
import { sameThing } from './same-thing.ts'
import type { ReadInput, Reading, ThreadContext } from './types.ts'

/** What becomes of a message: a new ticket, part of an earlier one, kept for a moment, or nothing. */
export type Gathered =
  | { kind: 'open' }
  | { kind: 'supplement'; ticketId: string }
  | { kind: 'correct'; ticketId: string }
  | { kind: 'withdraw' | 'resolved'; ticketId: string }
  /** A photo without words: the caller keeps it, and reads the sender's next words with `hasPhoto`. */
  | { kind: 'hold' }
  | { kind: 'none' }

type OpenTicket = ThreadContext['open'][number]

/** An answer with nothing but the place (to 哪栋楼?) still belongs to the sender's ticket this much later, minutes. */
const ANSWER_MINUTES = 120
/** Words that push or add to what was said. */
const ADDS =
  /快|赶紧|催|急|还是|还在|现在|更|越来越|又|补充|另外|就是|就在|位置|地址|在这|这里|这是|照片|图|看|旁边|门口|也|人|水|电|火|漏|响|大|没|不|已经|刚/
/** The same is still so: it belongs to what the sender reported before. */
const STILL =
  /还(?:在|没|有|是)|又(?:来|是|开始|这样|坏|停|堵|满)了?|没人(?:管|来|理|联系)|越来越|天(?:快|都)?黑了|怎么还|催/
/** Where exactly, said in a few words. */
const SPOT = /(?:那头|那边|那里|那块|旁边|门口|对面|附近|前面|后面|楼上|楼下|路口|里面|家的?)$/
/** Rules of the act that tell of small talk beside the matter. */
const SMALL_TALK: ReadonlySet<string> = new Set([
  '道谢',
  '致谢送别',
  '玩笑',
  '比方',
  '寒暄',
  '别处的事',
  '邻里买卖',
  '应答',
])
const ONLY_PUSH = /^(?:请|麻烦)?(?:快|赶紧|抓紧|尽快|催)(?:点|来|吧|啊|呀|嘛|处理|一下|催|人)*[。!~ ]*$/
const ME_TOO =
  /也(?:是|有|没|停|坏|一样|不|在|堵|漏|闻|听|响|灭|断|满)|同(?:样|问|断|感|停)|一样的|我家也|我们也|我们?(?:这|楼|单元|家).{0,3}也|\+1/

/**
 * Decides where a message belongs. `reading` is what `read` made of it, with the same `thread`.
 * Time windows come from `policy.gather`.
 */
export function gather(input: ReadInput, reading: Reading, thread: ThreadContext, policy: Policy): Gathered {
  const text = normalise(input.text).text
  const mine = ownTickets(thread)
  const opens = reading.incidents.length > 0 && (reading.act === 'report' || reading.act === 'request')

  if (input.repliesTo) {
    const answered = input.repliesTo.ticketId
    if (reading.about)
      return { kind: reading.about === 'withdrawn' ? 'withdraw' : 'resolved', ticketId: answered }
    if (reading.corrects) return { kind: 'correct', ticketId: answered }
    const ticket = thread.open.find((item) => item.id === answered)
    if (opens && ticket && isOther(reading, ticket)) return { kind: 'open' }
    if (isAcknowledgement(text) && !input.hasPhoto) return { kind: 'none' }
    return { kind: 'supplement', ticketId: answered }
  }

  const recent = recentTicket(input, thread, mine, policy.gather.windowMinutes)
  if (reading.about) {
    const ticket = meant(reading, recent, mine, text)
    return ticket
      ? { kind: reading.about === 'withdrawn' ? 'withdraw' : 'resolved', ticketId: ticket.id }
      : { kind: 'none' }
  }
  if (reading.corrects) {
    const ticket = recent ?? mine[mine.length - 1]
    if (ticket) return { kind: 'correct', ticketId: ticket.id }
  }
  if (text === '') {
    if (!input.hasPhoto)
      return input.point && recent ? { kind: 'supplement', ticketId: recent.id } : { kind: 'none' }
    return recent ? { kind: 'supplement', ticketId: recent.id } : { kind: 'hold' }
  }
  if (opens) {
    const same = [recent, ...mine].find(
      (ticket) => ticket && !isOther(reading, ticket) && near(input, ticket, recent, policy),
    )
    if (same && reading.incidents.length === 1) return { kind: 'supplement', ticketId: same.id }
    if (recent && text.length <= 10 && SPOT.test(text) && reading.place.source !== 'text')
      return { kind: 'supplement', ticketId: recent.id }
    const only = mine.length === 1 ? mine[0] : undefined
    if (only && text.length <= 16 && STILL.test(text) && !placedElsewhere(reading, only))
      return { kind: 'supplement', ticketId: only.id }
    const joined = ME_TOO.test(text) ? sameMatterOfOthers(input, reading, thread, policy) : undefined
    if (joined) return { kind: 'supplement', ticketId: joined.id }
    // A push names no matter, even after a photo: the photo goes on waiting for its words.
    return ONLY_PUSH.test(text) ? { kind: 'hold' } : { kind: 'open' }
  }
  return followUp(input, reading, text, recent, mine, thread, policy)
}

/** Words that open nothing by themselves: an added place, a push, a further photo; or small talk. */
function followUp(
  input: ReadInput,
  reading: Reading,
  text: string,
  recent: OpenTicket | undefined,
  mine: readonly OpenTicket[],
  thread: ThreadContext,
  policy: Policy,
): Gathered {
  if (isAcknowledgement(text) && !input.hasPhoto) return { kind: 'none' }
  const bringsPlace = reading.place.source === 'text' || reading.place.words !== null
  if (recent) {
    const adds =
      input.hasPhoto || input.point !== undefined || bringsPlace || text.length <= 24 || ADDS.test(text)
    const talk =
      !input.hasPhoto &&
      (reading.reasons.some((reason) => SMALL_TALK.has(reason.rule)) ||
        (reading.act === 'query' && !bringsPlace) ||
        (reading.act === 'chatter' && !bringsPlace && text.length > 40))
    if (adds && !talk && reading.act !== 'notice') return { kind: 'supplement', ticketId: recent.id }
    return { kind: 'none' }
  }
  if (ME_TOO.test(text) && text.length <= 16) {
    const joined = latestOfOthers(input, reading, thread, policy)
    if (joined) return { kind: 'supplement', ticketId: joined.id }
  }
  const only = mine.length === 1 ? mine[0] : undefined
  if (only && text.length <= 16 && STILL.test(text) && reading.act !== 'notice')
    return { kind: 'supplement', ticketId: only.id }
  if (only && bringsPlace && text.length <= 24 && reading.act === 'chatter') {
    if (differenceInMinutes(input.at, only.openedAt) <= ANSWER_MINUTES)
      return { kind: 'supplement', ticketId: only.id }
  }
  if (only && reading.act === 'update' && /还没(?:人|来|修|弄|处理)|没人来|怎么还|催/.test(text))
    return { kind: 'supplement', ticketId: only.id }
  if (input.hasPhoto && reading.act === 'chatter' && text.length <= 8) return { kind: 'hold' }
  return { kind: 'none' }
}

function ownTickets(thread: ThreadContext): OpenTicket[] {
  return thread.open
    .filter((ticket) => ticket.reporterIsSender && ticket.state !== 'closed' && ticket.state !== 'withdrawn')
    .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime())
}

/** The ticket that the sender's last words within the window belong to. */
function recentTicket(
  input: ReadInput,
  thread: ThreadContext,
  mine: readonly OpenTicket[],
  windowMinutes: number,
): OpenTicket | undefined {
  for (let i = thread.recent.length - 1; i >= 0; i--) {
    const message = thread.recent[i]
    if (!message?.sameSender || message.ticketId === null) continue
    if (differenceInMinutes(input.at, message.at) > windowMinutes) break
    const ticket = mine.find((item) => item.id === message.ticketId)
    if (ticket) return ticket
  }
  const last = mine[mine.length - 1]
  return last && differenceInMinutes(input.at, last.openedAt) <= windowMinutes ? last : undefined
}

/** Clearly another matter, or the same kind of matter at another place. */
function isOther(reading: Reading, ticket: OpenTicket): boolean {
  const [incident] = reading.incidents
  if (!incident) return false
  const placed = incident.placeSource === 'text' && ticket.area !== incident.area && ticket.place !== null
  if (incident.category === ticket.category) return placed
  if (isVague(incident.category) || isVague(ticket.category)) return placed
  if (sameThing(incident.category, ticket.category) || incident.runnerUp === ticket.category) return placed
  // 阿婆一个人住,麻烦快点: a circumstance of the hazard just reported, not a request of its own.
  if (isSoft(incident.category) && !isSoft(ticket.category) && incident.urgency !== 'emergency') return placed
  return incident.confidence >= 0.45 || placed
}

/** Help and affairs, which people also mention to say why a hazard matters. */
function isSoft(category: string): boolean {
  return /^(?:service|governance)\b/.test(category)
}

/** Tells that something is wrong and not what. */
function isVague(category: string): boolean {
  return category === 'other' || category.endsWith('.other')
}

function placedElsewhere(reading: Reading, ticket: OpenTicket): boolean {
  const [incident] = reading.incidents
  return incident?.placeSource === 'text' && incident.area !== ticket.area
}

/** The last thing somebody else reported here a moment ago, unless the words name another place. */
function latestOfOthers(
  input: ReadInput,
  reading: Reading,
  thread: ThreadContext,
  policy: Policy,
): OpenTicket | undefined {
  return thread.open.findLast(
    (ticket) =>
      !ticket.reporterIsSender &&
      (reading.place.source !== 'text' || reading.place.area === ticket.area) &&
      differenceInMinutes(input.at, ticket.openedAt) <= policy.gather.windowMinutes * 2,
  )
}

/** Within the window, or an older ticket of the same kind and place that is still open. */
function near(input: ReadInput, ticket: OpenTicket, recent: OpenTicket | undefined, policy: Policy): boolean {
  if (ticket.id === recent?.id) return true
  return differenceInMinutes(input.at, ticket.openedAt) <= policy.gather.windowMinutes * 3
}

function meant(
  reading: Reading,
  recent: OpenTicket | undefined,
  mine: readonly OpenTicket[],
  text: string,
): OpenTicket | undefined {
  const byPlace = mine.filter(
    (ticket) => reading.place.source === 'text' && ticket.area === reading.place.area,
  )
  if (byPlace.length === 1) return byPlace[0]
  const byWords = mine.filter((ticket) => sharesWord(text, ticket.summary))
  if (byWords.length === 1) return byWords[0]
  return recent ?? mine[mine.length - 1]
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

function sameMatterOfOthers(
  input: ReadInput,
  reading: Reading,
  thread: ThreadContext,
  policy: Policy,
): OpenTicket | undefined {
  const [incident] = reading.incidents
  if (!incident) return undefined
  return thread.open.find(
    (ticket) =>
      !ticket.reporterIsSender &&
      ticket.category === incident.category &&
      (ticket.area === incident.area || incident.placeSource !== 'text') &&
      differenceInMinutes(input.at, ticket.openedAt) <= policy.gather.windowMinutes * 12,
  )
}
