import type { MediaRef, Part } from '../../domain/message.ts'
import type { TelegramFile, TelegramMessage, TelegramPhotoSize } from './schema.ts'

/** What `getFile` hands out at most. Source: Bot API, "getFile". */
export const MAX_DOWNLOAD = 20 * 1024 * 1024

/** Content people post that is kept as a word only. */
const OTHER = [
  'animation',
  'sticker',
  'dice',
  'game',
  'story',
  'paid_media',
  'live_photo',
  'checklist',
] as const

/** The parts of a message in the order they are shown: media first, its words after. */
export function partsOf(message: TelegramMessage): Part[] {
  const media = mediaPart(message)
  const text = message.text ?? message.caption ?? ''
  return [...(media ? [media] : []), ...(text.trim() ? [{ kind: 'text', text } as const] : [])]
}

function mediaPart(message: TelegramMessage): Part | undefined {
  // An animation also carries a document and a venue a location, for old clients: the newer word goes first.
  const other = OTHER.find((what) => message[what] !== undefined)
  if (other) return { kind: 'other', what: other }
  const photo = message.photo && bestSize(message.photo)
  if (photo) return { kind: 'photo', media: photoRef(photo) }
  if (message.document) return documentPart(message.document)
  const heard = message.voice ?? message.audio
  if (heard) return { kind: 'voice', media: fileRef(heard), seconds: heard.duration }
  const seen = message.video ?? message.video_note
  if (seen) return { kind: 'file', media: fileRef(seen) }
  return placePart(message) ?? contactPart(message)
}

function documentPart(document: TelegramFile): Part {
  const image = document.mime_type?.toLowerCase().startsWith('image/') === true
  return { kind: image ? 'photo' : 'file', media: fileRef(document) }
}

function placePart({ venue, location }: TelegramMessage): Part | undefined {
  const point = venue?.location ?? location
  if (!point) return undefined
  return {
    kind: 'location',
    point: { lng: point.longitude, lat: point.latitude },
    ...(venue?.title && { title: venue.title }),
    ...(venue?.address && { address: venue.address }),
  }
}

function contactPart({ contact, from, sender_chat }: TelegramMessage): Part | undefined {
  if (!contact) return undefined
  // Telegram fills user_id from its own records, so it vouches for the number only when it names the sender.
  const own = !sender_chat && from !== undefined && contact.user_id === from.id
  return { kind: 'contact', phone: contact.phone_number, own }
}

/** The largest size that can still be downloaded. */
function bestSize(sizes: readonly TelegramPhotoSize[]): TelegramPhotoSize | undefined {
  const area = (size: TelegramPhotoSize) => size.width * size.height
  const bySize = sizes.toSorted((a, b) => area(b) - area(a))
  return bySize.find((size) => (size.file_size ?? 0) <= MAX_DOWNLOAD) ?? bySize[0]
}

function photoRef(size: TelegramPhotoSize): MediaRef {
  return {
    ref: size.file_id,
    ...(size.file_size !== undefined && { size: size.file_size }),
    mime: 'image/jpeg',
  }
}

function fileRef(file: TelegramFile): MediaRef {
  return {
    ref: file.file_id,
    ...(file.file_size !== undefined && { size: file.file_size }),
    ...(file.mime_type && { mime: file.mime_type }),
    ...(file.file_name && { name: file.file_name }),
  }
}
