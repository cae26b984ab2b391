import { badRequest, forbidden } from './errors.ts'
import type { Room } from './room.ts'
import type { StoredMessage } from './stored-message.ts'
import type { World } from './world.ts'

/** The chat behind a `chat_id` (number or @username). @throws ApiError 400 where there is none. */
export function findRoom(world: World, chatId: unknown): Room {
  if (chatId === '') throw badRequest('chat_id is empty')
  const room =
    typeof chatId === 'number'
      ? world.rooms.get(chatId)
      : [...world.rooms.values()].find(
          (each) => each.chat.username !== undefined && `@${each.chat.username}` === chatId,
        )
  if (!room || (!room.isPrivate && room.botStatus === 'none')) throw badRequest('chat not found')
  return room
}

/**
 * The chat behind a `chat_id`, where the bot may do something now.
 * @throws ApiError 400 (unknown, migrated) or 403 (blocked, kicked, never started, deactivated).
 */
export function openRoom(world: World, chatId: unknown): Room {
  const room = findRoom(world, chatId)
  if (room.migratedTo !== undefined) {
    throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: room.migratedTo })
  }
  const person = room.isPrivate ? world.people.get(room.id) : undefined
  if (person?.deactivated) throw forbidden('user is deactivated')
  if (person?.blocked) throw forbidden('bot was blocked by the user')
  if (person && !person.started) throw forbidden("bot can't initiate conversation with a user")
  if (room.botStatus === 'kicked') throw forbidden(`bot was kicked from the ${room.kindName}`)
  if (room.botStatus === 'left') throw forbidden(`bot is not a member of the ${room.kindName}`)
  return room
}

/** As {@link openRoom}, and the bot may write there. */
export function writableRoom(world: World, chatId: unknown): Room {
  const room = openRoom(world, chatId)
  if (room.botStatus === 'restricted') throw badRequest('not enough rights to send text messages to the chat')
  return room
}

/** @throws ApiError 400 "message to <what> not found". */
export function findMessage(room: Room, messageId: unknown, what: string): StoredMessage {
  if (typeof messageId !== 'number') throw badRequest('message identifier is not specified')
  const message = room.find(messageId)
  if (!message) throw badRequest(`message to ${what} not found`)
  return message
}
