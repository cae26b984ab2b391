import { createServer, type Server } from 'node:http'
import {
  Api,
  Bot,
  GrammyError,
  HttpError,
  InlineKeyboard,
  InputFile,
  InputMediaBuilder,
  webhookCallback,
} from 'grammy'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type GroupDriver,
  sampleUpdates,
  startTelegram,
  type Telegram,
  type UserDriver,
} from '../support/telegram/index.ts'

let tg: Telegram
let api: Api
let group: GroupDriver
let chen: UserDriver

const jpeg = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#888' } })
  .jpeg()
  .toBuffer()
const running: Bot[] = []
const servers: Server[] = []

beforeEach(async () => {
  tg = await startTelegram()
  api = new Api(tg.token, { apiRoot: tg.apiRoot })
  group = tg.group({ title: '东沁村网格群' }).addBot()
  chen = tg.user({ first_name: '陈淑华' })
})

afterEach(async () => {
  for (const bot of running.splice(0)) await bot.stop().catch(() => {})
  await tg.stop()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

/** What the server answered a call it refused. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => new Error('the call went through'),
    (thrown: unknown) => thrown,
  )
  return error instanceof GrammyError ? `${error.error_code} ${error.description}` : String(error)
}

function raw(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${tg.apiRoot}${path}`, init)
}

function echoBot(): Bot {
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
  test('a post, the answer under it, a click, the edit', async () => {
    poll(echoBot())
    const post = chen.send(group, '电线破皮了')
    const card = await tg.waitFor(() => group.messages.find((message) => message.byBot))
    expect(card).toMatchObject({ text: '听到:电线破皮了', replyToId: post.id, buttonTexts: ['接单'] })
    expect(await chen.click(card, '接单').answered).toMatchObject({ text: '好的', showAlert: false })
    expect(card).toMatchObject({ text: '已接单', edits: 1, buttons: [] })
    await tg.idle()
    expect(tg.pendingUpdates).toEqual([])
    expect(tg.strictErrors).toEqual([])
  })

  test('offsets confirm, negative offsets forget, limits hold, the poll is held open', async () => {
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

  test('409: the older of two polls, and any poll beside a webhook', async () => {
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

  test('allowed_updates are remembered and leave reactions out by default', async () => {
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

  test('the story with webhookCallback and the secret header', async () => {
    const bot = echoBot()
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

  test('redelivers until 2xx, in order within a chat, while other chats go on', async () => {
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

  test('refuses bad addresses and bad secrets', async () => {
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
  test('401, 404 and strictness', async () => {
    expect(await (await raw('/bot1:wrong/getMe')).json()).toEqual({
      ok: false,
      error_code: 401,
      description: 'Unauthorized',
    })
    expect(await (await raw(`/bot${tg.token}/sendMagic`)).json()).toEqual({
      ok: false,
      error_code: 404,
      description: 'Not Found',
    })
    const form = await raw(`/bot${tg.token}/sendMessage?chat_id=${group.id}&text=hi&loud=true`)
    expect(form.status).toBe(400)
    expect(tg.strictErrors).toMatchObject([{ method: 'sendMessage', problem: 'loud is unknown' }])
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
    await raw(`/bot${tg.token}/sendMessage`, {
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

  test('GET, urlencoded and multipart are read alike', async () => {
    const fields = { chat_id: String(group.id), text: '你好', disable_notification: 'true' }
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const path = `/bot${tg.token}/sendMessage`
    for (const init of [
      { method: 'POST', body: new URLSearchParams(fields) },
      { method: 'POST', body: form },
    ]) {
      expect((await raw(path, init)).status).toBe(200)
    }
    expect((await raw(`${path}?${new URLSearchParams(fields)}`)).status).toBe(200)
    expect(group.messages.filter((message) => message.byBot).map((message) => message.text)).toEqual([
      '你好',
      '你好',
      '你好',
    ])
    expect(tg.calls[0]?.params).toEqual({ chat_id: group.id, text: '你好', disable_notification: true })
  })

  test('getMe, commands by scope and language, profile texts', async () => {
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

describe('sending', () => {
  test.each([
    ['empty text', '', {}, 'message text is empty'],
    ['only tags', '<b> </b>', { parse_mode: 'HTML' }, 'message text is empty'],
    ['too long', '字'.repeat(4097), {}, 'message is too long'],
    [
      'unclosed tag',
      '<b>x',
      { parse_mode: 'HTML' },
      `can't parse entities: Can't find end tag corresponding to start tag "b"`,
    ],
    [
      'unsupported tag',
      '网<div>x</div>',
      { parse_mode: 'HTML' },
      `can't parse entities: Unsupported start tag "div" at byte offset 3`,
    ],
    [
      'crossed tags',
      '<b><i>x</b></i>',
      { parse_mode: 'HTML' },
      `can't parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`,
    ],
    [
      'long data',
      'x',
      { reply_markup: new InlineKeyboard().text('a', 'd'.repeat(65)) },
      'BUTTON_DATA_INVALID',
    ],
    [
      'local link',
      'x',
      { reply_markup: new InlineKeyboard().url('a', 'http://localhost:3000/') },
      "inline keyboard button URL 'http://localhost:3000/' is invalid: Wrong HTTP URL",
    ],
    [
      'contact in a group',
      'x',
      { reply_markup: { keyboard: [[{ text: 'a', request_contact: true }]] } },
      'phone number can be requested in private chats only',
    ],
    ['missing reply', 'x', { reply_parameters: { message_id: 99 } }, 'message to be replied not found'],
    ['missing thread', 'x', { message_thread_id: 99 }, 'message thread not found'],
  ] as const)('refuses: %s', async (_name, text, other, said) => {
    expect(await refusal(api.sendMessage(group.id, text, other as never))).toBe(`400 Bad Request: ${said}`)
  })

  test('4096 UTF-16 units after parsing are fine, and so is a missing reply that may be missing', async () => {
    const text = `<b>${'&lt;'.repeat(2048)}${'😀'.repeat(1024)}</b>`
    const sent = await api.sendMessage(group.id, text, {
      parse_mode: 'HTML',
      reply_parameters: { message_id: 99, allow_sending_without_reply: true },
    })
    expect(sent.text).toHaveLength(4096)
    expect(sent.entities).toEqual([{ type: 'bold', offset: 0, length: 4096 }])
    expect(sent.reply_to_message).toBeUndefined()
  })

  test('photos in sizes, albums, documents, captions', async () => {
    const photo = await api.sendPhoto(group.id, new InputFile(jpeg), { caption: '前 #电线' })
    expect(photo.photo.map((size) => size.width)).toEqual([90, 320, 800, 1200])
    expect(new Set(photo.photo.map((size) => size.file_id)).size).toBe(4)
    const album = await api.sendMediaGroup(group.id, [
      InputMediaBuilder.photo(photo.photo.at(-1)?.file_id ?? '', { caption: '后' }),
      InputMediaBuilder.photo(new InputFile(jpeg)),
    ])
    expect(new Set(group.messages.slice(-2).map((item) => item.mediaGroupId)).size).toBe(1)
    expect(album).toHaveLength(2)
    expect(
      await refusal(api.sendMediaGroup(group.id, [InputMediaBuilder.photo(new InputFile(jpeg))])),
    ).toMatch(/^400/)
    const document = await api.sendDocument(group.id, new InputFile(Buffer.from('a,b'), 'a.csv'))
    expect(document.document).toMatchObject({ file_name: 'a.csv', file_size: 3 })
    expect(await refusal(api.sendPhoto(group.id, new InputFile(Buffer.from('no image'))))).toBe(
      '400 Bad Request: IMAGE_PROCESS_FAILED',
    )
    expect(await refusal(api.sendPhoto(group.id, document.document.file_id))).toBe(
      "400 Bad Request: can't use file of type Document as Photo",
    )
    expect(await refusal(api.sendPhoto(group.id, new InputFile(jpeg), { caption: '字'.repeat(1025) }))).toBe(
      '400 Bad Request: message caption is too long',
    )
    expect((await api.sendLocation(group.id, 25.4, 119.1)).location).toMatchObject({ latitude: 25.4 })
    expect((await api.sendVoice(group.id, new InputFile(Buffer.from('OggS')))).voice.file_size).toBe(4)
    expect(tg.strictErrors).toEqual([])
  })

  test('getFile and the download', async () => {
    const post = chen.send(group, { photo: jpeg, caption: '看' })
    const file = await api.getFile(post.photo?.at(-1)?.file_id ?? '')
    const bytes = Buffer.from(await (await raw(`/file/bot${tg.token}/${file.file_path}`)).arrayBuffer())
    expect(bytes.equals(jpeg)).toBe(true)
    const thumb = await api.getFile(post.photo?.[0]?.file_id ?? '')
    const small = await (await raw(`/file/bot${tg.token}/${thumb.file_path}`)).arrayBuffer()
    expect((await sharp(Buffer.from(small)).metadata()).width).toBe(90)
    tg.expireFileLinks()
    expect((await raw(`/file/bot${tg.token}/${file.file_path}`)).status).toBe(404)
    const huge = chen.send(group, { document: { bytes: Buffer.from('x'), fileSize: 21 * 1024 * 1024 } })
    expect(await refusal(api.getFile(huge.json.document?.file_id ?? ''))).toBe(
      '400 Bad Request: file is too big',
    )
    expect(await refusal(api.getFile('nothing'))).toMatch(/wrong file_id/)
  })

  test('who can not be written to', async () => {
    expect(await refusal(api.sendMessage(12345, 'x'))).toBe('400 Bad Request: chat not found')
    expect(await refusal(api.sendMessage(chen.id, 'x'))).toBe(
      "403 Forbidden: bot can't initiate conversation with a user",
    )
    chen.start()
    await api.sendMessage(chen.id, 'x')
    chen.block()
    expect(await refusal(api.sendMessage(chen.id, 'x'))).toBe('403 Forbidden: bot was blocked by the user')
    chen.unblock()
    chen.deactivate()
    expect(await refusal(api.sendMessage(chen.id, 'x'))).toBe('403 Forbidden: user is deactivated')
    group.removeBot()
    expect(await refusal(api.sendMessage(group.id, 'x'))).toBe(
      '403 Forbidden: bot was kicked from the supergroup chat',
    )
    expect(
      tg.pendingUpdates.map((update) => update.my_chat_member?.new_chat_member.status).filter(Boolean),
    ).toEqual(['member', 'kicked', 'member', 'kicked'])
    group.addBot()
    await api.leaveChat(group.id)
    expect(await refusal(api.sendMessage(group.id, 'x'))).toBe(
      '403 Forbidden: bot is not a member of the supergroup chat',
    )
  })
})

describe('editing and deleting', () => {
  test('text, keyboard, "not modified", "not found"', async () => {
    const keyboard = new InlineKeyboard().text('接单', 'a')
    const { message_id } = await api.sendMessage(group.id, '一', { reply_markup: keyboard })
    expect(
      await refusal(api.editMessageText(group.id, message_id, '一', { reply_markup: keyboard })),
    ).toMatch(/^400 Bad Request: message is not modified: /)
    await api.editMessageText(group.id, message_id, '一')
    expect(group.last?.buttons).toEqual([])
    await api.editMessageReplyMarkup(group.id, message_id, { reply_markup: keyboard })
    expect(group.last).toMatchObject({ edits: 2, text: '一', buttonTexts: ['接单'] })
    expect(group.last?.versions.map((version) => version.reply_markup !== undefined)).toEqual([true, false])
    expect(await refusal(api.editMessageText(group.id, 999, '二'))).toBe(
      '400 Bad Request: message to edit not found',
    )
    const post = chen.send(group, '我的')
    expect(await refusal(api.editMessageText(group.id, post.id, '二'))).toBe(
      "400 Bad Request: message can't be edited",
    )
  })

  test('captions and media', async () => {
    const photo = await api.sendPhoto(group.id, new InputFile(jpeg), { caption: '前' })
    expect(await refusal(api.editMessageText(group.id, photo.message_id, 'x'))).toBe(
      '400 Bad Request: there is no text in the message to edit',
    )
    await api.editMessageCaption(group.id, photo.message_id, { caption: '后' })
    expect(group.last?.text).toBe('后')
    const other = await sharp(jpeg).negate().jpeg().toBuffer()
    await api.editMessageMedia(
      group.id,
      photo.message_id,
      InputMediaBuilder.photo(new InputFile(other), { caption: '换' }),
    )
    expect(group.last).toMatchObject({ text: '换', edits: 2 })
    const plain = await api.sendMessage(group.id, 'x')
    expect(await refusal(api.editMessageCaption(group.id, plain.message_id, { caption: 'y' }))).toBe(
      '400 Bad Request: there is no caption in the message to edit',
    )
  })

  test('deletes own messages for 48 hours, others as administrator', async () => {
    let now = Date.now()
    await tg.stop()
    tg = await startTelegram({ now: () => now })
    api = new Api(tg.token, { apiRoot: tg.apiRoot })
    chen = tg.user({ first_name: '陈淑华' })
    group = tg.group({ title: '群' }).addBot()
    const first = await api.sendMessage(group.id, '一')
    const second = await api.sendMessage(group.id, '二')
    await api.deleteMessage(group.id, first.message_id)
    expect(await refusal(api.deleteMessage(group.id, first.message_id))).toBe(
      '400 Bad Request: message to delete not found',
    )
    now += 49 * 3600 * 1000
    expect(await refusal(api.deleteMessage(group.id, second.message_id))).toBe(
      "400 Bad Request: message can't be deleted for everyone",
    )
    const post = chen.send(group, '我的')
    expect(await refusal(api.deleteMessage(group.id, post.id))).toBe(
      "400 Bad Request: message can't be deleted",
    )
    group.promoteBot()
    await api.deleteMessages(group.id, [post.id, second.message_id, 999])
    expect(group.messages.map((message) => message.text).filter(Boolean)).toEqual([])
  })

  test('a click is answered once, in time, by its own id', async () => {
    let now = Date.now()
    await tg.stop()
    tg = await startTelegram({ now: () => now })
    api = new Api(tg.token, { apiRoot: tg.apiRoot })
    const lin = tg.user({ first_name: '林' }).setStarted()
    await api.sendMessage(lin.id, 'x', { reply_markup: new InlineKeyboard().text('好', 'ok') })
    const card = lin.last
    if (!card) throw new Error('no card')
    const click = lin.click(card, '好')
    await api.answerCallbackQuery(click.id, { text: '收到' })
    expect((await click.answered).text).toBe('收到')
    const late = lin.click(card, 'ok')
    now += 61_000
    for (const id of [click.id, late.id, 'none']) {
      expect(await refusal(api.answerCallbackQuery(id))).toBe(
        '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
      )
    }
    expect(() => lin.click(card, '没有')).toThrow('there are: 好')
  })
})

describe('groups', () => {
  test('privacy mode lets commands, mentions and replies through', async () => {
    tg.setPrivacy(false)
    const quiet = tg.group({ title: '静' }).addBot()
    const card = await api.sendMessage(quiet.id, '卡片')
    tg.world.updates.clear()
    const own = quiet.messages.find((message) => message.id === card.message_id)
    chen.send(quiet, '路灯坏了')
    chen.send(quiet, '/status')
    chen.send(quiet, '/status@other_bot')
    chen.send(quiet, '@wanggeshao_bot 查一下')
    chen.send(quiet, { text: '补一句', ...(own ? { replyTo: own } : {}) })
    const heard = tg.pendingUpdates.map((update) => update.message?.text)
    expect(heard).toEqual(['/status', '@wanggeshao_bot 查一下', '补一句'])
    quiet.promoteBot()
    chen.send(quiet, '现在听得到')
    expect(tg.pendingUpdates.at(-1)?.message?.text).toBe('现在听得到')
  })

  test('topics, anonymous administrators, linked posts, albums, empty edits', () => {
    const forum = tg.group({ title: '论坛', forum: true }).addBot()
    const topic = forum.topic('安全')
    tg.world.updates.clear()
    const inTopic = chen.send(topic, '护栏松了')
    expect(inTopic.json).toMatchObject({
      message_thread_id: topic.threadId,
      is_topic_message: true,
      reply_to_message: { message_id: topic.threadId },
    })
    chen.send(group, { text: '注意', anonymous: true })
    group.linkedPost('停水')
    const album = chen.sendAlbum(group, [{ photo: jpeg }, { photo: jpeg }], '两张')
    chen.edit(album[0] ?? inTopic)
    const [, anonymous, linked, one, two, edited] = tg.pendingUpdates
    expect(anonymous?.message).toMatchObject({ from: { id: 1087968824 }, sender_chat: { id: group.id } })
    expect(linked?.message).toMatchObject({ from: { id: 777000 }, is_automatic_forward: true })
    expect(one?.message?.media_group_id).toBe(two?.message?.media_group_id)
    expect([one?.message?.caption, two?.message?.caption]).toEqual(['两张', undefined])
    expect(edited?.edited_message).toMatchObject({ caption: '两张', edit_date: expect.any(Number) })
  })

  test('migration', async () => {
    const legacy = tg.group({ title: '小群', legacy: true }).addBot()
    await api.sendMessage(legacy.id, 'x')
    tg.world.updates.clear()
    const { from, to } = tg.migrateGroup(legacy)
    const error = await api.sendMessage(from, 'x').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: to },
    })
    expect(tg.pendingUpdates.map((update) => update.message)).toMatchObject([
      { chat: { id: from }, migrate_to_chat_id: to },
      { chat: { id: to }, migrate_from_chat_id: from },
    ])
    expect((await api.sendMessage(to, 'y')).chat.id).toBe(legacy.id)
  })

  test('members, administrators, pins, reactions, actions', async () => {
    group.join(chen)
    expect((await api.getChatMember(group.id, chen.id)).status).toBe('member')
    expect((await api.getChatMember(group.id, tg.world.bot.id)).status).toBe('member')
    expect(await refusal(api.getChatMember(group.id, 1))).toBe('400 Bad Request: PARTICIPANT_ID_INVALID')
    expect((await api.getChatAdministrators(group.id)).map((member) => member.status)).toEqual(['creator'])
    const sent = await api.sendMessage(group.id, 'x')
    expect(await refusal(api.pinChatMessage(group.id, sent.message_id))).toMatch(/not enough rights/)
    group.promoteBot()
    await api.pinChatMessage(group.id, sent.message_id)
    expect((await api.getChat(group.id)).pinned_message?.message_id).toBe(sent.message_id)
    await api.setMessageReaction(group.id, sent.message_id, [{ type: 'emoji', emoji: '👌' }])
    expect(
      await refusal(
        api.setMessageReaction(group.id, sent.message_id, [{ type: 'emoji', emoji: '🚰' as '👌' }]),
      ),
    ).toBe('400 Bad Request: REACTION_INVALID')
    await api.sendChatAction(group.id, 'typing')
    expect(tg.strictErrors).toEqual([])
  })
})

describe('faults', () => {
  test('ordered errors, broken connections before and after the deed, strange answers', async () => {
    tg.failRate('sendMessage', 7)
    expect(await api.sendMessage(group.id, 'x').catch((thrown: unknown) => thrown)).toMatchObject({
      error_code: 429,
      parameters: { retry_after: 7 },
    })
    tg.drop(({ method, params }) => method === 'sendMessage' && params['text'] === '前', 'before')
    tg.drop('sendMessage', 'after')
    await expect(api.sendMessage(group.id, '前')).rejects.toBeInstanceOf(HttpError)
    tg.clearFaults()
    tg.drop('sendMessage', 'after')
    await expect(api.sendMessage(group.id, '后')).rejects.toBeInstanceOf(HttpError)
    tg.garble('sendMessage')
    await expect(api.sendMessage(group.id, '乱')).rejects.toBeInstanceOf(HttpError)
    tg.delay('sendMessage', 30)
    await api.sendMessage(group.id, '慢')
    expect(
      group.messages.filter((message) => message.byBot && message.text).map((message) => message.text),
    ).toEqual(['后', '慢'])
    expect(tg.callsTo('sendMessage').map((call) => [call.outcome, call.performed])).toEqual([
      ['error', false],
      ['dropped', false],
      ['dropped', true],
      ['dropped', false],
      ['ok', true],
    ])
  })

  test('rate limits: 20 a minute in a group, edits count alike', async () => {
    let now = Date.now()
    await tg.stop()
    tg = await startTelegram({ now: () => now, limits: true })
    api = new Api(tg.token, { apiRoot: tg.apiRoot })
    group = tg.group({ title: '群' }).addBot()
    for (let count = 0; count < 20; count += 1) {
      await api.sendMessage(group.id, `${count}`)
      now += 1000
    }
    const error = await api.editMessageText(group.id, 2, '改').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ error_code: 429, parameters: { retry_after: 40 } })
    now += 60_000
    await api.sendMessage(group.id, '又')
    expect(tg.rateRefusals).toBe(1)
    for (let count = 0; count < 4; count += 1) await api.sendMessage(group.id, '连发')
    expect(await refusal(api.sendMessage(group.id, '太快'))).toBe('429 Too Many Requests: retry after 1')
  })

  test('injected, repeated and shuffled updates', async () => {
    tg.world.updates.clear()
    const samples = sampleUpdates()
    for (const update of samples) tg.injectRawUpdate(update)
    expect(samples.length).toBeGreaterThan(40)
    tg.shuffle(50, { seed: 3, repeat: 0.2 })
    const ids: number[] = []
    for (let offset = 0; tg.pendingUpdates.length > 0; ) {
      const batch = await api.getUpdates({ offset })
      ids.push(...batch.map((update) => update.update_id))
      offset = Math.max(offset, ...ids) + 1
    }
    expect(new Set(ids).size).toBe(samples.length)
    expect(ids.length).toBeGreaterThan(samples.length)
    expect(ids).not.toEqual([...ids].sort((a, b) => a - b))
    tg.repeatUpdate(ids[0] ?? 0)
    expect(
      (await api.getUpdates({ offset: Math.max(...ids) + 1 })).map((update) => update.update_id),
    ).toEqual([ids[0]])
  })
})
