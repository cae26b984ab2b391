import type { ChatMember, User } from 'grammy/types'
import type { Room } from './room.ts'
import type { World } from './world.ts'

/** Rights of an administrator, all on except those that hurt. */
export function administrator(user: User, anonymous = false): ChatMember {
  return {
    status: 'administrator',
    user,
    can_be_edited: false,
    is_anonymous: anonymous,
    can_manage_chat: true,
    can_delete_messages: true,
    can_manage_video_chats: true,
    can_restrict_members: true,
    can_promote_members: false,
    can_change_info: true,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_pin_messages: true,
    can_manage_topics: true,
  } as ChatMember
}

/** A member record for a status. */
export function memberJson(user: User, status: string, anonymous = false): ChatMember {
  if (status === 'creator') return { status, user, is_anonymous: anonymous }
  if (status === 'administrator') return administrator(user, anonymous)
  if (status === 'kicked') return { status, user, until_date: 0 }
  if (status === 'restricted') return { status, user, is_member: true, until_date: 0 } as ChatMember
  if (status === 'member') return { status, user }
  return { status: 'left', user }
}

/** Queues `my_chat_member` or `chat_member`; the latter reaches administrators only. */
export function announceMember(
  world: World,
  room: Room,
  change: { by: User; user: User; from: string; to: string },
): void {
  const payload = {
    chat: room.chat,
    from: change.by,
    date: world.seconds(),
    old_chat_member: memberJson(change.user, change.from),
    new_chat_member: memberJson(change.user, change.to),
  }
  const own = change.user.id === world.bot.id
  if (own) world.updates.push('my_chat_member', payload, String(room.id))
  else if (room.botStatus === 'administrator') world.updates.push('chat_member', payload, String(room.id))
  world.changed.emit()
}
