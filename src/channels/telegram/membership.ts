import type { EventBody, MembershipChange } from '../../domain/message.ts'
import type { BotSelf } from './address.ts'
import type { TelegramMember, TelegramMemberUpdate } from './schema.ts'

/** What a change of the bot's own membership means. Source: Bot API, `ChatMemberUpdated`. */
export function membershipOf(update: TelegramMemberUpdate, bot: BotSelf): EventBody {
  const before = update.old_chat_member
  const after = update.new_chat_member
  if (update.chat.type === 'channel') return { kind: 'ignored', why: 'channel' }
  if (update.chat.type === 'private') return membership(isIn(after) ? 'unblocked' : 'blocked')

  const canHearAll = bot.hearsAll || leads(after)
  if (!isIn(before) && isIn(after)) return { kind: 'membership', change: 'bot_added', canHearAll }
  if (isIn(before) && !isIn(after)) return membership('bot_removed')
  if (!leads(before) && leads(after)) return { kind: 'membership', change: 'bot_promoted', canHearAll }
  return { kind: 'ignored', why: `member ${before.status} → ${after.status}` }
}

function membership(change: MembershipChange): EventBody {
  return { kind: 'membership', change }
}

function isIn(member: TelegramMember): boolean {
  return (
    leads(member) ||
    member.status === 'member' ||
    (member.status === 'restricted' && member.is_member === true)
  )
}

function leads(member: TelegramMember): boolean {
  return member.status === 'administrator' || member.status === 'creator'
}
