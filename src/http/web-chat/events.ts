import type { WebRoomInfo, WebUser } from '../../app/ports-web.ts'
import type { WebPost } from '../../app/ports-web-rooms.ts'
import type { BotCommand, EventBody, IncomingEvent, Part, Point } from '../../domain/message.ts'

/** The neutral events of the web chat. Pure; ids and times are arguments. */

interface Where {
  user: WebUser
  room: WebRoomInfo
}

interface PersonContent {
  text: string
  photos: readonly string[]
  point?: Point | undefined
}

/** A post as an event. The same post gives the same key, however often it is sent again. */
export function messageEvent(where: Where, post: WebPost, content: PersonContent): IncomingEvent {
  const command = content.photos.length === 0 ? readCommand(content.text) : null
  return envelope(where, `p:${post.id}`, post.seq, post.createdAt, {
    kind: 'message',
    messageId: post.id,
    parts: toParts(content),
    ...(post.replyTo === null ? {} : { replyTo: post.replyTo }),
    ...(/@(网格哨|gridwhistle)/i.test(content.text) ? { mentionsBot: true } : {}),
    ...(command ? { command } : {}),
  })
}

export function editEvent(where: Where, post: WebPost, content: PersonContent): IncomingEvent {
  const editedAt = post.editedAt ?? post.createdAt
  return envelope(where, `e:${post.id}:${post.seq}`, post.seq, editedAt, {
    kind: 'edit',
    messageId: post.id,
    parts: toParts(content),
    editedAt: editedAt.toISOString(),
  })
}

export function recallEvent(where: Where, post: WebPost): IncomingEvent {
  const at = post.editedAt ?? post.createdAt
  return envelope(where, `r:${post.id}`, post.seq, at, { kind: 'recall', messageId: post.id })
}

/** `order` is the room's seq at the time of the click: after everything the presser could have seen. */
export function clickEvent(
  where: Where,
  click: { actionId: string; clientKey: string; token: string; postId: string; order: number; at: Date },
): IncomingEvent {
  return envelope(where, `c:${where.user.userId}:${click.clientKey}`, click.order, click.at, {
    kind: 'action',
    actionId: click.actionId,
    token: click.token,
    messageId: click.postId,
  })
}

/** `/name args`, as people know it from other chats; null for anything else. */
export function readCommand(text: string): BotCommand | null {
  const match = /^\s*\/([a-z_]{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/i.exec(text)
  return match?.[1] ? { name: match[1].toLowerCase(), args: (match[2] ?? '').trim() } : null
}

function toParts(content: PersonContent): Part[] {
  const parts: Part[] = []
  if (content.text.trim() !== '') parts.push({ kind: 'text', text: content.text })
  for (const hash of content.photos) parts.push({ kind: 'photo', media: { ref: hash, hash } })
  if (content.point) parts.push({ kind: 'location', point: content.point })
  return parts
}

function envelope(
  { user, room }: Where,
  dedupeKey: string,
  order: number,
  at: Date,
  body: EventBody,
): IncomingEvent {
  return {
    channel: 'web',
    account: 'web',
    dedupeKey,
    order,
    occurredAt: at.toISOString(),
    conversation: {
      id: room.room,
      type: room.type,
      ...(room.type === 'group' ? { title: room.title } : {}),
    },
    sender: {
      id: user.userId,
      name: user.name,
      ...(user.personId === null ? {} : { personId: user.personId }),
    },
    body,
  }
}
