import type { Message, PhotoSize } from 'grammy/types'
import type { Upload } from './body.ts'
import { type Call, entities, fileParameter, text } from './call.ts'
import { badRequest } from './errors.ts'
import type { FileKind, StoredFile } from './files.ts'
import { formatCaption } from './formatting.ts'
import { imageSize } from './image.ts'
import type { Json } from './params.ts'

const MAX_PHOTO_BYTES = 10 * 1024 * 1024

/** Caption fields of a message, with entities found in it. */
export function captionOf(params: Json): Partial<Message> {
  const source = text(params, 'caption')
  if (source === undefined) return {}
  const value = formatCaption(source, text(params, 'parse_mode'), entities(params, 'caption_entities'))
  if (value.text === '') return {}
  return { caption: value.text, ...(value.entities.length > 0 ? { caption_entities: value.entities } : {}) }
}

function checkPhoto(upload: Upload): void {
  if (upload.bytes.length > MAX_PHOTO_BYTES) {
    throw badRequest(
      `file of size ${upload.bytes.length} bytes is too big for a photo; the maximum size is ${MAX_PHOTO_BYTES} bytes`,
    )
  }
  const size = imageSize(upload.bytes)
  if (!size) throw badRequest('IMAGE_PROCESS_FAILED')
  const ratio = Math.max(size.width, size.height) / Math.max(1, Math.min(size.width, size.height))
  if (size.width + size.height > 10_000 || ratio > 20) throw badRequest('PHOTO_INVALID_DIMENSIONS')
}

/** A photo the bot sends: JPEG or PNG up to 10 MB, or a file_id of a photo. */
export function photoFrom(call: Call, value: unknown): PhotoSize[] {
  const given = fileParameter(call, value, 'photo')
  if (typeof given === 'string') {
    const known = call.world.files.get(given)
    if (known.kind !== 'photo') throw badRequest(`can't use file of type ${title(known.kind)} as Photo`)
    return call.world.files.sizesOf(given)
  }
  checkPhoto(given)
  return call.world.files.addPhoto(given.bytes)
}

function title(kind: FileKind): string {
  return kind.slice(0, 1).toUpperCase() + kind.slice(1)
}

/** A document or voice the bot sends. */
export function fileFrom(call: Call, value: unknown, kind: 'document' | 'voice'): StoredFile {
  const given = fileParameter(call, value, kind)
  if (typeof given !== 'string')
    return call.world.files.add({ kind, bytes: given.bytes, fileName: given.fileName })
  const known = call.world.files.get(given)
  if (known.kind !== kind) throw badRequest(`can't use file of type ${title(known.kind)} as ${title(kind)}`)
  return known
}

/** As the message shows a document. */
export function documentJson(file: StoredFile): NonNullable<Message['document']> {
  return {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_name: file.fileName,
    mime_type: file.mimeType,
    file_size: file.size,
  }
}

/** Content of one InputMedia (photo or document). */
export function inputMedia(call: Call, media: Json): Partial<Message> {
  if (media['type'] === 'photo') return { photo: photoFrom(call, media['media']), ...captionOf(media) }
  if (media['type'] === 'document') {
    return { document: documentJson(fileFrom(call, media['media'], 'document')), ...captionOf(media) }
  }
  throw badRequest(`can't parse InputMedia: type "${String(media['type'])}" is not offered by this stand-in`)
}
