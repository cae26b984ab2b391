import { spawn } from 'node:child_process'
import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { startPostgres } from '../../bot-scripts/lib/postgres.mjs'
import { freePort, livingPostmaster } from '../../bot-scripts/lib/postgres-server.mjs'
import { isAlive, waitGone } from '../../bot-scripts/lib/processes.mjs'
import {
  clusterOf,
  copyProject,
  eventually,
  launch,
  leftovers,
  openFolder,
  pidsOf,
  removeFolder,
  visits,
} from '../support/launcher.ts'

// Whole lives of a service on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 })

// One DATA_DIR lives through everything that can happen to it; `expected` visitors must never be lost.
const project = openFolder()
copyProject(project, 'link')
const dataDir = openFolder()
const port = await freePort()
let expected = 0

afterAll(async () => {
  const server = livingPostmaster(clusterOf(dataDir))
  if (server) process.kill(server.pid, 'SIGKILL')
  removeFolder(dataDir)
  removeFolder(project)
})

async function start() {
  const launched = launch({ project, dataDir, port })
  await launched.up
  return launched
}

async function visit(url: string): Promise<void> {
  expected += 1
  expect((await visits(url)).visits).toBe(expected)
}

it('starts from nothing, and Ctrl-C leaves no process and no lock', async () => {
  const launched = await start()
  await visit(launched.url)
  expect(launched.output()).toContain(`打开 http://localhost:${port}`)
  const pids = pidsOf(dataDir)
  expect(isAlive(pids.service)).toBe(true)
  launched.child.kill('SIGINT')
  // npm passes the terminal's Ctrl-C on a second time.
  launched.child.kill('SIGINT')
  expect(await launched.exit).toBe(0)
  expect(leftovers(dataDir, pids)).toEqual([])
  expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600)
})

it('shows warnings of the service, and keeps the rest in its log', async () => {
  const launched = await start()
  await eventually(() => expect(launched.output()).toContain('a warning to show'))
  expect(launched.output()).not.toContain('quiet words')
  expect(readFileSync(join(dataDir, 'logs/service.log'), 'utf8')).toContain('quiet words')
  launched.child.kill('SIGTERM')
  expect(await launched.exit).toBe(0)
})

it('refuses a second launcher on the same data, naming the first', async () => {
  const first = await start()
  const second = launch({ project, dataDir, port: await freePort() })
  expect(await second.exit).toBe(1)
  expect(second.output()).toContain(`already running: http://localhost:${port}`)
  await visit(first.url)
  first.child.kill('SIGHUP')
  expect(await first.exit).toBe(0)
})

it('brings back a killed postmaster and a dead service', async () => {
  const launched = await start()
  const before = pidsOf(dataDir)
  process.kill(before.postgres, 'SIGKILL')
  await eventually(() => expect(launched.output()).toContain('the database is back'))
  await eventually(() => visits(launched.url, '/'))
  await visit(launched.url)
  await fetch(`${launched.url}/die`).catch(() => undefined)
  await eventually(() => expect(launched.output()).toContain('the service is back'))
  await visit(launched.url)
  const after = pidsOf(dataDir)
  launched.child.kill('SIGTERM')
  expect(await launched.exit).toBe(0)
  expect(leftovers(dataDir, { ...after, killed: before.postgres })).toEqual([])
})

it('comes up after the launcher was killed, taking over its database', async () => {
  const killed = await start()
  const orphans = pidsOf(dataDir)
  killed.child.kill('SIGKILL')
  await killed.exit
  const launched = await start()
  expect(isAlive(orphans.service)).toBe(false)
  expect(pidsOf(dataDir).postgres).toBe(orphans.postgres)
  await visit(launched.url)
  launched.child.kill('SIGTERM')
  expect(await launched.exit).toBe(0)
  expect(leftovers(dataDir, orphans)).toEqual([])
})

it('comes up after everything was killed at once', async () => {
  const killed = await start()
  const pids = pidsOf(dataDir)
  for (const pid of Object.values(pids)) process.kill(pid, 'SIGKILL')
  await killed.exit
  const launched = await start()
  await visit(launched.url)
  launched.child.kill('SIGTERM')
  expect(await launched.exit).toBe(0)
})

it('comes up over a postmaster.pid whose pid belongs to somebody else by now', async () => {
  const cluster = clusterOf(dataDir)
  const { uid, gid } = statSync(cluster)
  // The same user as the database's: PostgreSQL itself would believe it and refuse.
  const stranger = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' })
  const file = join(cluster, 'postmaster.pid')
  writeFileSync(file, `${stranger.pid}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n  1 1\nready   \n`)
  chownSync(file, uid, gid)
  const launched = await start()
  await visit(launched.url)
  expect(stranger.exitCode).toBeNull()
  stranger.kill()
  launched.child.kill('SIGTERM')
  expect(await launched.exit).toBe(0)
})

it('runs beside another instance, and lends its database to a command', async () => {
  const elsewhere = openFolder()
  const first = await start()
  const second = launch({ project, dataDir: elsewhere, port: await freePort() })
  await second.up
  expect((await visits(second.url)).visits).toBe(1)
  const borrowed = await startPostgres({ dataDir })
  expect(borrowed.adopted).toBe(true)
  await borrowed.stop()
  await visit(first.url)
  for (const launched of [first, second]) {
    launched.child.kill('SIGTERM')
    expect(await launched.exit).toBe(0)
  }
  removeFolder(elsewhere)
})

it('shows what the service complains about and leaves nothing running', async () => {
  const launched = launch({ project, dataDir, port, env: { FAKE_COMPLAINT: 'SECRET_KEY 太短' } })
  expect(await launched.exit).toBe(1)
  expect(launched.output()).toContain('SECRET_KEY 太短')
  expect(leftovers(dataDir, {})).toEqual([])
})

it('says which port is busy and what to do', async () => {
  const squatter = createServer().listen(port, '127.0.0.1')
  const launched = launch({ project, dataDir, port })
  expect(await launched.exit).toBe(1)
  expect(launched.output()).toContain(`端口 ${port} 已被别的程序占用`)
  squatter.close()
})

it('forces on a second Ctrl-C when the service does not end', async () => {
  const launched = await start()
  const pids = pidsOf(dataDir)
  process.kill(pids.service, 'SIGSTOP')
  launched.child.kill('SIGINT')
  await new Promise((resolve) => setTimeout(resolve, 1100))
  launched.child.kill('SIGINT')
  expect(await launched.exit).toBe(1)
  await waitGone(pids.service, 5000)
  await waitGone(pids.postgres, 5000)
  const launchedAgain = await start()
  await visit(launchedAgain.url)
  launchedAgain.child.kill('SIGTERM')
  expect(await launchedAgain.exit).toBe(0)
})
