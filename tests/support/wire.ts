import { scene, stage } from './on-stage.ts'
import type { StoredMessage } from './telegram/stored-message.ts'

/** A power line that hangs bare: it goes to 供电所. */
export const WIRE = '3号网格一单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响'

/** The power line as it stands after the report: the post, its card below it, the call in the department's group. */
export async function reportWire(): Promise<{
  post: StoredMessage
  card: StoredMessage
  call: StoredMessage
}> {
  const post = scene.chen.send(scene.work, WIRE)
  const card = await stage.tg.waitForMessage(scene.work, /1号 · 电力/)
  const call = await stage.tg.waitForMessage(scene.power, /请处理 1号/)
  await stage.quiet()
  return { post, card, call }
}
