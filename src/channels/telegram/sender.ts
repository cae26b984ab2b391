import type { EventConversation, Sender } from '../../domain/message.ts'
import type { TelegramChat, TelegramMessage, TelegramUser } from './schema.ts'

/**
 * Users that stand for somebody else: an anonymous group administrator, a channel speaking in a group,
 * Telegram itself carrying a linked channel's post. Source: Bot API, `Message.from`, `Message.sender_chat`.
 */
const STAND_INS: ReadonlySet<number> = new Set([1087968824, 136817688, 777000])

/** Who wrote a message. Behind a stand-in the id is the chat's own, so that no person's rights can stick to it. */
export function senderOf(message: TelegramMessage): Sender {
  const { from, sender_chat: chat } = message
  if (chat) return hidden(chat.id, chat.title ?? message.chat.title)
  if (from) return senderOfUser(from, message.is_automatic_forward === true)
  return hidden(message.chat.id, message.chat.title)
}

/** Who pressed a button or changed the membership. */
export function senderOfUser(user: TelegramUser, anonymous = STAND_INS.has(user.id)): Sender {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ')
  const hides = anonymous || STAND_INS.has(user.id)
  return {
    id: String(user.id),
    ...(name && { name }),
    ...(user.language_code && { language: user.language_code }),
    ...(hides && { anonymous: true }),
    ...(user.is_bot && !hides && { isBot: true }),
  }
}

interface Placed {
  chat: TelegramChat
  message_thread_id?: number | undefined
  is_topic_message?: boolean | undefined
}

/** The chat and, in a forum, the topic. A thread id without `is_topic_message` is only a chain of replies. */
export function conversationOf(placed: Placed): EventConversation {
  const { chat, message_thread_id: thread } = placed
  return {
    id: String(chat.id),
    type: chat.type === 'private' ? 'dm' : 'group',
    ...(placed.is_topic_message && thread !== undefined && { thread: String(thread) }),
    ...(chat.title && { title: chat.title }),
  }
}

function hidden(id: number, name: string | undefined): Sender {
  return { id: String(id), ...(name && { name }), anonymous: true }
}
