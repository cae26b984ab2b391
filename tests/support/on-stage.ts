import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { type Scene, type Stage, type StageOptions, saidIn, startStage } from './stage.ts'
import type { Place } from './telegram/place.ts'
import { townClock } from './town-clock.ts'

/** The stage of this test file and the scene of the running test: there once `onStage` was called. */
export let stage: Stage
export let scene: Scene
/** What the stage goes by, where `onStage` was told a time. */
export const clock = townClock()

/**
 * One stage for all tests of a file, a fresh scene for each; after each the platform has nothing to object to. A
 * `beforeEach` that stands before the call runs before the scene is made.
 *
 * @param from the town's time at which each test begins, `10:00`; the real time if unset.
 */
export function onStage(options: StageOptions = {}, from?: string): void {
  beforeAll(async () => {
    stage = await startStage(from === undefined ? options : { ...options, now: clock.now })
  })
  afterAll(() => stage.stop())
  beforeEach(async () => {
    if (from !== undefined) clock.set(from)
    await newScene()
  })
  afterEach(() => {
    expect(stage.tg.strictErrors).toEqual([])
  })
}

/** The town's first day again, in the middle of a test. */
export async function newScene(): Promise<void> {
  scene = await stage.scene()
}

type User = Scene['chen']

/** What the bot said there after something was said. */
export async function answer(
  user: User,
  place: Place,
  content: Parameters<User['send']>[1],
): Promise<string> {
  const before = saidIn(place).length
  user.send(place, content)
  await stage.quiet()
  return saidIn(place).slice(before).join('\n')
}
