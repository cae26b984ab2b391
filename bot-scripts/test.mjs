import './lib/node-version.mjs'
import { spawn } from 'node:child_process'
import { ensureConsole } from './lib/console-build.mjs'
import { ensurePackages } from './lib/packages.mjs'
import { ensurePrismaClient } from './lib/prisma-client.mjs'
import { enter, step } from './lib/say.mjs'
import { packageFile, projectDir } from './lib/settings.mjs'
import { findOrInstall } from './lib/tools.mjs'

/** `npm test`: on a bare machine too, the whole suite; arguments go to vitest. */
await enter(async () => {
  await ensurePackages()
  await Promise.all([ensurePrismaClient(), ensureConsole()])
  const given = process.env
  const chromium =
    given.TEST_CHROMIUM ??
    (await findOrInstall(['chromium', 'chromium-browser', 'google-chrome'], ['chromium', 'fonts-noto-cjk']))
  const redis = given.TEST_REDIS_SERVER ?? (await findOrInstall(['redis-server'], ['redis-server']))
  if (!chromium) step('没有 Chromium,跳过浏览器测试。', 'no Chromium found: the browser half is skipped.')
  if (!redis) step('没有 redis-server,跳过 Redis 测试。', 'no redis-server found: the Redis half is skipped.')
  const env = { ...process.env, TEST_CHROMIUM: chromium ?? '', TEST_REDIS_SERVER: redis ?? '' }
  return await vitest(process.argv.slice(2), env)
})

/** @returns {Promise<number>} vitest's exit code */
function vitest(args, env) {
  const child = spawn(process.execPath, [packageFile('vitest/vitest.mjs'), 'run', ...args], {
    cwd: projectDir,
    env,
    stdio: 'inherit',
  })
  // The terminal's Ctrl-C reaches the child by itself; its services end after it has.
  process.on('SIGINT', () => undefined)
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name))
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
