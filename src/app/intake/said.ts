import { subHours, subMinutes } from 'date-fns'
import type { Point } from '../../domain/message.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { LOOK_BACK_MESSAGES } from '../../domain/understanding/gather.ts'
import type { ReadInput, ThreadContext } from '../../domain/understanding/types.ts'
import type { NewMessage, ThreadRows } from '../store-port/messages.ts'
import { type Intake, postsOf } from './intake.ts'

/** A message taken in. */
export interface Said {
  messageId: string
  text: string
  /** Hashes of stored photos. */
  photos: string[]
  /** True also when a photo could not be fetched yet. */
  hadPhotos: boolean
  point?: Point
  locationOnly: boolean
  at: Date
  thread: ThreadRows
  row: NewMessage
}

export function loadThread(
  { app, view, conversation, identity, event, now }: Intake,
  message: { messageId: string; replyTo?: string; albumId?: string },
): Promise<ThreadRows> {
  return app.store.thread({
    conversationId: conversation.id,
    identityId: identity.id,
    platformId: message.messageId,
    replyTo: message.replyTo ?? null,
    albumId: message.albumId ?? null,
    since: subHours(new Date(event.occurredAt), view.town.policy.gather.lookBackHours),
    limit: LOOK_BACK_MESSAGES,
    endedSince: subMinutes(new Date(event.occurredAt), view.town.policy.gather.endedMinutes),
    now,
  })
}

/** The message as the reader wants it: no ids of people. */
export function readInput(intake: Intake, said: Said): ReadInput {
  const { conversation } = intake
  const posts = postsOf(intake)
  const post = posts.find((p) => p.area !== null) ?? posts[0]
  const replied = said.thread.repliedTicket
  return {
    text: said.text,
    hasPhoto: said.hadPhotos,
    at: said.at,
    conversation: { kind: conversation.type, area: conversation.area },
    sender: { role: post?.role ?? 'resident', area: post?.area ?? null },
    ...(said.point ? { point: said.point } : {}),
    ...(replied
      ? { repliesTo: { ticketId: replied.id, state: replied.state, card: said.thread.repliesToBot } }
      : {}),
  }
}

export function threadContext({ identity }: Intake, { thread }: Said): ThreadContext {
  return {
    recent: thread.recent.map((m) => ({
      at: m.at,
      sameSender: m.identityId === identity.id,
      text: m.text,
      hasPhoto: m.hadPhotos,
      ticketId: m.ticketId,
    })),
    open: thread.open.map((ticket) => asOpen(ticket, identity.id)),
    ended: thread.ended.flatMap((ticket) =>
      ticket.closedAt ? [{ ...asOpen(ticket, identity.id), endedAt: new Date(ticket.closedAt) }] : [],
    ),
  }
}

function asOpen(ticket: Ticket, identityId: string): ThreadContext['open'][number] {
  return {
    id: ticket.id,
    number: ticket.number,
    category: ticket.category,
    area: ticket.area,
    // Of a place that nobody told, the words are what the reporter may still make plain.
    place: ticket.placeTold === false ? null : ticket.place,
    summary: ticket.summary,
    openedAt: new Date(ticket.openedAt),
    reporterIsSender: [ticket, ...ticket.joined].some(({ reporter }) => reporter.identityId === identityId),
    state: ticket.state,
  }
}
