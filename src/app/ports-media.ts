import type { Point } from '../domain/message.ts'
import type { Chart } from '../lib/chart/chart.ts'

/** Stored, cleaned photo bytes for an upload. */
export interface MediaBytes {
  hash: string
  mime: string
  bytes: Uint8Array
}

export interface StoredMedia {
  hash: string
  mime: string
  bytes: number
  width: number | null
  height: number | null
  /** Where and when the photo was taken, from its EXIF before that was stripped. */
  point: Point | null
  takenAt: Date | null
}

export type MediaRefusal = 'too_large' | 'too_many_pixels' | 'not_an_image' | 'broken'

/** Photos, cleaned of metadata and kept by content hash. */
export interface MediaStore {
  /** Checks size, magic bytes and pixels, reads EXIF, strips it, stores. The same photo twice is one. */
  put(bytes: Uint8Array): Promise<{ ok: true; media: StoredMedia } | { ok: false; refusal: MediaRefusal }>
  get(hash: string): Promise<MediaBytes | null>
  /** Perceptual hashes of stored photos, where they have one. */
  likenesses(hashes: readonly string[]): Promise<string[]>
  /** What is known of a stored photo without its bytes. */
  describe(hash: string): Promise<{ point: Point | null } | null>
}

/** Draws charts; needs no fonts on the machine. */
export interface Charts {
  png(chart: Chart): Promise<Uint8Array>
}
