import type { ReactionType } from 'grammy/types'
import { findMessage, openRoom, writableRoom } from './access.ts'
import { announceService } from './announce.ts'
import { flag, type Handler, int, records, text } from './call.ts'
import { badRequest, forbidden } from './errors.ts'
import { announceMember, memberJson } from './membership.ts'
import type { Room } from './room.ts'
import type { World } from './world.ts'

const ACTIONS = new Set(
  'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location record_video_note upload_video_note'.split(
    ' ',
  ),
)
const EMOJI = new Set(
  '❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'.split(
    ' ',
  ),
)

function memberOf(world: World, room: Room, userId: number) {
  if (userId === world.bot.id) return memberJson(world.botUser, room.botStatus)
  const member = room.members.get(userId)
  if (member) return memberJson(member.user, member.status, member.anonymous)
  const person = world.people.get(userId)
  if (!person) throw badRequest('PARTICIPANT_ID_INVALID')
  return memberJson(person.user, room.isPrivate && room.id === userId ? 'member' : 'left')
}

function mayPin(room: Room): void {
  if (!room.isPrivate && room.botStatus !== 'administrator') {
    throw badRequest('not enough rights to manage pinned messages in the chat')
  }
}

export const chatHandlers = {
  getChat: ({ world, params }) => {
    const room = openRoom(world, params['chat_id'])
    const pinned = room.messages.findLast((message) => message.pinned)
    return {
      ...room.chat,
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: false,
        limited_gifts: false,
        unique_gifts: false,
        premium_subscription: false,
        gifts_from_channels: false,
      },
      ...(pinned ? { pinned_message: pinned.json } : {}),
    }
  },
  getChatMember: ({ world, params }) =>
    memberOf(world, openRoom(world, params['chat_id']), int(params, 'user_id') ?? 0),
  getChatMemberCount: ({ world, params }) => {
    const room = openRoom(world, params['chat_id'])
    if (room.isPrivate) return 2
    return (
      1 + [...room.members.values()].filter((member) => !['left', 'kicked'].includes(member.status)).length
    )
  },
  getChatAdministrators: ({ world, params }) => {
    const room = openRoom(world, params['chat_id'])
    if (room.isPrivate) throw badRequest('there are no administrators in the private chat')
    const people = [...room.members.values()]
      .filter((member) => member.status === 'administrator' || member.status === 'creator')
      .map((member) => memberJson(member.user, member.status, member.anonymous))
    const own = room.botStatus === 'administrator' && flag(params, 'return_bots')
    return own ? [...people, memberJson(world.botUser, 'administrator')] : people
  },
  leaveChat: ({ world, params }) => {
    const room = openRoom(world, params['chat_id'])
    if (room.isPrivate) throw forbidden("bot can't leave a private chat")
    const from = room.botStatus
    room.botStatus = 'left'
    announceMember(world, room, { by: world.botUser, user: world.botUser, from, to: 'left' })
    return true
  },
  sendChatAction: ({ world, params }) => {
    writableRoom(world, params['chat_id'])
    if (!ACTIONS.has(text(params, 'action') ?? '')) throw badRequest('wrong parameter action in request')
    return true
  },
  setMessageReaction: ({ world, params }) => {
    const room = openRoom(world, params['chat_id'])
    const message = findMessage(room, params['message_id'], 'react')
    const reactions = records(params, 'reaction') as unknown as ReactionType[]
    if (reactions.length > 1) throw badRequest('REACTIONS_TOO_MANY')
    for (const reaction of reactions) {
      if (reaction.type !== 'emoji' || !EMOJI.has(reaction.emoji)) throw badRequest('REACTION_INVALID')
    }
    message.botReactions = reactions
    world.changed.emit()
    return true
  },
  pinChatMessage: ({ world, params }) => {
    const room = openRoom(world, params['chat_id'])
    mayPin(room)
    const message = findMessage(room, params['message_id'], 'pin')
    message.pinned = true
    announceService(world, room, { from: world.botUser, pinned_message: message.quoted() })
    return true
  },
  unpinChatMessage: ({ world, params }) => {
    const room = openRoom(world, params['chat_id'])
    mayPin(room)
    const id = int(params, 'message_id')
    const message =
      id === undefined ? room.messages.findLast((each) => each.pinned) : findMessage(room, id, 'unpin')
    if (message) message.pinned = false
    world.changed.emit()
    return true
  },
} satisfies Record<string, Handler>
