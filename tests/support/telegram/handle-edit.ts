import type { Message } from 'grammy/types'
import { findMessage, openRoom } from './access.ts'
import { type Call, entities, type Handler, record, text } from './call.ts'
import { badRequest } from './errors.ts'
import { formatText } from './formatting.ts'
import { inlineKeyboard } from './markup.ts'
import { captionOf, inputMedia } from './media.ts'
import type { Room } from './room.ts'
import type { StoredMessage } from './stored-message.ts'

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'
const DELETE_WITHIN_MS = 48 * 3600 * 1000

function target(call: Call): { room: Room; message: StoredMessage } {
  if ('inline_message_id' in call.params) throw badRequest('MESSAGE_ID_INVALID')
  if (!('chat_id' in call.params)) throw badRequest('chat_id is empty')
  const room = openRoom(call.world, call.params['chat_id'])
  const message = findMessage(room, call.params['message_id'], 'edit')
  if (!message.byBot) throw badRequest("message can't be edited")
  return { room, message }
}

function comparable(json: Message): string {
  const photo = json.photo?.at(-1)?.file_unique_id
  const { text: words, entities: marks, caption, caption_entities, reply_markup, link_preview_options } = json
  const document = json.document?.file_unique_id
  return JSON.stringify([
    words,
    marks,
    caption,
    caption_entities,
    reply_markup,
    link_preview_options,
    photo,
    document,
  ])
}

/** Edits drop what the new content does not name: an edit without keyboard takes the keyboard away. */
function edit(
  call: Call,
  build: (message: StoredMessage) => Partial<Message>,
  cleared: (keyof Message)[],
): Message {
  const { room, message } = target(call)
  const keyboard = inlineKeyboard(call.params['reply_markup'], room.isPrivate)
  const next: Message = { ...message.json }
  for (const field of [...cleared, 'reply_markup' as const]) delete next[field]
  Object.assign(next, build(message), keyboard ? { reply_markup: keyboard } : {})
  if (comparable(next) === comparable(message.json)) throw badRequest(NOT_MODIFIED)
  next.edit_date = call.world.seconds()
  message.replace(next)
  call.world.changed.emit()
  return next
}

function hasMedia(message: StoredMessage): boolean {
  return ['photo', 'document', 'voice', 'video', 'location', 'venue'].some((field) => field in message.json)
}

function remove(call: Call, room: Room, message: StoredMessage): void {
  const old = call.world.now() - message.json.date * 1000 > DELETE_WITHIN_MS
  const admin = room.botStatus === 'administrator'
  if (!message.byBot && !room.isPrivate && !admin) throw badRequest("message can't be deleted")
  if (old && !(admin && room.chat.type === 'supergroup'))
    throw badRequest("message can't be deleted for everyone")
  message.deleted = true
  call.world.changed.emit()
}

export const editHandlers = {
  editMessageText: (call) =>
    edit(
      call,
      (message) => {
        if (hasMedia(message)) throw badRequest('there is no text in the message to edit')
        const { params } = call
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
      },
      ['text', 'entities', 'link_preview_options'],
    ),
  editMessageCaption: (call) =>
    edit(
      call,
      (message) => {
        if (!hasMedia(message)) throw badRequest('there is no caption in the message to edit')
        return captionOf(call.params)
      },
      ['caption', 'caption_entities'],
    ),
  editMessageMedia: (call) =>
    edit(
      call,
      (message) => {
        if ('location' in message.json) throw badRequest("message can't be edited")
        return inputMedia(call, record(call.params, 'media') ?? {})
      },
      [
        'text',
        'entities',
        'link_preview_options',
        'photo',
        'document',
        'voice',
        'caption',
        'caption_entities',
      ],
    ),
  editMessageReplyMarkup: (call) => edit(call, () => ({}), []),
  deleteMessage: (call) => {
    const room = openRoom(call.world, call.params['chat_id'])
    remove(call, room, findMessage(room, call.params['message_id'], 'delete'))
    return true
  },
  deleteMessages: (call) => {
    const room = openRoom(call.world, call.params['chat_id'])
    const ids = Array.isArray(call.params['message_ids']) ? call.params['message_ids'] : []
    if (ids.length < 1 || ids.length > 100) throw badRequest('there must be 1-100 message identifiers')
    for (const id of ids) {
      const message = room.find(Number(id))
      if (message) remove(call, room, message)
    }
    return true
  },
} satisfies Record<string, Handler>
