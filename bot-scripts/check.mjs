import './lib/node-version.mjs'
import { ensurePackages } from './lib/packages.mjs'
import { ensurePrismaClient } from './lib/prisma-client.mjs'
import { run } from './lib/processes.mjs'
import { enter, say } from './lib/say.mjs'
import { packageFile, projectDir } from './lib/settings.mjs'

const cruised = ['src', 'tests', 'bot-scripts']

/** @type {{ name: string, file: string, args: string[], remedy?: string }[]} */
const checks = [
  { name: 'format, lint', file: '@biomejs/biome/bin/biome', args: ['check'], remedy: 'npm run format' },
  { name: 'types', file: 'typescript/bin/tsc', args: ['--noEmit', '-p', '.'] },
  {
    name: 'typed lint',
    file: 'eslint/bin/eslint.js',
    args: ['src', '--max-warnings=0'],
  },
  {
    name: 'imports',
    file: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...cruised],
  },
  { name: 'dead code', file: 'knip/bin/knip.js', args: ['--no-config-hints', '--no-progress'] },
]

/** `npm run check`: all checks side by side; shows what the failing ones say. */
await enter(async () => {
  await ensurePackages()
  await ensurePrismaClient()
  const results = await Promise.all(
    checks.map(async (check) => {
      const began = Date.now()
      const args = [packageFile(check.file), ...check.args]
      const { code, output } = await run(process.execPath, args, { cwd: projectDir, env: quietEnv() })
      return { ...check, code, output, seconds: ((Date.now() - began) / 1000).toFixed(1) }
    }),
  )
  const failed = results.filter(({ code }) => code !== 0)
  for (const { name, output, remedy } of failed) {
    say(`── ${name} ${'─'.repeat(60 - name.length)}`)
    say(output.trimEnd())
    if (remedy) say(`→ ${remedy}`)
    say()
  }
  for (const { name, code, seconds } of results) {
    say(`${code === 0 ? '✓' : '✗'} ${name.padEnd(14)} ${seconds.padStart(5)} s`)
  }
  return failed.length === 0 ? 0 : 1
})

/** No colours: the output is collected first. */
function quietEnv() {
  return { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }
}
