import type { DraftPhoto } from './room-state.ts'

/** Below this a photo goes up as it is, so that the server can read where it was taken. */
const KEEP_BYTES = 8 * 1024 * 1024
const LONG_SIDE = 2048

/** A photo ready to go up. One that the browser cannot draw goes as it is: the server says what is wrong with it. */
export async function preparePhoto(file: Blob): Promise<DraftPhoto> {
  const blob = file.size < KEEP_BYTES ? file : await shrink(file).catch(() => file)
  return { blob, preview: URL.createObjectURL(blob) }
}

async function shrink(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, LONG_SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.88)
  })
}
