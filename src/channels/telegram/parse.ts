/** Telegram update → neutral event. Pure: the bot and the time of receipt are arguments. */
import type { z } from 'zod'
import type { EventBody, IncomingEvent } from '../../domain/message.ts'
import { contentKey } from '../shared/content-key.ts'
import { type BotSelf, commandOf, mentionsBot, replyOf } from './address.ts'
import { membershipOf } from './membership.ts'
import { partsOf } from './parts.ts'
import {
  callbackSchema,
  chatSchema,
  memberUpdateSchema,
  messageSchema,
  type TelegramMessage,
  updateSchema,
} from './schema.ts'
import { conversationOf, senderOf, senderOfUser } from './sender.ts'

export interface ParseContext {
  /** The bot's id, as the channel's account. */
  account: string
  bot: BotSelf
  /** When the update arrived; stands in where Telegram gives no time of its own (button presses). */
  receivedAt: Date
}

export type Parsed =
  | { ok: true; event: IncomingEvent }
  /** `error` names places and kinds of fault, never content. */
  | { ok: false; dedupeKey: string; error: string }

type Heard = Pick<IncomingEvent, 'occurredAt' | 'conversation' | 'sender' | 'body'>
type Read = { ok: true; heard: Heard } | { ok: false; error: string }
type Reader = (raw: unknown, context: ParseContext) => Read

/** In the order in which they are looked for; Telegram sends one kind per update. */
const READERS: Readonly<Record<string, Reader>> = {
  message: reader(messageSchema, readMessage),
  edited_message: reader(messageSchema, readEdit),
  callback_query: reader(callbackSchema, (query, { receivedAt }) => ({
    occurredAt: receivedAt.toISOString(),
    conversation: query.message
      ? conversationOf(query.message)
      : { id: String(query.from.id), type: 'dm' as const },
    sender: senderOfUser(query.from),
    body:
      query.message && query.data !== undefined
        ? {
            kind: 'action' as const,
            actionId: query.id,
            token: query.data,
            ...(query.message.message_id !== undefined && { messageId: String(query.message.message_id) }),
          }
        : { kind: 'ignored' as const, why: 'button without message or data' },
  })),
  my_chat_member: reader(memberUpdateSchema, (update, { bot }) => ({
    occurredAt: iso(update.date),
    conversation: conversationOf(update),
    sender: senderOfUser(update.from),
    body: membershipOf(update, bot),
  })),
}

/**
 * Reads one update. Never throws: what cannot be read comes back as `ok: false` with a key, so that it
 * can be kept beside the others.
 */
export function parseUpdate(raw: unknown, context: ParseContext): Parsed {
  const update = updateSchema.safeParse(raw)
  if (!update.success) return { ok: false, dedupeKey: contentKey(raw), error: faults(update.error) }
  const { update_id: order, ...kinds } = update.data
  const dedupeKey = `u${order}`
  const read = readKind(kinds, context)
  if (!read.ok) return { ok: false, dedupeKey, error: read.error }
  return {
    ok: true,
    event: { channel: 'telegram', account: context.account, dedupeKey, order, ...read.heard },
  }
}

function readKind(kinds: Record<string, unknown>, context: ParseContext): Read {
  for (const [kind, read] of Object.entries(READERS)) {
    if (kinds[kind] === undefined) continue
    const result = read(kinds[kind], context)
    return result.ok ? result : { ok: false, error: `${kind}: ${result.error}` }
  }
  return readForeign(kinds, context)
}

/** Kinds that were not asked for: skipped where a chat tells whose they are, else kept as unreadable. */
function readForeign(kinds: Record<string, unknown>, { receivedAt }: ParseContext): Read {
  for (const value of Object.values(kinds)) {
    const chat = chatSchema.safeParse(
      typeof value === 'object' && value && 'chat' in value ? value.chat : undefined,
    )
    if (!chat.success) continue
    const conversation = conversationOf({ chat: chat.data })
    return {
      ok: true,
      heard: {
        occurredAt: receivedAt.toISOString(),
        conversation,
        sender: { id: conversation.id, anonymous: true },
        body: { kind: 'ignored', why: 'update kind not asked for' },
      },
    }
  }
  return { ok: false, error: 'no known kind of update' }
}

function readMessage(message: TelegramMessage, context: ParseContext): Heard {
  return { ...said(message, message.date), body: messageBody(message, context) }
}

function readEdit(message: TelegramMessage): Heard {
  const at = message.edit_date ?? message.date
  const parts = partsOf(message)
  const editedAt = iso(at)
  if (message.chat.type === 'channel') return { ...said(message, at), body: ignored('channel post') }
  if (parts.length === 0) return { ...said(message, at), body: ignored('edit without content') }
  const albumId = message.media_group_id
  return {
    ...said(message, at),
    body: {
      kind: 'edit',
      messageId: String(message.message_id),
      parts,
      editedAt,
      ...(albumId && { albumId }),
    },
  }
}

function messageBody(message: TelegramMessage, { bot }: ParseContext): EventBody {
  if (message.chat.type === 'channel') return ignored('channel post')
  if (message.migrate_to_chat_id !== undefined) {
    return { kind: 'migrated', to: String(message.migrate_to_chat_id) }
  }
  const parts = partsOf(message)
  if (parts.length === 0) return ignored('no content')
  const command = commandOf(message, bot)
  if (command === 'foreign') return ignored('command to another bot')
  const replyTo = replyOf(message)
  return {
    kind: 'message',
    messageId: String(message.message_id),
    parts,
    ...(replyTo && { replyTo }),
    ...(message.media_group_id && { albumId: message.media_group_id }),
    ...(mentionsBot(message, bot) && { mentionsBot: true }),
    ...(isForwarded(message) && { forwarded: true }),
    ...(command && { command }),
  }
}

function said(message: TelegramMessage, at: number): Omit<Heard, 'body'> {
  return { occurredAt: iso(at), conversation: conversationOf(message), sender: senderOf(message) }
}

function isForwarded(message: TelegramMessage): boolean {
  // `forward_date` is how Telegram said it before Bot API 7.0; own servers may still run that.
  return message['forward_origin'] !== undefined || message['forward_date'] !== undefined
}

function ignored(why: string): EventBody {
  return { kind: 'ignored', why }
}

function iso(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString()
}

function reader<T>(schema: z.ZodType<T>, read: (value: T, context: ParseContext) => Heard): Reader {
  return (raw, context) => {
    const result = schema.safeParse(raw)
    return result.success
      ? { ok: true, heard: read(result.data, context) }
      : { ok: false, error: faults(result.error) }
  }
}

function faults(error: z.ZodError): string {
  const places = error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || '(whole)'} ${issue.code}`)
  return places.join(', ')
}
