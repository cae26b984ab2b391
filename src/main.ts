import { fileURLToPath } from 'node:url'
import { loadTownFolder } from './app/town/index.ts'
import { loadConfig, problemLines } from './config.ts'
import { type Context, createContext } from './context.ts'
import { armCrash } from './lib/crash-point.ts'
import { letGo } from './lib/let-go.ts'
import { createLogger } from './lib/log.ts'
import { createHttp } from './serve.ts'
import { migrate } from './store/migrate.ts'
import { importTown, townVersion } from './store/town.ts'

const DEMO_TOWN = fileURLToPath(new URL('../prisma/towns/dongzhuang', import.meta.url))

/** Says in plain words why the service does not start, and ends. */
function refuse(...lines: string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exit(1)
}

const read = loadConfig()
if (!read.ok) refuse(...read.problems.map(problemLines))
const { config, warnings } = read
if (config.crashAt) armCrash(config.crashAt)
const log = createLogger({ level: config.log.level })
for (const warning of warnings) log.warn({ setting: warning.setting }, warning.message)

/** The town of `TOWN_DIR`, else the demo town, when the database has none yet. */
async function importFirstTown(ctx: Context): Promise<void> {
  const { pool } = ctx.db
  if ((await townVersion(pool)) > 0) return
  const folder = config.town.dir ?? DEMO_TOWN
  const loaded = await loadTownFolder(folder)
  if (!loaded.ok) {
    const lines = loaded.problems.slice(0, 20).map((p) => `${p.file}:${p.line ?? 1} ${p.message} ${p.remedy}`)
    refuse(`TOWN_DIR: ${folder}`, ...lines, `npm run town -- check ${folder}`)
  }
  await importTown(pool, loaded.folder, { dryRun: false, demo: config.town.dir === null, now: ctx.app.now() })
  log.info({ areas: loaded.folder.town.areas.length }, 'town imported')
}

async function start(): Promise<() => Promise<void>> {
  const ctx = await createContext(config, log)
  await migrate(ctx.db.pool, { schema: ctx.db.schema })
  await importFirstTown(ctx)
  await ctx.rooms.start()
  const http = await createHttp(ctx)
  await http.listen({ port: config.http.port, host: config.http.host })
  if (config.roles.has('worker')) ctx.startWorkers()
  // A platform that is away must not keep the others from working: channels start on their own and keep trying.
  const listening = config.roles.has('gateway') ? ctx.channels : []
  for (const channel of listening) void startChannel(ctx, channel)
  log.info(
    { port: config.http.port, roles: [...config.roles], channels: ctx.channels.map((c) => c.name) },
    'ready',
  )
  return async () => {
    await Promise.all(listening.map((channel) => channel.stop()))
    await http.close()
    await ctx.close()
  }
}

async function startChannel(ctx: Context, channel: Context['channels'][number]): Promise<void> {
  try {
    await channel.start(ctx.sink)
    await channel.publishCommands?.()
    const { ok, detail, remedy } = await channel.probe()
    if (ok) log.info({ channel: channel.name }, 'channel listens')
    else log.warn({ channel: channel.name, detail, remedy }, 'channel needs attention')
  } catch (error) {
    log.error({ channel: channel.name, err: error }, 'channel did not start: npm run doctor')
  }
}

try {
  const stop = await start()
  letGo()
  let stopping = false
  const end = (): void => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(0),
      (error: Error) => {
        log.error({ err: error }, 'stopped uncleanly')
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
} catch (error) {
  const { message, code } = error as Error & { code?: string }
  if (code === 'EADDRINUSE') {
    refuse(
      `PORT: 端口 ${config.http.port} 已被占用。请在 .env 里换一个 PORT。`,
      `PORT: port ${config.http.port} is taken. Set another PORT in .env.`,
    )
  }
  refuse(`启动失败 / could not start: ${code ?? ''} ${message}`, 'npm run doctor')
}
