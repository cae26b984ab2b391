import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { createGate } from './gate.ts'
import { type PhotoFacts, readPhotoFacts } from './photo-facts.ts'

export const PHOTO_LIMITS = { bytes: 20_000_000, pixels: 50_000_000, longSide: 2560, quality: 82 } as const

export interface CleanPhoto extends PhotoFacts {
  /** sha256 of `bytes`, lower-case hex. */
  hash: string
  mime: 'image/jpeg'
  bytes: Buffer
  width: number
  height: number
  /** What it looks like (`likenessOf`). */
  likeness: string | null
}

export type PhotoRefusal = 'too_large' | 'too_many_pixels' | 'not_an_image' | 'broken'

export type PhotoResult = { ok: true; photo: CleanPhoto } | { ok: false; refusal: PhotoRefusal }

/** A decoded photo of 50 megapixels takes 150 MB: two at a time. */
const gate = createGate(2)

/**
 * Turns what somebody sent into a plain upright JPEG of at most 2560 pixels a side, without metadata.
 * Takes JPEG, PNG, WebP, GIF and AVIF (of animations the first picture); HEIC where the decoder is there.
 *
 * @param options.timeZone in which a camera without one tells the time, e.g. `Asia/Shanghai`
 */
export async function cleanPhoto(input: Uint8Array, options: { timeZone: string }): Promise<PhotoResult> {
  if (input.byteLength > PHOTO_LIMITS.bytes) return { ok: false, refusal: 'too_large' }
  const format = formatOf(input)
  if (!format) return { ok: false, refusal: 'not_an_image' }
  return gate(() => decode(input, format, options.timeZone))
}

/**
 * What a picture looks like, 64 bits as 16 hex digits: of a small grey copy, whether each point is lighter than the one
 * to its right (dHash). Sizes, compression and light change few bits.
 * null where it shows nothing: all walls in the dark look alike.
 */
export async function likenessOf(photo: Uint8Array): Promise<string | null> {
  const grey = await sharp(photo).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer()
  let bits = 0n
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      const [left = 0, right = 0] = grey.subarray(y * 9 + x)
      bits = (bits << 1n) | (left > right ? 1n : 0n)
    }
  }
  if (bits === 0n) return null
  return bits.toString(16).padStart(16, '0')
}

type Format = 'jpeg' | 'png' | 'gif' | 'webp' | 'heif'

/** By the first bytes, never by a file's name. Formats that can hold scripts or other files are not among them. */
function formatOf(bytes: Uint8Array): Format | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 32)).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^GIF8[79]a/.test(head)) return 'gif'
  if (/^RIFF.{4}WEBP/s.test(head)) return 'webp'
  if (/^.{4}ftyp(?:avif|avis|heic|heix|hevc|heim|heis|mif1|msf1)/s.test(head)) return 'heif'
  return null
}

async function decode(input: Uint8Array, format: Format, timeZone: string): Promise<PhotoResult> {
  try {
    const source = { limitInputPixels: false, failOn: 'error', sequentialRead: true } as const
    const header = await sharp(input, source).metadata()
    if (header.format !== format) return { ok: false, refusal: 'not_an_image' }
    if (header.width * header.height > PHOTO_LIMITS.pixels) return { ok: false, refusal: 'too_many_pixels' }
    const { data, info } = await sharp(input, { ...source, limitInputPixels: PHOTO_LIMITS.pixels })
      .timeout({ seconds: 20 })
      .autoOrient()
      .resize({
        width: PHOTO_LIMITS.longSide,
        height: PHOTO_LIMITS.longSide,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: PHOTO_LIMITS.quality })
      .toBuffer({ resolveWithObject: true })
    const facts = await readPhotoFacts(header.exif, timeZone)
    const hash = createHash('sha256').update(data).digest('hex')
    const photo = {
      ...facts,
      hash,
      mime: 'image/jpeg',
      bytes: data,
      width: info.width,
      height: info.height,
      likeness: await likenessOf(data),
    } as const
    return { ok: true, photo }
  } catch {
    // libvips says in words what is wrong; for the sender it is one thing: the picture cannot be read.
    return { ok: false, refusal: format === 'heif' ? 'not_an_image' : 'broken' }
  }
}
