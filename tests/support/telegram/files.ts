import { createHash } from 'node:crypto'
import type { File, PhotoSize } from 'grammy/types'
import { badRequest } from './errors.ts'
import { type ImageSize, imageSize, photoSizes, shrink } from './image.ts'

export type FileKind = 'photo' | 'document' | 'voice' | 'video' | 'sticker'
export type StoredFile = {
  fileId: string
  uniqueId: string
  kind: FileKind
  /** What getFile says; may exceed the bytes held, to play a huge file. */
  size: number
  path: string
  bytes: Buffer
  fileName: string
  mimeType: string
  photo?: ImageSize & { scaledDown: boolean }
}
export type NewFile = {
  kind: FileKind
  bytes: Uint8Array
  fileName?: string
  mimeType?: string
  /** Pretended size in bytes. */
  fileSize?: number
}

const FOLDER: Record<FileKind, string> = {
  photo: 'photos',
  document: 'documents',
  voice: 'voice',
  video: 'videos',
  sticker: 'stickers',
}
const EXTENSION: Record<FileKind, string> = {
  photo: '.jpg',
  document: '',
  voice: '.oga',
  video: '.mp4',
  sticker: '.webp',
}
const MAX_DOWNLOAD = 20 * 1024 * 1024

/** All files of the stand-in; ids are opaque, paths work only after getFile. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>()
  readonly #paths = new Map<string, StoredFile>()
  #count = 0

  add(file: NewFile, photo?: ImageSize & { scaledDown: boolean }): StoredFile {
    this.#count += 1
    const bytes = Buffer.from(file.bytes)
    const digest = createHash('sha256')
      .update(bytes)
      .update(JSON.stringify(photo ?? null))
      .digest('base64url')
    const extension = /\.[A-Za-z0-9]+$/.exec(file.fileName ?? '')?.[0] ?? EXTENSION[file.kind]
    const stored: StoredFile = {
      fileId: `Ag${file.kind.slice(0, 2).toUpperCase()}AgU${digest.slice(0, 24)}x${this.#count}`,
      uniqueId: `AQAD${digest.slice(0, 12)}`,
      kind: file.kind,
      size: file.fileSize ?? bytes.length,
      path: `${FOLDER[file.kind]}/file_${this.#count}${extension}`,
      bytes,
      fileName: file.fileName ?? `file_${this.#count}${extension}`,
      mimeType: file.mimeType ?? 'application/octet-stream',
      ...(photo ? { photo } : {}),
    }
    this.#files.set(stored.fileId, stored)
    return stored
  }

  /** Stores a photo in all its sizes. */
  addPhoto(bytes: Uint8Array): PhotoSize[] {
    const full = imageSize(bytes) ?? { width: 1280, height: 960 }
    return photoSizes(full).map((size) => {
      const scaledDown = size.width !== full.width
      const stored = this.add({ kind: 'photo', bytes }, { ...size, scaledDown })
      return {
        file_id: stored.fileId,
        file_unique_id: stored.uniqueId,
        width: size.width,
        height: size.height,
        ...(scaledDown ? {} : { file_size: stored.size }),
      }
    })
  }

  /** @throws ApiError 400 where the id is not known. */
  get(fileId: string): StoredFile {
    const file = this.#files.get(fileId)
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
    return file
  }

  /** All sizes of the photo that one size belongs to. */
  sizesOf(fileId: string): PhotoSize[] {
    return this.addPhoto(this.get(fileId).bytes)
  }

  /** getFile: opens the download path. @throws ApiError 400 over 20 MB. */
  open(fileId: string): File {
    const file = this.get(fileId)
    if (file.size > MAX_DOWNLOAD) throw badRequest('file is too big')
    this.#paths.set(file.path, file)
    const size = file.photo?.scaledDown ? {} : { file_size: file.size }
    return { file_id: file.fileId, file_unique_id: file.uniqueId, ...size, file_path: file.path }
  }

  /** Bytes behind a path that getFile gave; undefined once links have expired. */
  async read(path: string): Promise<Buffer | undefined> {
    const file = this.#paths.get(path)
    if (!file) return undefined
    return file.photo?.scaledDown ? shrink(file.bytes, file.photo) : file.bytes
  }

  /** All download links end, as after an hour. */
  expireLinks(): void {
    this.#paths.clear()
  }
}
