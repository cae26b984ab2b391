import type { Pool } from 'pg'

/**
 * Runs `work` while this connection holds the lane's advisory lock, so that one lane has one worker among
 * all processes. A killed process loses its connection and with it the lock, at once.
 */
export async function inLane<T>(
  locks: Pool,
  lane: string,
  work: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; busy: true }> {
  const client = await locks.connect()
  let broken: Error | undefined
  const onError = (error: Error): void => {
    broken = error
  }
  client.on('error', onError)
  try {
    // Locks are shared by the whole database; the schema keeps test files apart.
    const { rows } = await client.query<{ ok: boolean }>({
      name: 'lane',
      text: 'SELECT pg_try_advisory_lock(hashtextextended(current_schema() || $1, 1)) AS ok',
      values: [lane],
    })
    if (rows[0]?.ok !== true) return { ok: false, busy: true }
    try {
      return { ok: true, value: await work() }
    } finally {
      await client
        .query({
          name: 'unlane',
          text: 'SELECT pg_advisory_unlock(hashtextextended(current_schema() || $1, 1))',
          values: [lane],
        })
        .catch((error: Error) => {
          broken = error
        })
    }
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}
