/** Is the bot spoken to: mentions, replies to it, and commands. Pure. */
import type { BotCommand } from '../../domain/message.ts'
import type { TelegramEntity, TelegramMessage } from './schema.ts'

/** The bot as `getMe` tells it. */
export interface BotSelf {
  id: number
  username: string
  /** Privacy mode is off: the bot hears every message of its groups. */
  hearsAll: boolean
}

interface Marked {
  text: string
  entities: readonly TelegramEntity[]
}

function marked(message: TelegramMessage): Marked {
  return message.text !== undefined
    ? { text: message.text, entities: message.entities ?? [] }
    : { text: message.caption ?? '', entities: message.caption_entities ?? [] }
}

/** True for an @mention, a mention by name, or a reply to one of the bot's own messages. */
export function mentionsBot(message: TelegramMessage, bot: BotSelf): boolean {
  const { text, entities } = marked(message)
  return (
    message.reply_to_message?.from?.id === bot.id ||
    entities.some((entity) => entity.user?.id === bot.id || isNamed(cut(text, entity), entity.type, bot))
  )
}

/** `/name@bot args` at the very beginning; `foreign` when it is written to another bot. */
export function commandOf(message: TelegramMessage, bot: BotSelf): BotCommand | 'foreign' | undefined {
  const { text, entities } = marked(message)
  const lead = entities.find((entity) => entity.type === 'bot_command' && entity.offset === 0)
  const match = lead && /^\/(\w{1,64})(?:@(\w+))?$/.exec(cut(text, lead))
  const name = match?.[1]
  if (!lead || !name) return undefined
  const addressee = match[2]
  if (addressee && addressee.toLowerCase() !== bot.username.toLowerCase()) return 'foreign'
  return { name: name.toLowerCase(), args: text.slice(lead.length).trim() }
}

/** What the message answers. In a forum every message "replies" to the one that opened the topic: that is none. */
export function replyOf(message: TelegramMessage): string | undefined {
  const reply = message.reply_to_message
  if (!reply || reply['forum_topic_created'] !== undefined) return undefined
  return String(reply.message_id)
}

function isNamed(written: string, type: string, bot: BotSelf): boolean {
  return type === 'mention' && written.toLowerCase() === `@${bot.username.toLowerCase()}`
}

function cut(text: string, entity: TelegramEntity): string {
  return text.slice(entity.offset, entity.offset + entity.length)
}
