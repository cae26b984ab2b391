import { Client } from 'pg'
import type { Logger } from '../app/ports.ts'
import type { WebToast } from '../app/ports-web-rooms.ts'

export const ROOM_CHANNEL = 'web_room'
export const TOAST_CHANNEL = 'web_toast'

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 10_000

export interface WebSignals {
  start(): Promise<void>
  stop(): Promise<void>
  onRoom(listener: (room: string) => void): () => void
  onToast(listener: (toast: WebToast) => void): () => void
}

/**
 * One listening connection that hears of changes in rooms from all processes and comes back by itself when
 * the database was away. What was said meanwhile is lost; readers look into their room from time to time anyway.
 */
export function createWebSignals(options: { connectionString: string; log: Logger }): WebSignals {
  const rooms = new Set<(room: string) => void>()
  const toasts = new Set<(toast: WebToast) => void>()
  let client: Client | null = null
  let timer: NodeJS.Timeout | null = null
  let waitMs = FIRST_WAIT_MS
  let stopped = false

  function hear(channel: string, payload: string): void {
    if (channel === ROOM_CHANNEL) for (const listener of rooms) listener(payload)
    if (channel === TOAST_CHANNEL) for (const listener of toasts) listener(JSON.parse(payload))
  }

  async function connect(): Promise<void> {
    const next = new Client({
      connectionString: options.connectionString,
      fallback_application_name: 'gridwhistle-rooms',
    })
    next.on('notification', (message) => hear(message.channel, message.payload ?? ''))
    next.on('error', (error) => lost(next, error))
    next.on('end', () => lost(next, null))
    client = next
    await next.connect()
    await next.query(`LISTEN ${ROOM_CHANNEL}; LISTEN ${TOAST_CHANNEL}`)
    waitMs = FIRST_WAIT_MS
  }

  function lost(which: Client, error: Error | null): void {
    if (stopped || client !== which) return
    client = null
    options.log.warn({ waitMs, error: error?.message ?? 'ended' }, 'web rooms: listening connection lost')
    timer = setTimeout(() => {
      connect().catch((failure: Error) => lost(client ?? which, failure))
    }, waitMs)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }

  return {
    start: () => connect(),
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      const open = client
      client = null
      await open?.end().catch(() => undefined)
    },
    onRoom(listener) {
      rooms.add(listener)
      return () => rooms.delete(listener)
    },
    onToast(listener) {
      toasts.add(listener)
      return () => toasts.delete(listener)
    },
  }
}
