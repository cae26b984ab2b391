import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import exifr from 'exifr'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { photosAlike } from '../../../src/domain/understanding/same/photo-hash.ts'
import { cleanPhoto } from '../../../src/lib/photo.ts'

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2f6f4f' } })

/** Noise does not compress: its files are real ones in size and structure. */
const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })

const gps = {
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '30/1 18/1 3600/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '120/1 5/1 0/1',
  },
}

async function clean(bytes: Uint8Array) {
  const result = await cleanPhoto(bytes, { timeZone: 'Asia/Shanghai' })
  if (!result.ok) throw new Error(result.refusal)
  return result.photo
}

async function refusal(bytes: Uint8Array) {
  const result = await cleanPhoto(bytes, { timeZone: 'Asia/Shanghai' })
  return result.ok ? 'accepted' : result.refusal
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  let crc = ~0
  for (const byte of body) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length)
  body.copy(out, 4)
  out.writeUInt32BE(~crc >>> 0, body.length + 4)
  return out
}

/** A PNG whose header claims any size, with a small body of zeros. */
function png(width: number, height: number, rows = 1000): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('what is kept of a photo', () => {
  it('reads where and when it was taken, then keeps none of it in the file', async () => {
    const taken = {
      IFD0: { Make: 'Maker', Software: 'phone' },
      IFD2: { DateTimeOriginal: '2026:11:20 08:05:00' },
      ...gps,
    }
    const original = await canvas(400, 300).withExif(taken).jpeg().toBuffer()
    expect(await exifr.gps(original)).toBeTruthy()
    const photo = await clean(original)
    expect(photo.point?.lat).toBeCloseTo(30.31, 6)
    expect(photo.point?.lng).toBeCloseTo(120 + 5 / 60, 6)
    expect(photo.takenAt).toEqual(new Date('2026-11-20T00:05:00Z'))
    const meta = await sharp(photo.bytes).metadata()
    expect([meta.exif, meta.xmp, meta.iptc, meta.icc, meta.orientation, meta.comments]).toEqual(
      Array(6).fill(undefined),
    )
    expect(photo.bytes.includes('Exif')).toBe(false)
    expect(photo.hash).toBe(createHash('sha256').update(photo.bytes).digest('hex'))
  })

  it('believes the time zone a camera writes', async () => {
    const exif = { IFD2: { DateTimeOriginal: '2026:11:20 08:05:00', OffsetTimeOriginal: '+09:00' } }
    const photo = await clean(await canvas(40, 30).withExif(exif).jpeg().toBuffer())
    expect(photo.takenAt).toEqual(new Date('2026-11-19T23:05:00Z'))
  })

  it.each([
    { IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } },
    { IFD2: { DateTimeOriginal: 'yesterday' } },
    {
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '0/1 0/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '0/1 0/1 0/1',
      },
    },
    {
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '300/1 0/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '1/1 0/1 0/1',
      },
    },
  ])('takes odd facts for none: %o', async (exif) => {
    const photo = await clean(await canvas(40, 30).withExif(exif).jpeg().toBuffer())
    expect([photo.point, photo.takenAt]).toEqual([null, null])
  })

  it('reads the place from PNG and WebP too', async () => {
    for (const file of [canvas(40, 30).withExif(gps).png(), canvas(40, 30).withExif(gps).webp()]) {
      expect((await clean(await file.toBuffer())).point?.lat).toBeCloseTo(30.31, 6)
    }
  })

  it('turns it upright', async () => {
    const photo = await clean(await canvas(400, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer())
    expect([photo.width, photo.height]).toEqual([300, 400])
  })

  it('makes the long side at most 2560 and enlarges nothing', async () => {
    const wide = await clean(await canvas(5000, 1000).jpeg().toBuffer())
    expect([wide.width, wide.height]).toEqual([2560, 512])
    const small = await clean(await canvas(31, 17).jpeg().toBuffer())
    expect([small.width, small.height]).toEqual([31, 17])
  })

  it.each(['png', 'gif', 'webp', 'avif', 'jpeg'] as const)('makes a JPEG of %s', async (format) => {
    const photo = await clean(await canvas(64, 48).toFormat(format).toBuffer())
    expect((await sharp(photo.bytes).metadata()).format).toBe('jpeg')
    expect(photo).toMatchObject({ mime: 'image/jpeg', width: 64, height: 48 })
  })

  it('takes the first picture of an animation', async () => {
    const frames = Buffer.concat([Buffer.alloc(32 * 32 * 3, 255), Buffer.alloc(32 * 32 * 3, 0)])
    const raw = { width: 32, height: 64, channels: 3, pageHeight: 32 } as const
    for (const animation of [sharp(frames, { raw }).gif(), sharp(frames, { raw }).webp({ lossless: true })]) {
      const photo = await clean(await animation.toBuffer())
      expect([photo.width, photo.height]).toEqual([32, 32])
      expect((await sharp(photo.bytes).stats()).channels[0]?.mean).toBeGreaterThan(250)
    }
  })

  it('puts white behind what is transparent', async () => {
    const clear = { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } as const
    const photo = await clean(await sharp({ create: clear }).png().toBuffer())
    expect((await sharp(photo.bytes).stats()).channels.map((c) => c.mean)).toEqual([255, 255, 255])
  })

  it('gives the same photo the same hash', async () => {
    const original = await noise(200, 100).jpeg().toBuffer()
    expect((await clean(original)).hash).toBe((await clean(Buffer.from(original))).hash)
  })
})

describe('what is refused', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    [
      'SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'),
    ],
    [
      'XML with SVG in it',
      Buffer.from('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'),
    ],
    ['PDF', Buffer.from('%PDF-1.7\n%x\n1 0 obj')],
    ['ZIP', Buffer.from('PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaa', 'latin1')],
    ['HTML', Buffer.from('<html><img src=x></html>')],
    ['TIFF', Buffer.from('II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1')],
    ['HEIC that cannot be decoded', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0meta', 'latin1')],
  ])('%s is no photo', async (_, bytes) => {
    expect(await refusal(bytes)).toBe('not_an_image')
  })

  it.each([
    ['a JPEG lead and nothing more', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    [
      'a PNG lead before HTML',
      Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('<html>'.repeat(30))]),
    ],
    ['a GIF lead before a script', Buffer.from('GIF89a/*aaaaaaaaaaaaaaaaaaaaaaaaaaa*/=1;alert(1)')],
  ])('%s is broken', async (_, bytes) => {
    expect(await refusal(bytes)).toBe('broken')
  })

  it('20 MB are enough', async () => {
    const lead = await canvas(8, 8).jpeg().toBuffer()
    expect(await refusal(Buffer.concat([lead, Buffer.alloc(20_000_001 - lead.length)]))).toBe('too_large')
  })

  it('a flood of pixels in a small file, by its header or for real', async () => {
    const started = performance.now()
    expect(await refusal(png(60_000, 60_000, 10))).toBe('too_many_pixels')
    expect(await refusal(png(2_000_000_000, 1, 0))).not.toBe('accepted')
    const real = await canvas(8000, 7000).png().toBuffer()
    expect(real.length).toBeLessThan(1_000_000)
    expect(await refusal(real)).toBe('too_many_pixels')
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it.each(['jpeg', 'png', 'webp'] as const)('a truncated %s', async (format) => {
    const whole = await noise(600, 400).toFormat(format).toBuffer()
    expect(await refusal(whole.subarray(0, Math.floor(whole.length / 2)))).toBe('broken')
  })

  it('a header that promises more rows than there are', async () => {
    expect(await refusal(png(3000, 3000, 10))).toBe('broken')
  })
})

it('leaves nothing of a file that is two things at once', async () => {
  const photo = await noise(120, 90)
    .withExif({ IFD0: { ImageDescription: '<script>alert(1)</script>' } })
    .jpeg()
    .toBuffer()
  const { bytes } = await clean(
    Buffer.concat([photo, Buffer.from('PK\x03\x04<script>alert(2)</script>', 'latin1')]),
  )
  expect(bytes.includes('<script>')).toBe(false)
  expect(bytes.includes('PK\x03\x04')).toBe(false)
})

it('survives any damage to a photo', async () => {
  const whole = await noise(160, 120).withExif(gps).jpeg().toBuffer()
  for (let n = 0; n < 60; n++) {
    const damaged = Buffer.from(whole)
    for (let i = 0; i < 8; i++) damaged[(n * 7919 + i * 104_729) % whole.length] = (n * 31 + i * 17) % 256
    expect(['accepted', 'broken', 'not_an_image', 'too_many_pixels']).toContain(await refusal(damaged))
  }
})

describe('what a photo looks like', () => {
  /** Blobs of a scene, as a camera sees them. */
  const scene = (seed: number) =>
    noise(9, 8)
      .png()
      .toBuffer()
      .then((small) => sharp(small).rotate(seed).resize(640, 480, { fit: 'fill' }).png().toBuffer())
  const look = async (picture: Uint8Array) => (await clean(picture)).likeness ?? ''

  it('stays through other sizes, stronger compression and other light', async () => {
    const one = await scene(0)
    const first = await look(one)
    expect(first).toMatch(/^[\da-f]{16}$/)
    for (const other of [
      await sharp(one).resize(300, 225).jpeg({ quality: 40 }).toBuffer(),
      await sharp(one).modulate({ brightness: 1.15 }).jpeg().toBuffer(),
    ])
      expect(photosAlike([first], [await look(other)])).toBe(true)
  })

  it('tells two scenes apart, and says nothing of a blank wall', async () => {
    expect(photosAlike([await look(await scene(0))], [await look(await scene(90))])).toBe(false)
    expect((await clean(await canvas(400, 300).jpeg().toBuffer())).likeness).toBeNull()
  })
})
