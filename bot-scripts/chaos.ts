import { CRASH_POINTS } from '../src/lib/crash-point.ts'
import { type ChaosResult, runChaos } from './chaos/run.ts'
import { ownServices } from './chaos/services.ts'
import { enter, say } from './lib/say.mjs'
import { findProgram } from './lib/tools.mjs'

/** Nobody corrects anything under this load, so nothing is learned: `tests/integration/learning` kills there. */
const NEVER_MET = 'learning.trained'

/**
 * Kills and faults under load, then an audit. Options: `--queue postgres|redis`, `--mode polling|webhook`,
 * `--seed N`, `--updates N`. Without them: queues on Postgres with polling, then on Redis with a webhook.
 * Exit code 1 on any violation.
 */
await enter(async () => {
  const option = (name: string): string | undefined => {
    const at = process.argv.indexOf(`--${name}`)
    return at < 0 ? undefined : process.argv[at + 1]
  }
  const redisServer = findProgram(['redis-server'])
  const runs = [
    { queue: 'postgres', mode: 'polling' },
    { queue: 'redis', mode: 'webhook' },
  ] as const
  const chosen = option('queue')
    ? [{ queue: option('queue'), mode: option('mode') ?? 'polling' }]
    : runs.map((run) => ({ ...run, mode: option('mode') ?? run.mode }))
  let violations = 0
  for (const { queue, mode } of chosen) {
    if (queue === 'redis' && !redisServer) {
      say('· 没有 redis-server,跳过 Redis 队列  no redis-server: queues on Redis are skipped')
      continue
    }
    const services = await ownServices(queue === 'redis' ? (redisServer ?? null) : null)
    try {
      const result = await runChaos({
        services,
        mode: mode === 'webhook' ? 'webhook' : 'polling',
        updates: Number(option('updates') ?? 300),
        crashes: CRASH_POINTS.filter((point) => point !== NEVER_MET).map(
          (point, i) => `${point}:${1 + (i % 3)}`,
        ),
        randomKills: 3,
        seed: Number(option('seed') ?? 20_261),
        loadMs: 100_000,
        settleMs: 95_000,
        say,
      })
      violations += report(`queues on ${queue}, ${mode}`, result)
    } finally {
      await services.stop()
    }
  }
  return violations > 0 ? 1 : 0
})

/** @returns how many violations there are */
function report(title: string, result: ChaosResult): number {
  const { updates, reports, kills, faults, checks, seconds, logs } = result
  say(`\n${title}: ${updates} updates, ${reports} reports, ${seconds} s`)
  say(`  杀进程 kills (${kills.length}): ${kills.map((kill) => kill.why).join(', ')}`)
  say(`  故障 faults: ${faults.join(', ')}`)
  const width = Math.max(...checks.map((check) => check.name.length))
  for (const { name, seen, wrong, note } of checks) {
    const mark = wrong.length === 0 ? '✓' : '✗'
    say(`  ${mark} ${name.padEnd(width)} ${String(seen).padStart(6)}${note ? `  ${note}` : ''}`)
    for (const line of wrong.slice(0, 8)) say(`      ${line}`)
    if (wrong.length > 8) say(`      … ${wrong.length - 8} more`)
  }
  if (logs) say(`  logs: ${logs}`)
  return checks.reduce((sum, check) => sum + check.wrong.length, 0)
}
