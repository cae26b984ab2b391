import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canEnter } from './postgres-user.mjs'
import { step, Trouble } from './say.mjs'

/** @typedef {import('./postgres-user.mjs').User} User */

/**
 * A folder of root's into which the database's user may go.
 * @param {User} user @returns {string}
 */
export function sharedPlace(user) {
  const folders = ['/var/lib', '/opt', '/srv', tmpdir(), '/tmp'].map((parent) => join(parent, 'gridwhistle'))
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o711 })
      // In a folder like /tmp somebody else may have laid it out for us.
      const found = lstatSync(folder)
      if (!found.isDirectory() || found.uid !== 0) continue
      chmodSync(folder, 0o711)
      if (canEnter(folder, user)) return folder
    } catch {
      // Read-only or missing parents: the next one.
    }
  }
  throw new Trouble(
    '数据库用户进不了项目文件夹，也找不到别的地方放数据。请用普通用户运行，或设置 DATABASE_URL。',
    "The database's user cannot enter the project folder, and no other place was found for its data. Run as an ordinary user, or set DATABASE_URL.",
  )
}

/**
 * Where the database files of this DATA_DIR are, or shall be made: in it, or, when the database's
 * user may not enter it, in a place outside that `postgres-place.json` names.
 * @param {string} dataDir @param {(cluster: string) => User | undefined} userFor
 * @returns {{ cluster: string, user: User | undefined }} cluster may not exist yet
 */
export function findPlace(dataDir, userFor) {
  const inside = join(dataDir, 'postgres')
  const note = join(dataDir, 'postgres-place.json')
  const home = realpathSync(dataDir)
  const known = readNote(note)
  if (known && isOurs(known, home)) {
    const user = userFor(known.cluster)
    if (known.home !== home) writeNote(note, { cluster: known.cluster, home })
    if (!user && !canRead(known.cluster)) throw notOurs(known.cluster)
    return { cluster: known.cluster, user }
  }
  const user = userFor(inside)
  if (!user) {
    if (existsSync(inside) && !canRead(inside)) throw notOurs(inside)
    return { cluster: inside, user }
  }
  if (canEnter(dataDir, user)) return { cluster: inside, user }
  const tag = createHash('sha256').update(home).digest('hex').slice(0, 12)
  let cluster = join(sharedPlace(user), `data-${tag}`)
  if (existsSync(cluster)) cluster += `-${randomBytes(3).toString('hex')}`
  step(`数据库用户进不了 ${dataDir}，数据放在 ${cluster}`, `database files go to ${cluster}`)
  if (existsSync(inside)) moveCluster(inside, cluster, user)
  writeNote(note, { cluster, home })
  return { cluster, user }
}

/** A project that was moved keeps its data; one that was copied starts its own. */
function isOurs(known, home) {
  if (known.home === home) return true
  const original = readNote(join(known.home, 'postgres-place.json'))
  return original?.cluster !== known.cluster
}

function readNote(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function writeNote(file, note) {
  writeFileSync(file, `${JSON.stringify(note)}\n`)
}

function canRead(folder) {
  try {
    readdirSync(folder)
    return true
  } catch (error) {
    return error.code === 'ENOENT'
  }
}

function notOurs(cluster) {
  return new Trouble(
    `数据库文件 ${cluster} 属于另一个用户。请用当初启动的那个用户运行（例如 sudo npm start），或设置 DATABASE_URL。`,
    `The database files ${cluster} belong to another user. Run as the user who first started it (for example sudo npm start), or set DATABASE_URL.`,
  )
}

/** @param {string} from @param {string} to @param {User} user */
function moveCluster(from, to, user) {
  try {
    renameSync(from, to)
  } catch (error) {
    if (error.code !== 'EXDEV') throw error
    const half = `${to}.half`
    rmSync(half, { recursive: true, force: true })
    cpSync(from, half, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
    giveTo(half, user)
    renameSync(half, to)
    rmSync(from, { recursive: true, force: true })
  }
}

/** @param {string} path @param {User} user */
export function giveTo(path, user) {
  lchownSync(path, user.uid, user.gid)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) giveTo(join(path, entry.name), user)
    else lchownSync(join(path, entry.name), user.uid, user.gid)
  }
}

/** Makes a folder that belongs to the database's user. @param {string} folder @param {User | undefined} user */
export function makeFolderFor(folder, user) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user) chownSync(folder, user.uid, user.gid)
}
