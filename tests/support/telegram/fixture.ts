import { Api, GrammyError } from 'grammy'
import sharp from 'sharp'
import { test as base } from 'vitest'
import { type GroupDriver, startTelegram, type Telegram, type UserDriver } from './index.ts'

/** A running stand-in with one group the bot is in, one person, and grammY's bare client on it. */
export type Stage = {
  tg: Telegram
  api: Api
  group: GroupDriver
  chen: UserDriver
  /** Set `now` (milliseconds) to stop the stand-in's clock there; undefined is the real time. */
  clock: { now: number | undefined }
}

/** `test` with a stage of its own for every test. */
export const test = base.extend<Stage>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the dependencies of a fixture from this pattern
  clock: async ({}, use) => use({ now: undefined }),
  tg: async ({ clock }, use) => {
    const tg = await startTelegram({ now: () => clock.now ?? Date.now() })
    await use(tg)
    await tg.stop()
  },
  api: async ({ tg }, use) => use(new Api(tg.token, { apiRoot: tg.apiRoot })),
  group: async ({ tg }, use) => use(tg.group({ title: '东沁村网格群' }).addBot()),
  chen: async ({ tg }, use) => use(tg.user({ first_name: '陈淑华' })),
})

/** What the server answered a call it refused: code and description. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => new Error('the call went through'),
    (thrown: unknown) => thrown,
  )
  return error instanceof GrammyError ? `${error.error_code} ${error.description}` : String(error)
}

/** A real JPEG without metadata. */
export function jpeg(width = 1200, height = 900, background = '#888888'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

/** A photo with the place where it was taken, in degrees, minutes and seconds, as a phone writes it. */
export async function photoAt(
  lat: [number, number, number],
  lng: [number, number, number],
  background = '#556677',
): Promise<Buffer> {
  const dms = (d: [number, number, number]) => `${d[0]}/1 ${d[1]}/1 ${Math.round(d[2] * 100)}/100`
  return sharp({ create: { width: 800, height: 600, channels: 3, background } })
    .jpeg()
    .withExif({
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: dms(lat),
        GPSLongitudeRef: 'E',
        GPSLongitude: dms(lng),
      },
    })
    .toBuffer()
}
