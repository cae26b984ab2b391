import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

export interface RunningService {
  url: string
  process: ChildProcess
  stop(): Promise<void>
}

/** The service as a process of its own on `DATABASE_URL`; resolves when `/healthz` answers 200. */
export async function startService(options: {
  port: number
  dataDir: string
  env?: Record<string, string>
}): Promise<RunningService> {
  const { port, dataDir } = options
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, ...options.env },
  })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null) throw new Error('the service ended while it was starting')
    const healthy = await fetch(`${url}/healthz`).then(
      (r) => r.ok,
      () => false,
    )
    if (healthy) break
    if (tries > 300) throw new Error('the service did not become healthy within 30 s')
    await sleep(100)
  }
  return {
    url,
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
