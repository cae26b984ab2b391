/**
 * `npm run screenshots`: plays the demo in a real browser against the real service and keeps the pictures of
 * the README. Needs Chromium on the PATH.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser } from './lib/browser.ts'
import { freePort } from './lib/postgres-server.mjs'
import { startService } from './lib/run-service.ts'
import { findProgram } from './lib/tools.mjs'

const FOLDER = 'docs/images'

const executable = findProgram(['chromium', 'chromium-browser', 'google-chrome'])
if (!executable) {
  console.error('没有找到 Chromium,请先安装 / Chromium is not installed')
  process.exit(1)
}
await mkdir(FOLDER, { recursive: true })
const dataDir = await mkdtemp(join(tmpdir(), 'gridwhistle-screenshots-'))
const service = await startService({ port: await freePort(), dataDir })
const browser = await openBrowser(executable, { viewport: { width: 1280, height: 860 } })
try {
  const page = await browser.context.newPage()
  await page.goto(service.url)
  for (let step = 0; step < 3; step++) await nextScene(page)
  await page.screenshot({ path: join(FOLDER, 'story.png') })
  await page.setViewportSize({ width: 360, height: 740 })
  await page.reload()
  await page.getByText('您看解决了吗').first().waitFor()
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(FOLDER, 'phone.png') })
  console.log(join(FOLDER, 'story.png'), join(FOLDER, 'phone.png'))
} finally {
  await browser.close()
  await service.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** Takes the guide's next step and waits until the guide has moved on. */
async function nextScene(page: Page): Promise<void> {
  const here = page.locator('.guide-here')
  const before = await here.textContent()
  await page.locator('.guide-actions .button-main').first().click()
  await page.waitForFunction(
    (text) =>
      document.querySelector('.guide-here')?.textContent !== text &&
      document.querySelector('.guide-actions .button-main'),
    before,
  )
  await page.waitForTimeout(800)
}
