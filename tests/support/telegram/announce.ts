import type { Message } from 'grammy/types'
import type { Room } from './room.ts'
import type { StoredMessage } from './stored-message.ts'
import type { World } from './world.ts'

const SERVICE_FIELDS = [
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'pinned_message',
  'group_chat_created',
  'supergroup_chat_created',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
] as const

/** What a bot in privacy mode still receives in groups. */
function passesPrivacy(world: World, message: Message): boolean {
  if (SERVICE_FIELDS.some((field) => field in message)) return true
  if (message.reply_to_message?.from?.id === world.bot.id) return true
  const text = message.text ?? message.caption ?? ''
  const own = `@${world.bot.username.toLowerCase()}`
  return (message.entities ?? message.caption_entities ?? []).some((entity) => {
    const word = text.slice(entity.offset, entity.offset + entity.length).toLowerCase()
    if (entity.type === 'bot_command') return !word.includes('@') || word.endsWith(own)
    return entity.type === 'mention' && word === own
  })
}

/** Whether Telegram would tell the bot of this message. */
function isHeard(world: World, room: Room, message: Message): boolean {
  if (room.isPrivate) return world.people.get(room.id)?.blocked !== true
  if (!room.botIsIn) return false
  if (room.chat.type === 'channel' || room.botStatus === 'administrator' || room.botHearsAll) return true
  return passesPrivacy(world, message)
}

/** Queues the update of a message that a person (or the server) brought into a chat. */
export function announce(world: World, room: Room, message: StoredMessage, edited = false): void {
  world.changed.emit()
  if (!isHeard(world, room, message.json)) return
  const channel = room.chat.type === 'channel'
  const kind = channel
    ? edited
      ? 'edited_channel_post'
      : 'channel_post'
    : edited
      ? 'edited_message'
      : 'message'
  world.updates.push(kind, message.json as never, String(room.id))
}

/** A message written by Telegram itself: someone came, a topic was made, the group moved. */
export function announceService(world: World, room: Room, content: Partial<Message>): StoredMessage {
  const message = room.append(content, world.now(), content.from?.id === world.bot.id)
  announce(world, room, message)
  return message
}
