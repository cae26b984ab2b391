import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { step, Trouble } from './say.mjs'

/** @typedef {{ uid: number, gid: number }} User */

/**
 * PostgreSQL refuses to run as root, so root hands it to somebody else: the owner of the data if
 * there is data, else the user `postgres` (made if missing), else `nobody`.
 * @param {string} cluster the data folder, which may not exist yet
 * @returns {User | undefined} undefined: run as ourselves
 */
export function serverUser(cluster) {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return { uid, gid }
  }
  return lookUp('postgres') ?? create() ?? lookUp('nobody') ?? missing()
}

/** @param {string} name @returns {User | undefined} */
function lookUp(name) {
  try {
    const id = (flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

function create() {
  step('正在建立系统用户 postgres…', 'creating the system user postgres…')
  const ways = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']],
    ['adduser', ['-S', '-D', '-H', 'postgres']],
  ]
  for (const [program, args] of ways) {
    try {
      execFileSync(program, args, { stdio: 'pipe' })
      return lookUp('postgres')
    } catch {
      // The other way may exist on this system.
    }
  }
  return undefined
}

function missing() {
  throw new Trouble(
    '数据库不能以 root 运行，也没能建立用户 postgres。请用普通用户运行，或设置 DATABASE_URL。',
    'The database cannot run as root and the user postgres could not be created. Run as an ordinary user, or set DATABASE_URL.',
  )
}

/**
 * Whether a user may pass through every folder down to this one.
 * @param {string} folder @param {User} user
 */
export function canEnter(folder, user) {
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (at === dirname(at)) return true
  }
}
