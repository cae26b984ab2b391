import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { inject } from 'vitest'
import { openBrowser as openChromium } from '../../bot-scripts/lib/browser.ts'

/** Whether this machine has a browser; tests of pages are skipped where it has none. */
export const hasBrowser = inject('services').chromium !== null

export interface TestBrowser {
  context: BrowserContext
  /** A page whose errors and console errors are collected. */
  open(url: string): Promise<Page>
  /** What went wrong on the pages; answers that were refused or never came are not counted. */
  faults: string[]
  close(): Promise<void>
}

export const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }
export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
}

/** Chromium with a profile of its own that is thrown away. */
export async function openBrowser(options: BrowserContextOptions = DESK): Promise<TestBrowser> {
  const executablePath = inject('services').chromium
  if (!executablePath) throw new Error('no Chromium: set TEST_CHROMIUM to one')
  const { context, close } = await openChromium(executablePath, options)
  context.setDefaultTimeout(10_000)
  const faults: string[] = []
  return {
    context,
    faults,
    async open(url) {
      const page = await context.newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
        faults.push(message.text())
      })
      await page.goto(url)
      return page
    },
    close,
  }
}
