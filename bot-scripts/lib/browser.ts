import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'

/** Chromium in a closed network calls home in vain unless it is told not to. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface OpenedBrowser {
  context: BrowserContext
  close(): Promise<void>
}

/** A headless Chromium that speaks Chinese, with a fresh profile that is removed again. */
export async function openBrowser(
  executablePath: string,
  options: BrowserContextOptions,
): Promise<OpenedBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'gridwhistle-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: ARGS,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  })
  return {
    context,
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}
