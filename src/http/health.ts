import type { FastifyPluginAsync } from 'fastify'
import { onceAWhile } from '../lib/once-a-while.ts'

export interface CheckResult {
  ok: boolean
  /** A few words for whoever watches; never secrets, addresses or names of people. */
  detail?: string
}

export interface HealthOptions {
  checks: Readonly<Record<string, () => Promise<CheckResult>>>
  /** Checks that are told but do not decide, such as a platform that is away. */
  optional?: readonly string[]
  /** Longest a check may take, milliseconds. */
  patienceMs?: number
  /** How long an answer is given again, milliseconds. */
  keepMs?: number
}

/** `GET /healthz`: 200 when every deciding check is well, else 503; `{ service, ok, checks }`. */
export const healthPlugin: FastifyPluginAsync<HealthOptions> = async (app, options) => {
  const { checks, optional = [], patienceMs = 1000, keepMs = 1000 } = options
  const examine = onceAWhile(keepMs, async () => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await within(patienceMs, check)] as const),
    )
    const ok = results.every(([name, result]) => result.ok || optional.includes(name))
    return { service: 'gridwhistle', ok, checks: Object.fromEntries(results) }
  })
  app.get('/healthz', async (_request, reply) => {
    const health = await examine()
    return reply
      .code(health.ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health)
  })
}

async function within(ms: number, check: () => Promise<CheckResult>): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, detail: 'no answer in time' }), ms)
  })
  try {
    return await Promise.race([check(), late])
  } catch (error) {
    // Messages of errors may hold addresses and credentials; the code says enough.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed'
    return { ok: false, detail: code.slice(0, 40) }
  } finally {
    clearTimeout(timer)
  }
}
