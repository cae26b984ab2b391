import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type OpenedBrowser, openBrowser } from '../../bot-scripts/lib/browser.ts'
import { startService, type TestService } from '../support/service.ts'

const { chromium } = inject('services')

describe.skipIf(chromium === null)('the power line in the browser', () => {
  let service: TestService
  let browser: OpenedBrowser

  beforeAll(async () => {
    service = await startService()
    browser = await openBrowser(chromium ?? '', { viewport: { width: 1280, height: 860 } })
  })
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
  })

  it('is played in the demo page from the photo to 已解决, cards changing by themselves', async () => {
    const page = await browser.context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(service.url)
    const work = page.getByRole('region', { name: /东沁村网格群/ })
    const power = page.getByRole('region', { name: /供电所接单群/ })
    const next = page.locator('.guide-actions .button-main').first()

    await next.click()
    const card = work.locator('.card', { hasText: '1号 · 电力线路隐患（紧急）' })
    await card.waitFor()
    expect(await card.textContent()).toMatch(/东沁村 3网格1单元 秋菊阿婆家门口.*供电所 张建国.*前接单/)
    const call = power.locator('.card', { hasText: '请处理 1号' })
    await call.waitFor()
    await call.locator('img').first().waitFor()
    expect(await call.getByRole('button').allTextContents()).toEqual(
      expect.arrayContaining(['接单', '转办', '退回']),
    )

    await call.getByRole('button', { name: '接单' }).click()
    await card.getByText(/张建国.*已接单/).waitFor()
    await call.getByRole('button', { name: '办结' }).waitFor()

    await next.click()
    const question = work.locator('.card, .bubble', { hasText: '您看解决了吗' }).last()
    await question.waitFor()
    await expect.poll(() => question.locator('img').count()).toBe(2)
    await question.getByRole('button', { name: '没修好' }).click()
    await call.getByRole('button', { name: '接单' }).waitFor()
    await call.getByText('报的人说没修好').waitFor()

    await call.getByRole('button', { name: '接单' }).click()
    await call.getByRole('button', { name: '办结' }).waitFor()
    await next.click()
    const questions = work.locator('.card, .bubble', { hasText: '您看解决了吗' })
    await expect.poll(() => questions.count(), { timeout: 10_000 }).toBe(2)
    const second = questions.last()
    await second.getByRole('button', { name: '已解决' }).click()
    await card.getByText(/已归档/).waitFor()
    expect(faults).toEqual([])
  }, 60_000)
})
