import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ensureConsole } from '../../bot-scripts/lib/console-build.mjs'
import { makePersonalLink } from '../../src/http/session.ts'
import { hasBrowser, openBrowser, PHONE, type TestBrowser } from '../support/browser.ts'
import { CHEN, createWebServer, LIN, SECRET, type WebServer } from '../support/web-server.ts'
import { playStory } from '../support/web-story.ts'

describe.skipIf(!hasBrowser)('web chat in a browser', () => {
  let server: WebServer
  let browser: TestBrowser
  let url: string

  beforeAll(() => ensureConsole(), 120_000)
  beforeEach(async () => {
    server = await createWebServer({ beatMs: 500 })
    url = await server.listen()
  })
  afterEach(async () => {
    await browser.close()
    await server.app.close()
    expect(browser.faults).toEqual([])
  })

  const pane = (page: Page, kind: string) => page.locator(`[data-pane=${kind}]`)
  const card = (page: Page, kind: string, words: string) =>
    pane(page, kind).locator('.card', { hasText: words })
  const texts = () => server.rooms.latest('web-work', 2000).then((posts) => posts.map((p) => p.content))
  async function chatAs(person: typeof CHEN, lang = ''): Promise<Page> {
    const link = makePersonalLink(person, SECRET, url).replace('/enter', `/enter${lang}`)
    const page = await browser.open(link)
    await page.locator('.room-list').waitFor({ state: 'attached' })
    return page
  }
  const bot = (text: string, key: string) =>
    server.channel.send(
      { channel: 'web', account: 'web', chat: 'web-work', type: 'group' },
      { lines: [text], tone: 'normal', photos: [], buttons: [] },
      [],
      { idempotencyKey: key },
    )

  it('plays the story by the guide, live in all rooms', async () => {
    browser = await openBrowser()
    playStory(server)
    const page = await browser.open(url)
    const guide = page.locator('.guide')
    await guide.getByText('发照片和这句话').click()
    await card(page, 'work', '31号 · 电力线路隐患（紧急）').waitFor()
    await pane(page, 'department').getByRole('button', { name: '接单' }).waitFor()
    await guide.getByText('替他点「接单」').click()
    await card(page, 'work', '供电所 张建国 8:12 已接单，正在赶来').waitFor()
    expect(await pane(page, 'work').locator('.card-changed').count()).toBe(1)
    await guide.getByText('发「已换新线」和照片').click()
    await pane(page, 'work').locator('.card-done').waitFor()
    expect(await pane(page, 'work').locator('.card-done img').count()).toBe(2)
    await guide.getByText('点「已解决」').click()
    await card(page, 'work', '31号已解决，归档了').waitFor()
    await guide.getByText('这件事走完了').waitFor()
    const kinds = server.received.map(({ event }) => event.body.kind)
    expect(kinds).toEqual(['message', 'message', 'action', 'message', 'action'])
  })

  it('plays it on a phone with tabs and unread dots', async () => {
    browser = await openBrowser(PHONE)
    playStory(server)
    const page = await browser.open(url)
    await page.locator('.guide').getByText('发照片和这句话').click()
    const tab = page.getByRole('tab', { name: '部门群' })
    await tab.locator('.dot').waitFor()
    await tab.click()
    expect(await tab.locator('.dot').count()).toBe(0)
    const accept = pane(page, 'department').getByRole('button', { name: '接单' })
    expect((await accept.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await accept.click()
    await card(page, 'department', '张建国 8:12 已接单').waitFor()
    await pane(page, 'department').getByRole('button', { name: '延期' }).click()
    await pane(page, 'department').locator('.toast', { hasText: '延期要先说明原因' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })

  it('keeps what is written offline, over a reload, and sends it once', async () => {
    browser = await openBrowser()
    const page = await chatAs(CHEN)
    const area = page.locator('textarea')
    await page.locator('.timeline .empty').waitFor()
    await browser.context.setOffline(true)
    await area.fill('断网时写的')
    await area.press('Enter')
    await page.getByText('网络断了').waitFor()
    await page.getByText('还没送到').waitFor()
    expect(await texts()).toEqual([])
    await browser.context.setOffline(false)
    await page.reload()
    await page.locator('.message-own:not(.message-pending)').getByText('断网时写的').waitFor()
    await page.getByText('网络断了').waitFor({ state: 'detached' })
    expect(await texts()).toEqual([{ kind: 'person', text: '断网时写的', photos: [] }])
  })

  it('sends again by itself after the server could not take it', async () => {
    browser = await openBrowser()
    const page = await chatAs(CHEN)
    server.setFault(new Error('the database is away'))
    await page.locator('textarea').fill('漏水了')
    await page.getByRole('button', { name: '发送', exact: true }).click()
    await page.getByText('还没送到').waitFor({ state: 'attached' })
    server.setFault(null)
    await expect.poll(() => server.received.length, { timeout: 10_000 }).toBe(1)
    await page.locator('.pending-note').waitFor({ state: 'detached' })
    expect(await page.locator('.message-own').count()).toBe(1)
  }, 30_000)

  it('answers, changes and takes back messages', async () => {
    browser = await openBrowser()
    const page = await chatAs(CHEN)
    await bot('还差一个地点', 'ask')
    const asked = page.locator('.message', { hasText: '还差一个地点' })
    await asked.hover()
    await asked.getByRole('button', { name: '回复' }).click()
    await page.keyboard.type('三单元')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('门口')
    await page.keyboard.press('Enter')
    const own = page.locator('.message-own', { hasText: '三单元' })
    await own.locator('.quote', { hasText: '还差一个地点' }).waitFor()
    await page.locator('.message-pending').waitFor({ state: 'detached' })
    await own.hover()
    await own.getByRole('button', { name: '修改' }).click()
    await page.locator('textarea').fill('四单元')
    await page.keyboard.press('Enter')
    const changed = page.locator('.message-own', { hasText: '四单元' })
    await changed.getByText('改过').waitFor()
    await changed.hover()
    await changed.getByRole('button', { name: '撤回' }).click()
    await page.getByText('您撤回了一条消息').waitFor()
    expect(server.received.map(({ event }) => event.body.kind)).toEqual(['message', 'edit', 'recall'])
    expect(server.received[0]?.event.body).toMatchObject({ replyTo: '1', parts: [{ text: '三单元\n门口' }] })
  })

  it('shows on a tap what can be done with a message', async () => {
    browser = await openBrowser(PHONE)
    const page = await chatAs(CHEN)
    await page.getByText('东沁村网格群').tap()
    await page.locator('textarea').fill('说错了')
    await page.getByRole('button', { name: '发送', exact: true }).tap()
    const own = page.locator('.message-own:not(.message-pending)')
    await own.getByText('说错了').tap()
    await own.getByRole('button', { name: '撤回' }).tap()
    await page.getByText('您撤回了一条消息').waitFor()
  })

  it('shows photos of any shape in a frame and whole on a tap', async () => {
    browser = await openBrowser(PHONE)
    const page = await chatAs(CHEN)
    await page.getByText('东沁村网格群').click()
    const tall = await sharp({ create: { width: 100, height: 500, channels: 3, background: '#558' } })
      .jpeg()
      .toBuffer()
    const files = [1, 2].map((at) => ({ name: `${at}.jpg`, mimeType: 'image/jpeg', buffer: tall }))
    await page.locator('input[type=file]').setInputFiles(files.slice(0, 1))
    await page.getByRole('button', { name: '发送', exact: true }).click()
    const photo = page.locator('.message-own:not(.message-pending) .photo')
    const box = await photo.boundingBox()
    expect((box?.height ?? 0) / (box?.width ?? 1)).toBeCloseTo(0.75, 1)
    await photo.click()
    await page.locator('dialog.lightbox[open] img').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('dialog.lightbox').waitFor({ state: 'detached' })
    await page.locator('input[type=file]').setInputFiles({
      name: 'a.png',
      mimeType: 'image/png',
      buffer: Buffer.from('not a picture'),
    })
    await page.getByRole('button', { name: '发送', exact: true }).click()
    await page.getByText('这不是照片').waitFor()
    await page.getByRole('button', { name: '不发了' }).click()
  })

  it('holds a thousand posts: the newest first, older ones above, one’s place kept', async () => {
    browser = await openBrowser()
    for (let at = 0; at < 1000; at += 1) {
      await server.rooms.post({
        room: 'web-work',
        author: at % 3 ? LIN.id : CHEN.id,
        authorName: at % 3 ? '林志强' : '陈淑华',
        content: { kind: 'person', text: `第${at}句`, photos: [] },
        replyTo: null,
        clientKey: `seed-${at}`,
      })
    }
    const page = await chatAs(CHEN)
    const timeline = page.locator('.timeline')
    await timeline.getByText('第999句', { exact: true }).waitFor()
    expect(await page.locator('article').count()).toBe(50)
    const mark = timeline.getByText('第950句', { exact: true })
    await timeline.evaluate((box) => box.scrollTo(0, 60))
    await timeline.getByText('第920句', { exact: true }).waitFor({ state: 'attached' })
    expect((await mark.boundingBox())?.y).toBeGreaterThan(0)
    expect((await mark.boundingBox())?.y).toBeLessThan(300)
    await bot('新的消息', 'new')
    const pill = page.getByRole('button', { name: '1 条新消息' })
    await pill.click()
    await timeline.getByText('新的消息').waitFor()
    await pill.waitFor({ state: 'detached' })
  })

  it('bears the longest names', async () => {
    browser = await openBrowser(PHONE)
    const name = '阿不都热合曼·买买提艾力·古丽巴哈尔·艾尼瓦尔江·吾斯曼阿吉·托合提库尔班'
    server.directory.people.set(LIN.id, { ...LIN, name })
    await server.rooms.post({
      room: 'web-work',
      author: LIN.id,
      authorName: name,
      content: { kind: 'person', text: `https://town.example/${'a'.repeat(120)}`, photos: [] },
      replyTo: null,
      clientKey: 'long',
    })
    const page = await browser.open(url)
    await pane(page, 'work').locator('.bubble').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    const timeline = pane(page, 'work').locator('.timeline')
    expect(await timeline.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
  })

  it('lets people in by link, clears it from the address, and says so when it is void', async () => {
    browser = await openBrowser()
    const page = await chatAs(CHEN)
    expect(page.url()).toBe(`${url}/chat`)
    await page.reload()
    await page.getByRole('heading', { name: '陈淑华' }).waitFor()
    server.directory.people.set(CHEN.id, { ...CHEN, linkGen: 2 })
    await page.getByText('登录已过期').waitFor()
    server.setDemo(false)
    await page.reload()
    await page.getByText('这个链接打不开，可能已经作废。').waitFor()
  })

  it('speaks English where the browser does, and can be used by keyboard', async () => {
    browser = await openBrowser({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
    const page = await chatAs(CHEN)
    await page.getByPlaceholder('Say what you see').focus()
    await page.keyboard.type('hello')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.message-own:not(.message-pending)').getByText('hello').waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en-GB')
  })

  it('sends where one is, and says in words why it cannot', async () => {
    browser = await openBrowser({
      viewport: { width: 1280, height: 800 },
      geolocation: { longitude: 119.1, latitude: 25.3 },
    })
    const page = await chatAs(CHEN)
    await page.getByRole('button', { name: '发位置' }).click()
    await page.getByText('浏览器没有允许使用位置').waitFor()
    await browser.context.grantPermissions(['geolocation'])
    await page.getByRole('button', { name: '发位置' }).click()
    await page.getByText('北纬 25.3000，东经 119.1000').waitFor()
  })

  it('loads under 100 KB', async () => {
    browser = await openBrowser()
    for (const path of ['/', '/chat']) {
      const page = await browser.context.newPage()
      const loading: Promise<number>[] = []
      page.on('response', (response) => {
        if (/\.(js|css)$|\/(chat)?$/.test(new URL(response.url()).pathname)) {
          loading.push(response.body().then((body) => gzipSync(body).length))
        }
      })
      await page.goto(`${url}${path}`, { waitUntil: 'load' })
      const sizes = await Promise.all(loading)
      const total = sizes.reduce((sum, size) => sum + size, 0)
      expect(sizes.length).toBeGreaterThanOrEqual(3)
      expect(total).toBeLessThan(100_000)
      await page.close()
    }
  })
})
