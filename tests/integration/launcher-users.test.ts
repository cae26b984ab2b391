import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { giveTo } from '../../bot-scripts/lib/postgres-place.mjs'
import { freePort } from '../../bot-scripts/lib/postgres-server.mjs'
import { findProgram } from '../../bot-scripts/lib/tools.mjs'
import {
  clusterOf,
  copyProject,
  launch,
  leftovers,
  openFolder,
  pidsOf,
  removeFolder,
  visits,
} from '../support/launcher.ts'

// Whole lives of a service on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 })

const isRoot = process.getuid?.() === 0
const canMakeUsers = isRoot && findProgram(['useradd']) !== undefined
if (!canMakeUsers) {
  process.stderr.write('Not root, or no useradd: launcher tests for root or for another user are skipped.\n')
}

/** One whole life: start, a visit, Ctrl-C. */
async function live(options: Parameters<typeof launch>[0]): Promise<{ visits: number; output: string }> {
  const launched = launch(options)
  await launched.up
  const answer = await visits(launched.url)
  const pids = pidsOf(options.dataDir)
  launched.child.kill('SIGINT')
  expect(await launched.exit).toBe(0)
  expect(leftovers(options.dataDir, pids)).toEqual([])
  return { visits: answer.visits, output: launched.output() }
}

describe.runIf(isRoot)('as root from a folder that nobody else may enter', () => {
  const folder = openFolder()
  const places = new Set<string>()
  const project = join(folder, 'project')
  mkdirSync(project)
  copyProject(project, 'copy')
  chmodSync(project, 0o700)
  afterAll(() => {
    for (const place of places) rmSync(place, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  })

  it('puts programs and data where the database user may go, and finds them again', async () => {
    const dataDir = join(project, '.data')
    const first = await live({ project, dataDir, port: await freePort() })
    expect(first.visits).toBe(1)
    places.add(clusterOf(dataDir))
    expect(clusterOf(dataDir).startsWith(project)).toBe(false)
    expect((await live({ project, dataDir, port: await freePort() })).visits).toBe(2)
  })

  it('keeps its data when the project is moved, and starts its own when it is copied', async () => {
    const moved = join(folder, 'moved')
    renameSync(project, moved)
    const movedData = join(moved, '.data')
    expect((await live({ project: moved, dataDir: movedData, port: await freePort() })).visits).toBe(3)
    execFileSync('cp', ['-a', moved, project])
    const copiedData = join(project, '.data')
    expect((await live({ project, dataDir: copiedData, port: await freePort() })).visits).toBe(1)
    places.add(clusterOf(copiedData))
    expect((await live({ project: moved, dataDir: movedData, port: await freePort() })).visits).toBe(4)
  })

  it('moves data along when a folder that was open is closed later', async () => {
    const open = join(folder, 'open')
    renameSync(project, open)
    chmodSync(open, 0o755)
    const dataDir = join(open, 'later')
    expect((await live({ project: open, dataDir, port: await freePort() })).visits).toBe(1)
    expect(clusterOf(dataDir)).toBe(join(dataDir, 'postgres'))
    chmodSync(open, 0o700)
    expect((await live({ project: open, dataDir, port: await freePort() })).visits).toBe(2)
    places.add(clusterOf(dataDir))
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
  })
})

describe.runIf(canMakeUsers)('as an ordinary user', () => {
  const name = `gwtest${process.pid}`
  const folder = openFolder()
  const project = join(folder, 'project')
  mkdirSync(project)
  execFileSync('useradd', ['--no-create-home', '--user-group', name])
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
  const user = { uid: id('-u'), gid: id('-g') }
  afterAll(() => {
    removeFolder(folder, join(project, '.data'))
    execFileSync('userdel', [name])
  })

  it('runs everything as that user, and as that user again when root starts it later', async () => {
    copyProject(project, 'copy')
    giveTo(project, user)
    // An ordinary home: nobody else may look in.
    chmodSync(project, 0o700)
    const dataDir = join(project, '.data')
    expect((await live({ project, dataDir, user, port: await freePort() })).visits).toBe(1)
    expect((await live({ project, dataDir, port: await freePort() })).visits).toBe(2)
    expect(clusterOf(dataDir)).toBe(join(dataDir, 'postgres'))
    const byRoot = launch({ project, dataDir: join(folder, 'by-root'), port: await freePort() })
    await byRoot.up
    byRoot.child.kill('SIGINT')
    await byRoot.exit
    const refused = async (): Promise<string> => {
      const launched = launch({ project, dataDir: join(folder, 'by-root'), user, port: await freePort() })
      expect(await launched.exit).toBe(1)
      return launched.output()
    }
    expect(await refused()).toContain('If it was run as root (sudo) before')
    giveTo(join(folder, 'by-root', 'run'), user)
    expect(await refused()).toContain('belong to another user')
  })
})
