import { differenceInHours, differenceInMinutes } from 'date-fns'
import type { Policy } from '../area/policy.ts'
import { gather, LOOK_BACK_MESSAGES } from './gather.ts'
import type { Reader } from './read.ts'
import type { Incident, ReadInput, Reading, ThreadContext } from './types.ts'
import { toldBefore, waitingBefore } from './waiting.ts'

/** One message of a recorded conversation; `n` names it within the conversation. */
export interface ThreadMessage {
  n: number
  sender: string
  role: ReadInput['sender']['role']
  area: string | null
  text: string
  hasPhoto: boolean
  album: string | null
  /** `n` of the message it answers. */
  replyTo: number | null
  at: Date
}

export interface ThreadTicket {
  messages: number[]
  category: string
  area: string
  state: 'open' | 'withdrawn' | 'resolved_by_reporter'
}

interface Kept extends ThreadTicket {
  id: string
  reporter: string
  place: string | null
  summary: string
  openedAt: Date
  endedAt: Date | null
  /** Nobody can be sent before its place is told. */
  waits: boolean
}

/** What was said before a message, each with its number. */
export type Before = ThreadContext & { recent: (ThreadContext['recent'][number] & { n: number })[] }

/** Hears how each message was read. */
export type Watch = (message: ThreadMessage, input: ReadInput, thread: Before, reading: Reading) => void

/** Plays a conversation message by message, as the running service would, and tells the tickets it opens. */
export function replayThread(
  conversation: ReadInput['conversation'],
  messages: readonly ThreadMessage[],
  reader: Pick<Reader, 'read'>,
  policy: Policy,
  watch?: Watch,
): ThreadTicket[] {
  const tickets: Kept[] = []
  const ticketOf = new Map<number, string>()
  messages.forEach((message, index) => {
    const find = (id: string | undefined) => tickets.find((ticket) => ticket.id === id)
    const join = (ticket: Kept, n: number) => {
      if (!ticket.messages.includes(n)) ticket.messages.push(n)
      if (!ticketOf.has(n)) ticketOf.set(n, ticket.id)
    }
    const album =
      message.album === null
        ? undefined
        : messages.find(
            (other) => other.n !== message.n && other.album === message.album && ticketOf.has(other.n),
          )
    const albumTicket = album ? find(ticketOf.get(album.n)) : undefined
    if (albumTicket && message.text === '') {
      join(albumTicket, message.n)
      return
    }
    const replied = message.replyTo === null ? undefined : find(ticketOf.get(message.replyTo))
    const input: ReadInput = {
      text: message.text,
      hasPhoto: message.hasPhoto,
      at: message.at,
      conversation,
      sender: { role: message.role, area: message.area },
      ...(replied ? { repliesTo: { ticketId: replied.id, state: 'dispatched' } } : {}),
    }
    const thread = contextOf(
      messages
        .slice(Math.max(0, index - LOOK_BACK_MESSAGES), index)
        .filter((other) => differenceInHours(message.at, other.at) < policy.gather.lookBackHours),
      message,
      tickets,
      ticketOf,
      policy,
    )
    const reading = reader.read(input, thread)
    watch?.(message, input, thread, reading)
    const gathered = gather(input, reading, thread, policy)
    const judge = ({ text, hasPhoto, at }: ThreadContext['recent'][number]) =>
      reader.read({ ...input, text, hasPhoto, at }, { recent: [], open: [] }).judged
    const waiting = waitingBefore(thread.recent, message.at, policy)
    if (gathered.kind === 'open') {
      reading.incidents.forEach((incident, i) => {
        const ticket = openTicket(`${message.n}-${i}`, message, incident, reading.missing === 'place')
        tickets.push(ticket)
        const told =
          i === 0
            ? [...waiting, ...toldBefore(thread.recent, message.at, incident.category, judge, policy)]
            : []
        for (const before of told) join(ticket, before.n)
        join(ticket, message.n)
      })
    } else if ('ticketId' in gathered) {
      const ticket = find(gathered.ticketId)
      if (!ticket) return
      if (gathered.kind === 'supplement') for (const before of waiting) join(ticket, before.n)
      join(ticket, message.n)
      if (gathered.kind === 'withdraw') ticket.state = 'withdrawn'
      if (gathered.kind === 'resolved') ticket.state = 'resolved_by_reporter'
      if (gathered.kind === 'again') ticket.state = 'open'
      ticket.endedAt = ticket.state === 'open' ? null : (ticket.endedAt ?? message.at)
      const [incident] = reading.incidents
      const place = incident ?? {
        area: reading.place.area,
        place: reading.place.words,
        placeSource: reading.place.source,
      }
      const told = place.placeSource === 'text' || place.placeSource === 'location'
      const first = ticket.reporter === message.sender && ticket.place === null
      if (told && (gathered.kind === 'correct' || (gathered.kind === 'supplement' && first))) {
        ticket.area = place.area
        ticket.place = place.place
        ticket.waits = false
      }
      if (gathered.kind === 'correct' && incident) ticket.category = incident.category
    }
  })
  return tickets.map(({ messages: ns, category, area, state }) => ({
    messages: ns.sort((a, b) => a - b),
    category,
    area,
    state,
  }))
}

function openTicket(id: string, message: ThreadMessage, incident: Incident, waits: boolean): Kept {
  return {
    id,
    messages: [],
    category: incident.category,
    area: incident.area,
    state: 'open',
    reporter: message.sender,
    place: incident.placeSource === 'text' ? incident.place : null,
    summary: incident.summary,
    openedAt: message.at,
    endedAt: null,
    waits,
  }
}

function contextOf(
  before: readonly ThreadMessage[],
  message: ThreadMessage,
  tickets: readonly Kept[],
  ticketOf: ReadonlyMap<number, string>,
  { gather: { endedMinutes } }: Policy,
): Before {
  return {
    recent: before.map((other) => ({
      n: other.n,
      at: other.at,
      sameSender: other.sender === message.sender,
      text: other.text,
      hasPhoto: other.hasPhoto,
      ticketId: ticketOf.get(other.n) ?? null,
    })),
    open: tickets.filter(({ endedAt }) => endedAt === null).map((ticket) => told(ticket, message)),
    ended: tickets.flatMap((ticket) =>
      ticket.endedAt && differenceInMinutes(message.at, ticket.endedAt) <= endedMinutes
        ? [{ ...told(ticket, message), endedAt: ticket.endedAt }]
        : [],
    ),
  }
}

function told(ticket: Kept, { sender }: ThreadMessage): ThreadContext['open'][number] {
  return {
    id: ticket.id,
    number: ticket.id,
    category: ticket.category,
    area: ticket.area,
    place: ticket.place,
    summary: ticket.summary,
    openedAt: ticket.openedAt,
    reporterIsSender: ticket.reporter === sender,
    state: ticket.state === 'withdrawn' ? 'withdrawn' : ticket.waits ? 'needs_info' : 'dispatched',
  }
}
