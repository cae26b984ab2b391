import './lib/node-version.mjs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Launcher } from './lib/launcher.mjs'
import { takeLock } from './lib/lock.mjs'
import { complain, say } from './lib/say.mjs'
import { dataDirectory, loadDotEnv } from './lib/settings.mjs'

/** `npm start`: everything a bare machine needs, then the service until Ctrl-C. */
async function main() {
  const { values } = parseArgs({ options: { main: { type: 'string', default: 'src/main.ts' } } })
  loadDotEnv()
  const dataDir = dataDirectory()
  const lock = takeLock(join(dataDir, 'run/start.lock'))
  if (!lock.ok) {
    const { address, pid } = lock.holder
    say(`网格哨已经在运行：${address ?? '正在启动'}（进程 ${pid}）。要停下它，请在那个窗口按 Ctrl-C。`)
    say(
      `Gridwhistle is already running: ${address ?? 'starting up'} (process ${pid}). To stop it, press Ctrl-C there.`,
    )
    process.exit(1)
  }
  const launcher = new Launcher({ dataDir, main: values.main, lock })
  // A closed terminal must not keep the shutdown from finishing.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => launcher.onSignal())
  process.exit(await launcher.run())
}

main().catch((error) => {
  complain(error)
  process.exit(1)
})
