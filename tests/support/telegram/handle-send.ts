import type { Message } from 'grammy/types'
import { writableRoom } from './access.ts'
import { type Call, entities, flag, type Handler, int, record, records, text } from './call.ts'
import { badRequest } from './errors.ts'
import { formatText } from './formatting.ts'
import { checkReplyKeyboard, inlineKeyboard } from './markup.ts'
import { captionOf, documentJson, fileFrom, inputMedia, photoFrom } from './media.ts'
import type { Room } from './room.ts'
import type { StoredMessage } from './stored-message.ts'

function replyTarget(call: Call, room: Room): StoredMessage | undefined {
  const reply = record(call.params, 'reply_parameters')
  if (!reply) return undefined
  const chatId = reply['chat_id']
  const source = chatId === undefined ? room : writableRoom(call.world, chatId)
  const target = source.find(int(reply, 'message_id') ?? 0)
  if (!target) {
    if (flag(reply, 'allow_sending_without_reply')) return undefined
    throw badRequest('message to be replied not found')
  }
  const quote = text(reply, 'quote')
  if (quote !== undefined && !target.text.includes(quote)) throw badRequest('QUOTE_TEXT_INVALID')
  return target
}

function threadOf(call: Call, room: Room, target: StoredMessage | undefined): Partial<Message> {
  const asked = int(call.params, 'message_thread_id')
  if (asked !== undefined) {
    const topic = room.topics.get(asked)
    if (!topic) throw badRequest('message thread not found')
    if (topic.closed && room.botStatus !== 'administrator') throw badRequest('TOPIC_CLOSED')
    return { message_thread_id: asked, is_topic_message: true }
  }
  if (!target || room.chat.type !== 'supergroup') return {}
  return {
    message_thread_id: target.threadId ?? target.id,
    ...(target.json.is_topic_message ? { is_topic_message: true } : {}),
  }
}

/** Puts messages of the bot into a chat; content is built last, after chat, thread and reply are checked. */
function send(call: Call, contents: () => Partial<Message>[]): StoredMessage[] {
  const { world, params } = call
  const room = writableRoom(world, params['chat_id'])
  const target = replyTarget(call, room)
  const thread = threadOf(call, room, target)
  const keyboard = inlineKeyboard(params['reply_markup'], room.isPrivate)
  checkReplyKeyboard(params['reply_markup'], room.isPrivate)
  const quote = text(record(params, 'reply_parameters') ?? {}, 'quote')
  return contents().map((content) => {
    const message = room.append(
      {
        from: world.botUser,
        ...thread,
        ...(target ? { reply_to_message: target.quoted() as NonNullable<Message['reply_to_message']> } : {}),
        ...(target && quote !== undefined
          ? { quote: { text: quote, position: target.text.indexOf(quote) } }
          : {}),
        ...content,
        ...(keyboard ? { reply_markup: keyboard } : {}),
      },
      world.now(),
      true,
    )
    if (!keyboard) message.inputMarkup = record(params, 'reply_markup')
    world.changed.emit()
    return message
  })
}

function one(build: (call: Call) => Partial<Message>): Handler {
  return (call) => send(call, () => [build(call)])[0]?.json
}

function coordinates(call: Call): { latitude: number; longitude: number } {
  const latitude = int(call.params, 'latitude') ?? 0
  const longitude = int(call.params, 'longitude') ?? 0
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest('wrong latitude or longitude')
  return { latitude, longitude }
}

function album(call: Call): Partial<Message>[] {
  const items = records(call.params, 'media')
  if (items.length < 2) throw badRequest('too few messages to send as an album')
  if (items.length > 10) throw badRequest('too many messages to send as an album')
  const types = new Set(items.map((item) => item['type']))
  if (types.has('document') && types.size > 1)
    throw badRequest("document can't be mixed with other media types")
  const media_group_id = `1300${call.world.count()}`
  return items.map((item) => ({ ...inputMedia(call, item), media_group_id }))
}

export const sendHandlers = {
  sendMessage: one(({ params }) => {
    const value = formatText(
      text(params, 'text') ?? '',
      text(params, 'parse_mode'),
      entities(params, 'entities'),
    )
    const preview = record(params, 'link_preview_options')
    return {
      text: value.text,
      ...(value.entities.length > 0 ? { entities: value.entities } : {}),
      ...(preview ? { link_preview_options: preview } : {}),
    }
  }),
  sendPhoto: one((call) => ({ photo: photoFrom(call, call.params['photo']), ...captionOf(call.params) })),
  sendDocument: one((call) => ({
    document: documentJson(fileFrom(call, call.params['document'], 'document')),
    ...captionOf(call.params),
  })),
  sendVoice: one((call) => {
    const file = fileFrom(call, call.params['voice'], 'voice')
    const duration = int(call.params, 'duration') ?? 0
    return {
      voice: { file_id: file.fileId, file_unique_id: file.uniqueId, duration, file_size: file.size },
      ...captionOf(call.params),
    }
  }),
  sendLocation: one((call) => ({ location: coordinates(call) })),
  sendVenue: one((call) => {
    const location = coordinates(call)
    const venue = {
      location,
      title: text(call.params, 'title') ?? '',
      address: text(call.params, 'address') ?? '',
    }
    return { location, venue }
  }),
  sendMediaGroup: (call) => send(call, () => album(call)).map((message) => message.json),
} satisfies Record<string, Handler>
