import type { Message, MessageEntity } from 'grammy/types'
import { findEntities } from './formatting.ts'
import { documentJson } from './media.ts'
import type { StoredMessage } from './stored-message.ts'
import type { World } from './world.ts'

export type DocumentInput = {
  bytes: Uint8Array
  fileName?: string
  mimeType?: string
  /** Pretended size in bytes: a 30 MB file without its bytes. */
  fileSize?: number
}
export type ContentFields = {
  text?: string
  caption?: string
  /** JPEG or PNG bytes as Telegram keeps them: it strips EXIF, so give bytes without. */
  photo?: Uint8Array
  /** Kept byte for byte, EXIF and all. */
  document?: DocumentInput
  voice?: { bytes: Uint8Array; duration?: number; fileSize?: number }
  video?: { bytes: Uint8Array; duration?: number; fileSize?: number }
  location?: { latitude: number; longitude: number; horizontal_accuracy?: number }
  venue?: { latitude: number; longitude: number; title: string; address: string }
  /** With `user_id` of the sender it is their own, as the "share my number" button gives it. */
  contact?: { phone_number: string; first_name: string; user_id?: number }
  sticker?: string
  replyTo?: StoredMessage
  /** The quoted part of `replyTo`. */
  quote?: string
  /** Default: /commands, @mentions, #hashtags, links and phone numbers are found. */
  entities?: MessageEntity[]
  /** As an anonymous administrator of the group. */
  anonymous?: boolean
  mediaGroupId?: string
  /** Shown as forwarded from a hidden user of this name. */
  forwardedFrom?: string
  /** Any further fields of the Message, as they are. */
  raw?: Partial<Message>
}
/** What a person sends; a bare string is a text. */
export type Content = string | ContentFields

function words(content: ContentFields): Partial<Message> {
  const result: Partial<Message> = {}
  if (content.text !== undefined) {
    const entities = content.entities ?? findEntities(content.text)
    Object.assign(result, { text: content.text }, entities.length > 0 ? { entities } : {})
  }
  if (content.caption !== undefined) {
    const entities = content.entities ?? findEntities(content.caption)
    Object.assign(
      result,
      { caption: content.caption },
      entities.length > 0 ? { caption_entities: entities } : {},
    )
  }
  return result
}

function media(world: World, content: ContentFields): Partial<Message> {
  const { photo, document, voice, video, sticker } = content
  if (photo) return { photo: world.files.addPhoto(photo) }
  if (document) return { document: documentJson(world.files.add({ kind: 'document', ...document })) }
  if (voice) {
    const file = world.files.add({ kind: 'voice', mimeType: 'audio/ogg', ...voice })
    const ids = { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size }
    return { voice: { ...ids, duration: voice.duration ?? 3, mime_type: 'audio/ogg' } }
  }
  if (video) {
    const file = world.files.add({ kind: 'video', mimeType: 'video/mp4', ...video })
    const ids = { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size }
    return {
      video: { ...ids, width: 1280, height: 720, duration: video.duration ?? 3, mime_type: 'video/mp4' },
    }
  }
  if (sticker) {
    const file = world.files.add({ kind: 'sticker', bytes: Buffer.from(sticker) })
    const ids = { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size }
    const looks = { width: 512, height: 512, is_animated: false, is_video: false, type: 'regular' as const }
    return { sticker: { ...ids, ...looks, emoji: sticker } as NonNullable<Message['sticker']> }
  }
  return {}
}

function place(content: ContentFields): Partial<Message> {
  const { location, venue, contact } = content
  if (venue) {
    const { title, address, ...location } = venue
    return { location, venue: { location, title, address } }
  }
  return { ...(location ? { location } : {}), ...(contact ? { contact } : {}) }
}

/** The fields of a Message that carry what was sent. */
export function messageFields(world: World, given: Content): Partial<Message> {
  const content = typeof given === 'string' ? { text: given } : given
  const { replyTo, quote, forwardedFrom } = content
  return {
    ...words(content),
    ...media(world, content),
    ...place(content),
    ...(content.mediaGroupId ? { media_group_id: content.mediaGroupId } : {}),
    ...(replyTo ? { reply_to_message: replyTo.quoted() as NonNullable<Message['reply_to_message']> } : {}),
    ...(replyTo && quote
      ? { quote: { text: quote, position: Math.max(0, replyTo.text.indexOf(quote)), is_manual: true } }
      : {}),
    ...(forwardedFrom
      ? { forward_origin: { type: 'hidden_user', sender_user_name: forwardedFrom, date: world.seconds() } }
      : {}),
    ...content.raw,
  }
}
