import sharp from 'sharp'

export type ImageSize = { width: number; height: number }

/** Width and height out of a JPEG or PNG header; undefined for anything else. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length > 24 && view.readUInt32BE(0) === 0x89504e47) {
    return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
  }
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return undefined
  let at = 2
  while (at + 9 < view.length) {
    if (view[at] !== 0xff) return undefined
    const marker = view[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) }
    at += 2 + view.readUInt16BE(at + 2)
  }
  return undefined
}

/** The sizes Telegram makes of a photo, smallest first, the whole photo last. */
export function photoSizes(full: ImageSize): ImageSize[] {
  const longest = Math.max(full.width, full.height)
  const smaller = [90, 320, 800].filter((side) => side < longest)
  return [...smaller.map((side) => scaled(full, side / longest)), full]
}

function scaled(size: ImageSize, factor: number): ImageSize {
  return {
    width: Math.max(1, Math.round(size.width * factor)),
    height: Math.max(1, Math.round(size.height * factor)),
  }
}

/** Bytes of a smaller size; the bytes themselves where they are no image that can be read. */
export async function shrink(bytes: Buffer, size: ImageSize): Promise<Buffer> {
  try {
    return await sharp(bytes).resize(size.width, size.height).jpeg().toBuffer()
  } catch {
    return bytes
  }
}
