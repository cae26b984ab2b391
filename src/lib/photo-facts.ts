import { TZDate } from '@date-fns/tz'
import exifr from 'exifr'

/** What a camera wrote beside the picture. */
export interface PhotoFacts {
  /** WGS-84 degrees. */
  point: { lng: number; lat: number } | null
  takenAt: Date | null
}

const NOTHING: PhotoFacts = { point: null, takenAt: null }

/**
 * Reads place and time from an EXIF block. Whatever is odd counts as not there.
 * @param exif as in the file, with or without its `Exif\0\0` lead
 */
export async function readPhotoFacts(exif: Uint8Array | undefined, timeZone: string): Promise<PhotoFacts> {
  if (!exif || exif.byteLength < 16) return NOTHING
  const hasLead = Buffer.from(exif.subarray(0, 4)).toString('latin1') === 'Exif'
  try {
    const tags: unknown = await exifr.parse(hasLead ? exif.subarray(6) : exif, {
      tiff: true,
      exif: true,
      gps: true,
      ifd1: false,
      interop: false,
      makerNote: false,
      userComment: false,
      reviveValues: false,
    })
    if (typeof tags !== 'object' || tags === null) return NOTHING
    const read = (name: string): unknown => (name in tags ? tags[name as keyof typeof tags] : undefined)
    return { point: pointOf(read('latitude'), read('longitude')), takenAt: timeOf(read, timeZone) }
  } catch {
    return NOTHING
  }
}

function pointOf(lat: unknown, lng: unknown): PhotoFacts['point'] {
  if (typeof lat !== 'number' || typeof lng !== 'number') return null
  if (!(Math.abs(lat) <= 90) || !(Math.abs(lng) <= 180)) return null
  // A camera without a fix writes zeros.
  return lat === 0 && lng === 0 ? null : { lng, lat }
}

function timeOf(read: (name: string) => unknown, timeZone: string): Date | null {
  const written = read('DateTimeOriginal') ?? read('CreateDate')
  const match = typeof written === 'string' && /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(written)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  if (year < 2000 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return null
  const offset = read('OffsetTimeOriginal')
  if (typeof offset === 'string' && /^[+-]\d\d:\d\d$/.test(offset)) {
    const exact = new Date(`${match.slice(1, 4).join('-')}T${match.slice(4, 7).join(':')}${offset}`)
    if (!Number.isNaN(exact.getTime())) return exact
  }
  const local = new TZDate(year, month - 1, day, hour, minute, second, timeZone)
  return new Date(local.getTime())
}
