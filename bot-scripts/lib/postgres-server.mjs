import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { commandLine, isAlive, signal, waitGone, workingFolder } from './processes.mjs'
import { Trouble } from './say.mjs'

/** @typedef {import('./postgres-user.mjs').User} User */
/** @typedef {{ pid: number, port: number, status: string }} Postmaster */

/** @param {string} cluster @returns {Postmaster | undefined} what postmaster.pid says, true or stale */
export function readPostmaster(cluster) {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' }
  } catch {
    return undefined
  }
}

/** Whether a process is a PostgreSQL process of exactly this data folder. */
function belongsTo(pid, cluster) {
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return false
  if (!/postgres/.test(commandLine(pid))) return false
  const folder = workingFolder(pid)
  // Every PostgreSQL process works in its data folder.
  if (folder !== null) return folder === realpathSync(cluster)
  return commandLine(pid).includes(cluster)
}

/** @param {string} cluster @returns {Postmaster | undefined} the server that runs on this data folder now */
export function livingPostmaster(cluster) {
  const found = readPostmaster(cluster)
  return found && belongsTo(found.pid, cluster) ? found : undefined
}

/** Backends that outlived a killed postmaster hold its shared memory. Linux only: elsewhere they end by themselves. */
function orphanedBackends(cluster) {
  if (process.platform !== 'linux') return []
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger)
  return pids.filter((pid) => belongsTo(pid, cluster))
}

/**
 * Waits for a server that is coming up or going down.
 * @param {string} cluster @returns {Promise<Postmaster | undefined>} undefined when it went away
 */
export async function settled(cluster) {
  const until = Date.now() + 60_000
  for (;;) {
    const server = livingPostmaster(cluster)
    if (!server) return undefined
    if (server.status === 'ready' && (await answers(server.port))) return server
    if (Date.now() > until) {
      await stopServer(server.pid)
      return undefined
    }
    await pause(50)
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('connect', () => {
      resolve(true)
      socket.destroy()
    })
    socket.on('error', () => resolve(false))
    socket.on('close', () => resolve(false))
  })
}

/** @returns {Promise<number>} a port that is free at this moment */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/**
 * Starts the server on a data folder on which none runs.
 * @param {{ bin: string, cluster: string, user: User | undefined, logFile: string, port?: number, settings: Record<string, string> }} options
 * @returns {Promise<Postmaster>}
 */
export async function launch({ bin, cluster, user, logFile, port, settings }) {
  const until = Date.now() + 30_000
  for (let wish = port; ; wish = undefined) {
    // Only a pid that is not a server of this folder gets here: the file is stale.
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    const offset = sizeOf(logFile)
    const outcome = await spawnServer({
      bin,
      cluster,
      user,
      logFile,
      settings,
      port: wish ?? (await freePort()),
    })
    if (outcome !== 'exited') return outcome
    const words = readFileSync(logFile, 'utf8').slice(offset)
    const other = await settled(cluster)
    if (other) return other
    if (Date.now() > until) throw serverTrouble(words, logFile)
    if (/pre-existing shared memory block|lock file .* already exists/.test(words)) {
      for (const pid of orphanedBackends(cluster)) signal(pid, 'SIGQUIT')
      await pause(300)
    } else if (!/could not bind|Address already in use|could not create any TCP/.test(words)) {
      throw serverTrouble(words, logFile)
    }
  }
}

function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

async function spawnServer({ bin, cluster, user, logFile, settings, port }) {
  mkdirSync(dirname(logFile), { recursive: true })
  if (sizeOf(logFile) > 20_000_000) renameSync(logFile, `${logFile}.1`)
  const log = openSync(logFile, 'a')
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  // Its own session: a Ctrl-C in the terminal must reach the service first and the database last.
  const child = spawn(join(bin, 'postgres'), ['-D', cluster, ...flags], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  })
  closeSync(log)
  let exited = false
  child.on('error', () => {
    exited = true
  })
  child.on('exit', () => {
    exited = true
  })
  child.unref()
  while (!exited) {
    const server = readPostmaster(cluster)
    if (server?.pid === child.pid && server.status === 'ready') return server
    await pause(10)
  }
  return 'exited'
}

/** Stops a server: first asks it to end its clients and flush, then insists. @param {number} pid */
export async function stopServer(pid) {
  for (const [ask, patience] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]) {
    if (!signal(pid, ask) || (await waitGone(pid, patience))) return
  }
}

function serverTrouble(words, logFile) {
  const tail = words.trimEnd().split('\n').slice(-12).join('\n')
  if (/No space left on device/.test(words)) {
    return new Trouble(
      '磁盘满了，数据库起不来。请腾出空间后再试。',
      'The disk is full, so the database cannot start. Free some space, then try again.',
      tail,
    )
  }
  if (/shared memory|semaphore|Cannot allocate memory/.test(words)) {
    return new Trouble(
      '内存不够，数据库起不来。请关掉别的程序，或设置 DATABASE_URL。',
      'Not enough memory for the database. Close other programs, or set DATABASE_URL.',
      tail,
    )
  }
  if (/incompatible with server|was initialized by PostgreSQL version/.test(words)) {
    return new Trouble(
      '数据是另一版 PostgreSQL 写的。请用原来的版本导出再导入。',
      'The data was written by another PostgreSQL version. Dump it with that version and load it here.',
      tail,
    )
  }
  return new Trouble(
    `数据库没有起来，日志在 ${logFile}。`,
    `The database did not start; its log is ${logFile}.`,
    tail,
  )
}

/** @param {string} cluster */
export function isCluster(cluster) {
  return existsSync(join(cluster, 'PG_VERSION'))
}
