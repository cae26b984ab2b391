import { differenceInHours } from 'date-fns'
import type { Policy } from '../area/policy.ts'
import { gather, LOOK_BACK_MESSAGES } from './gather.ts'
import type { Reader } from './read.ts'
import type { Incident, ReadInput, ThreadContext } from './types.ts'
import { waitingBefore } from './waiting.ts'

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
}

/** Plays a conversation message by message, as the running service would, and tells the tickets it opens. */
export function replayThread(
  conversation: ReadInput['conversation'],
  messages: readonly ThreadMessage[],
  reader: Reader,
  policy: Policy,
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
    )
    const reading = reader.read(input, thread)
    const gathered = gather(input, reading, thread, policy)
    const waiting = waitingBefore(thread.recent, message.at, policy)
    if (gathered.kind === 'open') {
      reading.incidents.forEach((incident, i) => {
        const ticket = openTicket(`${message.n}-${i}`, message, incident)
        tickets.push(ticket)
        if (i === 0) for (const before of waiting) join(ticket, before.n)
        join(ticket, message.n)
      })
    } else if ('ticketId' in gathered) {
      const ticket = find(gathered.ticketId)
      if (!ticket) return
      if (gathered.kind === 'supplement') for (const before of waiting) join(ticket, before.n)
      join(ticket, message.n)
      if (gathered.kind === 'withdraw') ticket.state = 'withdrawn'
      if (gathered.kind === 'resolved') ticket.state = 'resolved_by_reporter'
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

function openTicket(id: string, message: ThreadMessage, incident: Incident): Kept {
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
  }
}

function contextOf(
  before: readonly ThreadMessage[],
  message: ThreadMessage,
  tickets: readonly Kept[],
  ticketOf: ReadonlyMap<number, string>,
): ThreadContext & { recent: (ThreadContext['recent'][number] & { n: number })[] } {
  return {
    recent: before.map((other) => ({
      n: other.n,
      at: other.at,
      sameSender: other.sender === message.sender,
      text: other.text,
      hasPhoto: other.hasPhoto,
      ticketId: ticketOf.get(other.n) ?? null,
    })),
    open: tickets
      .filter((ticket) => ticket.state === 'open')
      .map((ticket) => ({
        id: ticket.id,
        number: ticket.id,
        category: ticket.category,
        area: ticket.area,
        place: ticket.place,
        summary: ticket.summary,
        openedAt: ticket.openedAt,
        reporterIsSender: ticket.reporter === message.sender,
        state: 'dispatched',
      })),
  }
}
