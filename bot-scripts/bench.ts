import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchChannels } from './bench/channels.ts'
import type { Figure } from './bench/figure.ts'
import { benchIntake } from './bench/intake.ts'
import { openService } from './bench/service.ts'
import { benchStart } from './bench/start.ts'
import { benchTimers } from './bench/timers.ts'
import { benchUnderstand } from './bench/understand.ts'
import { run } from './lib/processes.mjs'
import { throwawayRedis } from './lib/redis.mjs'
import { enter, say, Trouble } from './lib/say.mjs'
import { projectDir } from './lib/settings.mjs'
import { findProgram } from './lib/tools.mjs'

/** Performance figures as a table and, with `--json FILE`, as JSON. `--only intake,answer,…` measures a part. */
await enter(async () => {
  const { DATABASE_URL } = process.env
  if (!DATABASE_URL) throw new Trouble('请用 npm run bench 运行。', 'Run it as npm run bench.')
  const only = option('only')?.split(',')
  const wanted = (name: string): boolean => only === undefined || only.includes(name)
  const dir = await mkdtemp(join(tmpdir(), 'gridwhistle-bench-'))
  const figures: Figure[] = []
  try {
    // Also writes the made-up towns that the others use.
    const understood = await benchUnderstand(dir)
    if (wanted('understand')) figures.push(...understood)
    if (wanted('intake') || wanted('channels')) {
      const ctx = await openService(dir, { DATABASE_URL })
      if (wanted('intake')) figures.unshift(await benchIntake(ctx))
      if (wanted('channels')) figures.push(...(await benchChannels(ctx)))
      await ctx.close()
    }
    if (wanted('answer')) figures.push(...(await answers(dir, DATABASE_URL)))
    if (wanted('timers')) figures.push(...(await timers(dir)))
    if (wanted('start')) figures.push(...(await benchStart()))
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
  print(figures)
  const file = option('json')
  if (file) await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`)
  return 0
})

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}

/** With queues on Postgres, and on Redis where there is one. */
async function timers(dir: string): Promise<Figure[]> {
  const program = findProgram(['redis-server'])
  return [await benchTimers(dir, null), ...(program ? [await benchTimers(dir, program)] : [])]
}

/** Once with queues on Postgres, once on Redis where there is one. */
async function answers(dir: string, databaseUrl: string): Promise<Figure[]> {
  const figures = await load(dir, { DATABASE_URL: databaseUrl }, '')
  const program = findProgram(['redis-server'])
  if (!program) {
    say('· 没有 redis-server,跳过 Redis 队列  no redis-server: queues on Redis are skipped')
    return figures
  }
  const redis = await throwawayRedis(program)
  try {
    const own = { DATABASE_URL: await freshDatabase(databaseUrl), REDIS_URL: redis.url }
    return [...figures, ...(await load(dir, own, '.redis'))]
  } finally {
    await redis.stop()
  }
}

async function load(dir: string, env: Record<string, string>, suffix: string): Promise<Figure[]> {
  const script = join(projectDir, 'bot-scripts/bench/load.ts')
  const args = ['--import', 'tsx', script, dir, suffix]
  const { code, output } = await run(process.execPath, args, { env: { ...process.env, ...env } })
  const json = output.slice(output.indexOf('[{'))
  if (code !== 0) throw new Error(`load: ${output}`)
  return JSON.parse(json) as Figure[]
}

/** A schema of its own, so that the second run does not find the rows of the first. */
function freshDatabase(databaseUrl: string): Promise<string> {
  const url = new URL(databaseUrl)
  url.searchParams.set('schema', 'bench_redis')
  return Promise.resolve(url.href)
}

function print(figures: readonly Figure[]): void {
  const cells = figures.map((f) => [
    f.name,
    String(f.value),
    f.unit,
    f.limit === undefined ? '' : String(f.limit),
    f.ratio === undefined ? '' : String(f.ratio),
    f.note ?? '',
  ])
  const head = ['name', 'value', 'unit', 'limit', 'ratio', 'note']
  const widths = head.map((h, i) => Math.max(h.length, ...cells.map((row) => row[i]?.length ?? 0)))
  for (const row of [head, ...cells]) {
    const line = row.map((cell, i) =>
      i === 1 || i === 3 || i === 4 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
    )
    say(line.join('  ').trimEnd())
  }
  say(
    `负载 load average ${loadavg()
      .map((n) => n.toFixed(1))
      .join(' ')}`,
  )
}
