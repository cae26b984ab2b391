import './lib/node-version.mjs'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureConsole } from './lib/console-build.mjs'
import { ensurePackages } from './lib/packages.mjs'
import { startPostgres } from './lib/postgres.mjs'
import { ensurePrismaClient } from './lib/prisma-client.mjs'
import { enter, speakOnStderr, Trouble } from './lib/say.mjs'
import { dataDirectory, loadDotEnv, projectDir } from './lib/settings.mjs'
import { throwawayPostgres } from './lib/throwaway.mjs'

/**
 * What each command needs of a database: `own` is the town's (DATABASE_URL, else the one of DATA_DIR,
 * shared with a running `npm start`), `throwaway` a fresh one that disappears afterwards.
 * @type {Record<string, (args: string[]) => 'none' | 'own' | 'throwaway'>}
 */
const needs = {
  town: (args) => (args[0] === 'import' || args[0] === 'export' ? 'own' : 'none'),
  doctor: () => 'own',
  links: () => 'own',
  models: () => 'own',
  understand: () => 'none',
  duplicates: () => 'none',
  migration: () => 'throwaway',
  bench: () => 'throwaway',
  // Has a server of its own, to kill it.
  chaos: () => 'none',
  screenshots: () => 'throwaway',
  transitions: () => 'none',
  eval: () => 'none',
  train: () => 'none',
  learn: () => 'none',
  classify: () => 'none',
  'policy-schema': () => 'none',
}

/** Commands that show or measure the pages. */
const withPages = ['bench', 'screenshots']

/**
 * Memory before a few per cent of speed: a town of 25,000 areas is read in under 300 MB.
 * @type {Record<string, string[]>}
 */
const flags = { understand: ['--max-semi-space-size=8'] }

await enter(async () => {
  // The command's own output may be data.
  speakOnStderr()
  const [name = '', ...args] = process.argv.slice(2)
  const script = join(projectDir, `bot-scripts/${name}.ts`)
  const need = needs[name]?.(args)
  if (!need || !existsSync(script)) {
    const names = Object.keys(needs).join(', ')
    throw new Trouble(
      `没有这个命令：${name}。可用：${names}`,
      `There is no command ${name}. There are: ${names}`,
    )
  }
  loadDotEnv()
  await ensurePackages()
  await Promise.all([ensurePrismaClient(), withPages.includes(name) ? ensureConsole() : undefined])
  const database = await databaseFor(need)
  const env = { ...process.env, DATA_DIR: dataDirectory(), ...database?.env }
  try {
    return await runScript(name, script, args, env)
  } finally {
    await database?.stop()
  }
})

/** @param {'none' | 'own' | 'throwaway'} need */
async function databaseFor(need) {
  if (need === 'none' || (need === 'own' && process.env.DATABASE_URL)) return undefined
  if (need === 'throwaway') {
    // With flushing to disk as in production: what is measured or broken here must count.
    const postgres = await throwawayPostgres({ quick: false })
    return { env: { DATABASE_URL: postgres.url }, stop: () => postgres.stop() }
  }
  const postgres = await startPostgres({ dataDir: dataDirectory() })
  return { env: { DATABASE_URL: postgres.url }, stop: () => postgres.stop() }
}

/** @returns {Promise<number>} its exit code */
function runScript(name, script, args, env) {
  const child = spawn(
    process.execPath,
    ['--expose-gc', ...(flags[name] ?? []), '--import', 'tsx', script, ...args],
    {
      cwd: projectDir,
      env,
      stdio: 'inherit',
    },
  )
  // The terminal's Ctrl-C reaches the child by itself; its services end after it has.
  process.on('SIGINT', () => undefined)
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name))
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
