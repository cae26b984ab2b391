import { z } from 'zod'

/** What the answer to a pressed button must find again: who pressed it, where. */
const Press = z.tuple([z.string(), z.string(), z.string()])

/**
 * An action id that carries its own way back, so that any process can answer it without a table of presses.
 *
 * @example readActionId(actionId({ room: 'r', userId: 'u', clientKey: 'k' })) // { room: 'r', userId: 'u', clientKey: 'k' }
 */
export function actionId(press: { room: string; userId: string; clientKey: string }): string {
  return Buffer.from(JSON.stringify([press.room, press.userId, press.clientKey])).toString('base64url')
}

/** null when it is none of ours. */
export function readActionId(id: string): { room: string; userId: string; clientKey: string } | null {
  try {
    const press = Press.safeParse(JSON.parse(Buffer.from(id, 'base64url').toString('utf8')))
    if (!press.success) return null
    const [room, userId, clientKey] = press.data
    return { room, userId, clientKey }
  } catch {
    return null
  }
}
