import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { alone } from './lock.mjs'
import { binariesFor } from './postgres-binaries.mjs'
import { findPlace, makeFolderFor } from './postgres-place.mjs'
import { isCluster, launch, livingPostmaster, settled, stopServer } from './postgres-server.mjs'
import { serverUser } from './postgres-user.mjs'
import { isSameProcess, run, startMark } from './processes.mjs'
import { step, Trouble } from './say.mjs'

const role = 'gridwhistle'

/**
 * @typedef {object} Postgres
 * @property {string} url postgresql://… with a random password
 * @property {number} port @property {number} pid
 * @property {string} cluster the data folder
 * @property {boolean} adopted true when a server was running on this data already
 * @property {() => boolean} isRunning
 * @property {() => Promise<void>} stop ends the server, unless another process of this DATA_DIR still uses it
 */

/**
 * Brings up PostgreSQL on the data in `dataDir`, making the data first if there is none, and
 * adopting a server that already runs on it. Listens on 127.0.0.1 only.
 * @param {{ dataDir: string, port?: number, quick?: boolean }} options dataDir: DATA_DIR, absolute;
 *   port: wished for, another is taken when it is busy; quick: no flushing to disk, for data that
 *   nobody will miss @returns {Promise<Postgres>}
 */
export async function startPostgres({ dataDir, port, quick = false }) {
  mkdirSync(dataDir, { recursive: true })
  const { cluster, user } = findPlace(dataDir, serverUser)
  const bin = await binariesFor(user)
  const release = registerUse(dataDir)
  try {
    if (!isCluster(cluster)) {
      await alone(join(dataDir, 'run/cluster.lock'), async () => {
        if (!isCluster(cluster)) await createCluster({ bin, cluster, user, dataDir, quick })
      })
    }
    const password = await passwordOf({ bin, cluster, user, dataDir })
    const running = await settled(cluster)
    const logFile = join(dataDir, 'logs/postgres.log')
    const server = running ?? (await launch({ bin, cluster, user, logFile, port, settings: settings(quick) }))
    return {
      url: `postgresql://${role}:${password}@127.0.0.1:${server.port}/${role}`,
      port: server.port,
      pid: server.pid,
      cluster,
      adopted: running !== undefined,
      isRunning: () => livingPostmaster(cluster)?.pid === server.pid,
      async stop() {
        const isLast = release()
        if (isLast && livingPostmaster(cluster)?.pid === server.pid) await stopServer(server.pid)
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

function settings(quick) {
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    cluster_name: role,
    ...(quick && { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  }
}

/** Makes the data folder aside and moves it into place whole: an interrupted first start leaves nothing half-made. */
async function createCluster({ bin, cluster, user, dataDir, quick }) {
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    throw new Trouble(
      `${cluster} 里有不认识的文件，不是数据库。请移走它再试。`,
      `${cluster} holds files that are not a database. Move it away, then try again.`,
    )
  }
  step('正在建立数据库…', 'creating the database…')
  const half = `${cluster}.half`
  rmSync(half, { recursive: true, force: true })
  makeFolderFor(half, user)
  const password = randomBytes(24).toString('base64url')
  const passwordFile = `${half}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  const args = [
    `--pgdata=${half}`,
    `--username=${role}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(quick ? ['--no-sync'] : []),
  ]
  const made = await run(join(bin, 'initdb'), args, {
    ...user,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  })
  rmSync(passwordFile, { force: true })
  const named =
    made.code === 0 ? await sql({ bin, cluster: half, user }, `CREATE DATABASE ${role}`, 'postgres') : made
  if (named.code !== 0) {
    rmSync(half, { recursive: true, force: true })
    const full = /No space left on device/.test(named.output)
    throw new Trouble(
      full ? '磁盘满了，数据库没有建成。请腾出空间后再试。' : '数据库没有建成。',
      full
        ? 'The disk is full, so the database could not be made. Free some space, then try again.'
        : 'The database could not be made.',
      named.output.trimEnd().split('\n').slice(-6).join('\n'),
    )
  }
  keepPassword(dataDir, password)
  rmSync(cluster, { recursive: true, force: true })
  renameSync(half, cluster)
}

/** One statement on a data folder on which no server runs. */
function sql({ bin, cluster, user }, statement, database) {
  return run(join(bin, 'postgres'), ['--single', '-D', cluster, database], {
    ...user,
    cwd: '/',
    input: `${statement}\n`,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  })
}

function passwordFileOf(dataDir) {
  return join(dataDir, 'postgres-password')
}

function keepPassword(dataDir, password) {
  writeFileSync(passwordFileOf(dataDir), password, { mode: 0o600 })
}

/** The kept password, or a new one when the file was lost. */
async function passwordOf({ bin, cluster, user, dataDir }) {
  try {
    const kept = readFileSync(passwordFileOf(dataDir), 'utf8').trim()
    if (kept) return kept
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  const running = livingPostmaster(cluster)
  if (running) await stopServer(running.pid)
  const password = randomBytes(24).toString('base64url')
  const { code, output } = await sql(
    { bin, cluster, user },
    `ALTER ROLE ${role} PASSWORD '${password}'`,
    role,
  )
  if (code !== 0) throw new Trouble('数据库密码没有设好。', 'The database password could not be set.', output)
  keepPassword(dataDir, password)
  return password
}

/**
 * Notes that this process uses the server, so that whoever leaves last turns off the light.
 * @param {string} dataDir @returns {() => boolean} releases; true when nobody else uses it
 */
function registerUse(dataDir) {
  const folder = join(dataDir, 'run/postgres-users')
  const mine = join(folder, `${process.pid}-${randomBytes(3).toString('hex')}`)
  mkdirSync(dirname(mine), { recursive: true })
  writeFileSync(mine, JSON.stringify({ pid: process.pid, mark: startMark(process.pid) }))
  return () => {
    rmSync(mine, { force: true })
    const others = readdirSync(folder).filter((name) => {
      if (isInUse(join(folder, name))) return true
      rmSync(join(folder, name), { force: true })
      return false
    })
    return others.length === 0
  }
}

function isInUse(file) {
  try {
    return isSameProcess(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return false
  }
}
