import { createServer, type Server } from 'node:http'
import { Bot, InlineKeyboard, webhookCallback } from 'grammy'
import { afterEach, describe, expect } from 'vitest'
import { refusal, test } from '../support/telegram/fixture.ts'
import type { Telegram } from '../support/telegram/index.ts'

const running: Bot[] = []
const servers: Server[] = []

afterEach(async () => {
  for (const bot of running.splice(0)) await bot.stop().catch(() => {})
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

function raw(tg: Telegram, path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${tg.apiRoot}${path}`, init)
}

function echoBot(tg: Telegram): Bot {
  const bot = new Bot(tg.token, { client: { apiRoot: tg.apiRoot } })
  bot.catch(() => {})
  bot.on('message:text', (ctx) =>
    ctx.reply(`听到:${ctx.message.text}`, {
      reply_parameters: { message_id: ctx.message.message_id },
      reply_markup: new InlineKeyboard().text('接单', 'take'),
    }),
  )
  bot.callbackQuery('take', async (ctx) => {
    await ctx.editMessageText('已接单')
    await ctx.answerCallbackQuery('好的')
  })
  return bot
}

function poll(bot: Bot): void {
  running.push(bot)
  void bot.start({ allowed_updates: ['message', 'callback_query'] }).catch(() => {})
}

describe('polling', () => {
  test('a post, the answer under it, a click, the edit', async ({ tg, group, chen }) => {
    poll(echoBot(tg))
    const post = chen.send(group, '电线破皮了')
    const card = await tg.waitFor(() => group.messages.find((message) => message.byBot))
    expect(card).toMatchObject({ text: '听到:电线破皮了', replyToId: post.id, buttonTexts: ['接单'] })
    expect(await chen.click(card, '接单').answered).toMatchObject({ text: '好的', showAlert: false })
    expect(card).toMatchObject({ text: '已接单', edits: 1, buttons: [] })
    await tg.idle()
    expect(tg.pendingUpdates).toEqual([])
    expect(tg.strictErrors).toEqual([])
  })

  test('offsets confirm, negative offsets forget, limits hold, the poll is held open', async ({
    tg,
    api,
    group,
    chen,
  }) => {
    tg.world.updates.clear()
    const posts = ['一', '二', '三'].map((text) => chen.send(group, text))
    expect((await api.getUpdates({ limit: 2 })).length).toBe(2)
    const all = await api.getUpdates({ limit: 100 })
    expect(all.map((update) => update.message?.message_id)).toEqual(posts.map((post) => post.id))
    expect((await api.getUpdates({ offset: (all[0]?.update_id ?? 0) + 1 })).length).toBe(2)
    expect((await api.getUpdates({ offset: -1 })).map((update) => update.message?.text)).toEqual(['三'])
    expect(await refusal(api.getUpdates({ limit: 101 }))).toMatch(/^400/)
    const held = api.getUpdates({ offset: (all[2]?.update_id ?? 0) + 1, timeout: 30 })
    await tg.waitFor(() => tg.polls.at(-1)?.outcome === undefined)
    chen.send(group, '四')
    expect((await held).map((update) => update.message?.text)).toEqual(['四'])
    expect(await api.getUpdates({ offset: (all[2]?.update_id ?? 0) + 2, timeout: 0 })).toEqual([])
  })

  test('409: the older of two polls, and any poll beside a webhook', async ({ tg, api, group, chen }) => {
    tg.world.updates.clear()
    const older = refusal(api.getUpdates({ timeout: 30 }))
    await tg.waitFor(() => tg.polls.length === 1)
    const newer = api.getUpdates({ timeout: 30 })
    expect(await older).toBe(
      '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    )
    chen.send(group, '在')
    expect(await newer).toHaveLength(1)
    tg.hold()
    await api.setWebhook('https://example.org/hook')
    expect(await refusal(api.getUpdates())).toMatch(
      /^409 Conflict: can't use getUpdates method while webhook is active/,
    )
  })

  test('allowed_updates are remembered and leave reactions out by default', async ({
    tg,
    api,
    group,
    chen,
  }) => {
    group.promoteBot()
    tg.world.updates.clear()
    const post = chen.send(group, '好')
    chen.react(post, '👍')
    expect(tg.pendingUpdates.map((update) => Object.keys(update)[1])).toEqual(['message'])
    await api.getUpdates({ allowed_updates: ['message_reaction'] })
    tg.world.updates.clear()
    chen.react(post, '🙏')
    chen.send(group, '不要')
    expect(tg.pendingUpdates.map((update) => Object.keys(update)[1])).toEqual(['message_reaction'])
  })
})

describe('webhook', () => {
  async function hook(handler: Parameters<typeof createServer>[1]): Promise<string> {
    const server = createServer(handler ?? (() => {}))
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`
  }

  test('the story with webhookCallback and the secret header', async ({ tg, group, chen }) => {
    const bot = echoBot(tg)
    const url = await hook(webhookCallback(bot, 'http', { secretToken: 'abc_123' }))
    await bot.api.setWebhook(url, { secret_token: 'abc_123' })
    chen.send(group, '路灯不亮')
    const card = await tg.waitFor(() => group.messages.find((message) => message.byBot))
    expect((await chen.click(card, 'take').answered).text).toBe('好的')
    await tg.idle()
    expect(await bot.api.getWebhookInfo()).toMatchObject({
      url,
      pending_update_count: 0,
      max_connections: 40,
    })
    expect(tg.strictErrors).toEqual([])
  })

  test('redelivers until 2xx, in order within a chat, while other chats go on', async ({
    tg,
    api,
    group,
    chen,
  }) => {
    const seen: string[] = []
    let refusals = 3
    const url = await hook((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        const text: string = JSON.parse(body).message?.text ?? ''
        const refuse = text === '一' && refusals > 0
        if (refuse) refusals -= 1
        else if (text) seen.push(text)
        response.writeHead(refuse ? 500 : 200).end()
      })
    })
    tg.world.updates.clear()
    const other = tg.user({ first_name: '林志强' })
    tg.hold()
    await api.setWebhook(url)
    chen.send(group, '一')
    chen.send(group, '二')
    other.dm('私')
    tg.release()
    await tg.idle()
    expect(seen.indexOf('一')).toBeLessThan(seen.indexOf('二'))
    expect(seen[0]).toBe('私')
    expect(tg.delivered.find((each) => each.update.message?.text === '一')?.times).toBe(4)
    expect(tg.webhookInfo).toMatchObject({
      failures: 3,
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    })
  })

  test('performs a method that comes in the answer, and a repeat keeps its id', async ({
    tg,
    api,
    group,
    chen,
  }) => {
    tg.world.updates.clear()
    const ids: number[] = []
    const url = await hook((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        ids.push(JSON.parse(body).update_id)
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ method: 'sendMessage', chat_id: group.id, text: '收到' }))
      })
    })
    await api.setWebhook(url)
    chen.send(group, '一')
    expect((await tg.waitForMessage(group, '收到')).byBot).toBe(true)
    await tg.idle()
    tg.repeatUpdate(ids[0] ?? 0)
    await tg.waitFor(() => ids.length === 2)
    expect(ids[1]).toBe(ids[0])
    await tg.idle()
  })

  test('refuses bad addresses and bad secrets', async ({ api }) => {
    expect(await refusal(api.setWebhook('http://example.org/x'))).toBe(
      '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    )
    expect(await refusal(api.setWebhook('https://example.org:3000/x'))).toMatch(
      /only on ports 80, 88, 443 or 8443/,
    )
    expect(await refusal(api.setWebhook('https://example.org/x', { secret_token: '密' }))).toMatch(
      /unallowed characters/,
    )
  })
})

describe('protocol', () => {
  test('401, 404 and strictness', async ({ tg, group }) => {
    expect(await (await raw(tg, '/bot1:wrong/getMe')).json()).toEqual({
      ok: false,
      error_code: 401,
      description: 'Unauthorized',
    })
    expect(await (await raw(tg, `/bot${tg.token}/sendMagic`)).json()).toEqual({
      ok: false,
      error_code: 404,
      description: 'Not Found',
    })
    const form = await raw(tg, `/bot${tg.token}/sendMessage?chat_id=${group.id}&text=hi&loud=true`)
    expect(form.status).toBe(400)
    expect(tg.strictErrors).toMatchObject([{ method: 'sendMessage', problem: 'loud is unknown' }])
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
    await raw(tg, `/bot${tg.token}/sendMessage`, {
      ...init,
      body: JSON.stringify({
        chat_id: group.id,
        text: 5,
        reply_markup: { inline_keyboard: [[{ text: 'a', data: 'b' }]] },
      }),
    })
    expect(tg.strictErrors.slice(1).map((error) => error.problem)).toEqual([
      'text must be string',
      'reply_markup.inline_keyboard[0][0].data is unknown',
    ])
  })

  test('GET, urlencoded and multipart are read alike', async ({ tg, group }) => {
    const fields = { chat_id: String(group.id), text: '你好', disable_notification: 'true' }
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const path = `/bot${tg.token}/sendMessage`
    for (const init of [
      { method: 'POST', body: new URLSearchParams(fields) },
      { method: 'POST', body: form },
    ]) {
      expect((await raw(tg, path, init)).status).toBe(200)
    }
    expect((await raw(tg, `${path}?${new URLSearchParams(fields)}`)).status).toBe(200)
    expect(group.messages.filter((message) => message.byBot).map((message) => message.text)).toEqual([
      '你好',
      '你好',
      '你好',
    ])
    expect(tg.calls[0]?.params).toEqual({ chat_id: group.id, text: '你好', disable_notification: true })
  })

  test('getMe, commands by scope and language, profile texts', async ({ tg, api }) => {
    expect(await api.getMe()).toMatchObject({
      id: 7000000001,
      is_bot: true,
      can_read_all_group_messages: true,
    })
    const scope = { type: 'all_group_chats' } as const
    await api.setMyCommands([{ command: 'status', description: '看在办' }], { scope, language_code: 'zh' })
    expect(await api.getMyCommands({ scope, language_code: 'zh' })).toEqual([
      { command: 'status', description: '看在办' },
    ])
    expect(await api.getMyCommands({ scope })).toEqual([])
    expect(tg.commandsFor(scope, 'zh')).toHaveLength(1)
    await api.deleteMyCommands({ scope, language_code: 'zh' })
    expect(tg.commandsFor(scope, 'zh')).toEqual([])
    expect(await refusal(api.setMyCommands([{ command: 'Status', description: 'x' }]))).toBe(
      '400 Bad Request: BOT_COMMAND_INVALID',
    )
    await api.setMyDescription('网格里的哨子', { language_code: 'zh' })
    expect(await api.getMyDescription({ language_code: 'zh' })).toEqual({ description: '网格里的哨子' })
    await api.setMyShortDescription('哨子')
    expect(await api.getMyShortDescription({ language_code: 'en' })).toEqual({ short_description: '哨子' })
  })
})
