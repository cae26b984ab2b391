import { callKey } from '../../src/app/calls/key.ts'
import { ensureSecretKey, problemLines, readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/store/database.ts'
import { loadTown } from '../../src/store/town.ts'
import type { Surroundings } from './town-command.ts'

const CALLS = `SELECT name, count(*) FILTER (WHERE state = 'sent')::int AS sent,
  count(*) FILTER (WHERE state = 'pending')::int AS pending, count(*) FILTER (WHERE state = 'failed')::int AS failed,
  (array_agg(error ORDER BY created_at DESC) FILTER (WHERE error IS NOT NULL))[1] AS error
  FROM webhook_call GROUP BY name`

interface Calls {
  name: string
  sent: number
  pending: number
  failed: number
  error: string | null
}

/**
 * One webhook of the policy a line, tab-separated: name, address, key, calls sent, waiting, given up, last fault. The
 * key is a secret of the receiver's.
 *
 * @returns the exit code: 0, 2 when a setting is wrong or no town is imported.
 */
export async function webhooksCommand({ env, print, complain }: Surroundings): Promise<number> {
  const settings = readConfig(env)
  if (!settings.ok) {
    complain(settings.problems.flatMap(problemLines))
    return 2
  }
  const { config } = settings
  const secret = new TextEncoder().encode(ensureSecretKey(config))
  const { pool, close } = openDatabase({
    url: config.database.url,
    statements: 2,
    lanes: 1,
    onError: () => undefined,
  })
  try {
    const town = await loadTown(pool)
    if (!town) {
      complain(['还没有导入镇 / no town is imported yet: npm run town -- import DIR'])
      return 2
    }
    const { rows } = await pool.query<Calls>(CALLS)
    const named = Object.entries(town.policy.webhooks).sort(([a], [b]) => (a < b ? -1 : 1))
    const lines = named.map(([name, { url }]) => {
      const { sent = 0, pending = 0, failed = 0, error = null } = rows.find((r) => r.name === name) ?? {}
      return [name, url, callKey(secret, name), sent, pending, failed, error ?? ''].join('\t')
    })
    if (lines.length > 0) print(lines)
    else complain(['policy.yaml 里没有 webhooks / policy.yaml names no webhooks'])
    return 0
  } finally {
    await close()
  }
}
