import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { alone } from './lock.mjs'
import { run } from './processes.mjs'
import { step, Trouble } from './say.mjs'
import { packageFile, projectDir } from './settings.mjs'
import { hashOf, stampMatches, writeStamp } from './stamp.mjs'

/** Builds the browser pages into dist/console when one of their sources changed. */
export async function ensureConsole() {
  const config = join(projectDir, 'vite.config.ts')
  if (!existsSync(config)) return
  const stampFile = join(projectDir, 'dist/.console-stamp')
  const inputs = [
    config,
    join(projectDir, 'src/console'),
    join(projectDir, 'src/domain'),
    ...wireShapes(),
    join(projectDir, 'package-lock.json'),
  ]
  const built = join(projectDir, 'dist/console')
  if (existsSync(built) && stampMatches(stampFile, hashOf(inputs))) return
  await alone(join(projectDir, '.cache/console.lock'), async () => {
    const hash = hashOf(inputs)
    if (existsSync(built) && stampMatches(stampFile, hash)) return
    step('正在生成网页…', 'building the pages…')
    const args = [packageFile('vite/bin/vite.js'), 'build', '--logLevel', 'warn']
    // Under `npm test` NODE_ENV is 'test', and React's development build would be ten times the size.
    const env = { ...process.env, NODE_ENV: 'production' }
    const { code, output } = await run(process.execPath, args, { cwd: projectDir, env })
    if (code !== 0) throw new Trouble('网页没有生成好。', 'The pages could not be built.', output)
    writeStamp(stampFile, hash)
  })
}

/** The files with the shapes that pages and server share. */
function wireShapes() {
  const http = join(projectDir, 'src/http')
  if (!existsSync(http)) return []
  const names = readdirSync(http, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => basename(name) === 'wire.ts').map((name) => join(http, name))
}
