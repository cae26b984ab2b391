import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../lib/postgres-server.mjs'
import { projectDir } from '../lib/settings.mjs'
import { throwawayFolder } from '../lib/throwaway.mjs'
import { type Figure, round } from './figure.ts'

/** `npm start` on a fresh data folder, stopped, and started again: seconds until the health page says 200. */
export async function benchStart(): Promise<Figure[]> {
  const place = throwawayFolder()
  const port = await freePort()
  try {
    const first = await startOnce(place.folder, port)
    const warm = await startOnce(place.folder, port)
    return [
      { name: 'start.first', value: round(first, 2), unit: 's', note: 'packages there, no data yet' },
      {
        name: 'start.warm',
        value: round(warm, 2),
        unit: 's',
        note: 'data there: database, migrations, service',
      },
    ]
  } finally {
    place.remove()
  }
}

async function startOnce(dataDir: string, port: number): Promise<number> {
  const { DATABASE_URL: _ours, ...env } = process.env
  const began = performance.now()
  const child = spawn(process.execPath, [join(projectDir, 'bot-scripts/start.mjs')], {
    cwd: projectDir,
    env: { ...env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error' },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
      if (performance.now() - began > 120_000) throw new Error('npm start did not come up in two minutes')
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
      await answer?.arrayBuffer()
      if (answer?.status === 200) return (performance.now() - began) / 1000
      await sleep(25)
    }
  } finally {
    child.kill('SIGINT')
    await ended
  }
}
