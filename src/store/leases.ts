import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Leases, Logger } from '../app/ports.ts'

/** How often a process without the lease asks for it, milliseconds. */
const ASK_EVERY = 1000

/**
 * One holder among all processes, as a session lock of Postgres: a killed holder loses it at once, and another
 * takes over within a second.
 */
export function createLeases(options: { pool: Pool; log: Logger }): Leases & { stop(): Promise<void> } {
  const { pool, log } = options
  const held = new Set<{ stop(): Promise<void> }>()
  return {
    hold(name, work) {
      const stopping = new AbortController()
      const done = keep(pool, log, name, work, stopping.signal)
      const lease = {
        async stop() {
          stopping.abort()
          await done
          held.delete(lease)
        },
      }
      held.add(lease)
      return lease
    },
    async stop() {
      await Promise.all([...held].map((lease) => lease.stop()))
    },
  }
}

async function keep(
  pool: Pool,
  log: Logger,
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    await once(pool, log, name, work, stopping).catch((error: Error) =>
      log.warn({ lease: name, err: error }, 'lease'),
    )
    await sleep(ASK_EVERY, undefined, { signal: stopping }).catch(() => undefined)
  }
}

async function once(
  pool: Pool,
  log: Logger,
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
  stopping: AbortSignal,
): Promise<void> {
  const client = await pool.connect()
  const lost = new AbortController()
  const onLost = (): void => lost.abort()
  client.on('error', onLost)
  client.on('end', onLost)
  try {
    const { rows } = await client.query<{ ok: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended(current_schema() || $1, 3)) AS ok',
      [name],
    )
    if (rows[0]?.ok !== true) return
    log.info({ lease: name }, 'lease taken')
    await work(AbortSignal.any([stopping, lost.signal]))
  } finally {
    client.off('error', onLost)
    client.off('end', onLost)
    // Closing the connection gives the lock back whatever state it is in.
    client.release(true)
  }
}
