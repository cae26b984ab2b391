import { differenceInSeconds } from 'date-fns'
import type { Features } from '../../../lib/linear/model.ts'
import { normalise } from '../normalise.ts'
import { sameThing } from '../same-thing.ts'
import type { ReadInput, Reading, ThreadContext } from '../types.ts'
import { runsOf, type Span } from './features.ts'
import { sharedWords } from './shared-words.ts'

type OpenTicket = ThreadContext['open'][number]

const MINUTES = [1, 3, 6, 12, 30, 60, 180, 600]
const LENGTHS = [3, 6, 10, 16, 26, 45]
const SCALE = { flag: 0.3, cross: 0.35, share: 0.8, run: 0.45 }
/** The same is said to be so elsewhere or for others too. */
const ME_TOO = /也|同样|一样|\+1|我们(?:这|家|楼|单元)|俺家|我家/
/** Another matter is announced. */
const ANOTHER =
  /另外|另一|还有(?:一?[个件桩]|个事)|再一?[个件]|再有|也要反映|也反映|顺便|第二|二是|对了|除了这/
const OFFICIAL = new Set([
  'handler',
  'department_lead',
  'dispatcher',
  'police',
  'village_lead',
  'town_lead',
  'district_lead',
])

/** What tells whether a message goes on about an open ticket of its conversation. */
export function linkFeatures(
  input: ReadInput,
  reading: Reading,
  ticket: OpenTicket,
  thread: ThreadContext,
  names: readonly Span[],
): Features {
  const text = normalise(input.text).text
  const signs = new Map<string, number>()
  const say = (name: string, amount = SCALE.flag) => signs.set(name, amount)
  const who = ticket.reporterIsSender ? 'own' : 'other'
  const gap = minutesSince(input.at, lastOf(ticket, thread, ticket.reporterIsSender))
  const leaf = leafRelation(reading, ticket)
  const place = placeRelation(reading, ticket)
  const reply =
    input.repliesTo === undefined ? 'no' : input.repliesTo.ticketId === ticket.id ? 'this' : 'other'
  const length = LENGTHS.filter((limit) => text.length > limit).length
  const official = OFFICIAL.has(input.sender.role) ? 'official' : 'people'
  const turn = turnOf(ticket, thread)
  const { acts } = reading.judged
  const opening = acts.report + acts.request
  const opens =
    opening >= 0.9 ? 'opens' : opening >= 0.6 ? 'may open' : opening >= 0.25 ? 'hardly opens' : 'opens not'
  const another = ANOTHER.test(text) ? 'another' : 'plain'
  say('is always')
  say(`who ${who} ${official}`)
  say(`gap ${gap}`)
  say(`leaf ${leaf}`)
  say(`place ${place}`)
  say(`reply ${reply}`, 1)
  say(`length ${length}`)
  say(`act ${reading.act}`)
  say(`about ${reading.about ?? 'no'} ${who}`)
  say(`turn ${turn}`)
  say(`photo ${input.hasPhoto} ${text === ''} ${who}`)
  say(`point ${input.point !== undefined} ${who}`)
  for (const [a, b] of [
    [`${who} ${official}`, `gap ${gap}`],
    [`${who} ${official}`, `act ${reading.act}`],
    [`${who} ${official}`, `leaf ${leaf}`],
    [`${who} ${official}`, `place ${place}`],
    [`${who} ${official}`, `turn ${turn}`],
    [`${who} ${official}`, `length ${length}`],
    [`${who} ${official} reply ${reply}`, `act ${reading.act}`],
    [`leaf ${leaf}`, `place ${place}`],
    [`${who} ${opens}`, `leaf ${leaf}`],
    [`${who} ${opens}`, `leaf ${leaf} place ${place}`],
    [`${who} ${opens}`, `place ${place} turn ${turn}`],
    [`${who} ${opens}`, `gap ${gap}`],
    [`${who} ${another}`, `leaf ${leaf}`],
    [`${who} ${another}`, opens],
    [`leaf ${leaf}`, `gap ${gap}`],
    [`act ${reading.act}`, `leaf ${leaf}`],
    [`who ${who} tickets ${Math.min(3, ownOf(thread))}`, `leaf ${leaf}`],
  ])
    say(`${a} × ${b}`, SCALE.cross)
  say('opens', opening * SCALE.share)
  say(`opens ${who}`, opening * SCALE.share)
  say('chatters', (acts.chatter + acts.notice) * SCALE.share)
  say(`updates ${who}`, acts.update * SCALE.share)
  say(`asks share ${official}`, acts.query * SCALE.share)
  say('leaf share', (reading.judged.leaves.get(ticket.category) ?? 0) * SCALE.share)
  say('shared words', sharedWords(text, normalise(ticket.summary).text) * SCALE.share)
  if (ME_TOO.test(text)) say(`too ${who}`)
  if (/[?吗么]$/.test(text)) say(`asks ${who} ${official}`)
  const runs = new Map<string, number>()
  for (const [run, count] of runsOf(text, names))
    runs.set(`${ticket.reporterIsSender ? '己' : '他'}${run}`, count)
  return { runs: text.length <= 60 ? runs : new Map(), signs }
}

function leafRelation(reading: Reading, ticket: OpenTicket): string {
  const [top, share] = [...reading.judged.leaves][0] ?? ['other', 0]
  const sure = share >= 0.9 ? 'certain' : share >= 0.6 ? 'sure' : share >= 0.3 ? 'near' : 'vague'
  if (reading.incidents.length > 1) return 'several'
  if (top === ticket.category) return `same ${sure}`
  if (sameThing(top, ticket.category)) return `side ${sure}`
  if (headOf(top) === headOf(ticket.category)) return `head ${sure}`
  if (top === 'other' || top.endsWith('.other') || /^(?:emergency\.medical|service\.elderly)/.test(top))
    return `soft ${sure}`
  return `foreign ${sure}`
}

function placeRelation({ place }: Reading, ticket: OpenTicket): string {
  if (place.source !== 'text' && place.source !== 'location') return place.words === null ? 'none' : 'words'
  if (place.area === ticket.area) return 'same'
  return ticket.place === null ? 'adds' : 'differs'
}

/** When the ticket was last spoken of, by this sender or by anybody. */
function lastOf(ticket: OpenTicket, thread: ThreadContext, own: boolean): Date {
  const last = thread.recent.findLast(
    (message) => message.ticketId === ticket.id && (!own || message.sameSender),
  )
  return last?.at ?? ticket.openedAt
}

function minutesSince(now: Date, then: Date): number {
  const minutes = differenceInSeconds(now, then) / 60
  return MINUTES.filter((limit) => minutes > limit).length
}

/** How the talk stands: whether the ticket was spoken of last, or other things came between. */
function turnOf(ticket: OpenTicket, thread: ThreadContext): string {
  const last = thread.recent.at(-1)
  const newest = thread.open.at(-1)?.id === ticket.id ? 'newest' : 'older'
  if (last?.ticketId === ticket.id) return `now ${newest}`
  const mine = thread.recent.findLast((message) => message.sameSender)
  if (mine?.ticketId === ticket.id) return `mine ${newest}`
  if (mine && mine.ticketId !== null) return `mine elsewhere ${newest}`
  return `past ${newest}`
}

const ownOf = (thread: ThreadContext) => thread.open.filter((ticket) => ticket.reporterIsSender).length
const headOf = (leaf: string) => leaf.split('.')[0] ?? leaf
