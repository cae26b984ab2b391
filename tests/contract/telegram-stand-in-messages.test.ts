import { InlineKeyboard, InputFile, InputMediaBuilder } from 'grammy'
import sharp from 'sharp'
import { describe, expect } from 'vitest'
import { jpeg, refusal, test } from '../support/telegram/fixture.ts'
import type { Telegram } from '../support/telegram/index.ts'

const picture = await jpeg()

function raw(tg: Telegram, path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${tg.apiRoot}${path}`, init)
}

describe('sending', () => {
  test.for([
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
  ] as const)('refuses: %s', async ([, text, other, said], { api, group }) => {
    expect(await refusal(api.sendMessage(group.id, text, other as never))).toBe(`400 Bad Request: ${said}`)
  })

  test('4096 UTF-16 units after parsing are fine, and so is a missing reply that may be missing', async ({
    api,
    group,
  }) => {
    const text = `<b>${'&lt;'.repeat(2048)}${'😀'.repeat(1024)}</b>`
    const sent = await api.sendMessage(group.id, text, {
      parse_mode: 'HTML',
      reply_parameters: { message_id: 99, allow_sending_without_reply: true },
    })
    expect(sent.text).toHaveLength(4096)
    expect(sent.entities).toEqual([{ type: 'bold', offset: 0, length: 4096 }])
    expect(sent.reply_to_message).toBeUndefined()
  })

  test('HTML becomes entities, trimmed and counted in UTF-16 units', async ({ api, group }) => {
    const html =
      '  <b>😀急</b> <a href="https://x.cn/?a=1&amp;b">看<i>图</i></a> <pre>a &lt; b</pre>\n<blockquote expandable>引</blockquote> /status @chen_sh  '
    const sent = await api.sendMessage(group.id, html, { parse_mode: 'HTML' })
    expect(sent.text).toBe('😀急 看图 a < b\n引 /status @chen_sh')
    expect(sent.entities).toEqual([
      { type: 'bold', offset: 0, length: 3 },
      { type: 'text_link', offset: 4, length: 2, url: 'https://x.cn/?a=1&b' },
      { type: 'italic', offset: 5, length: 1 },
      { type: 'pre', offset: 7, length: 5 },
      { type: 'expandable_blockquote', offset: 13, length: 1 },
      { type: 'bot_command', offset: 15, length: 7 },
      { type: 'mention', offset: 23, length: 8 },
    ])
  })

  test('every kind a person can send reaches the bot whole', ({ tg, group, chen }) => {
    tg.world.updates.clear()
    chen.send(group, { location: { latitude: 25.4, longitude: 119 } })
    chen.send(group, { venue: { latitude: 25.4, longitude: 119, title: '小学', address: '学前路' } })
    chen.send(group, { voice: { bytes: Buffer.from('OggS'), duration: 7 } })
    chen.send(group, { video: { bytes: Buffer.from('mp4') }, caption: '水管' })
    chen.send(group, { document: { bytes: picture, fileName: 'a.JPG', mimeType: 'image/jpeg' } })
    chen.send(group, { sticker: '👌' })
    chen.send(group, { text: '转', forwardedFrom: '镇里' })
    chen.dm({ contact: { phone_number: '8613800138000', first_name: '陈', user_id: chen.id } })
    chen.start('b_02')
    expect(tg.pendingUpdates.map((update) => update.message)).toMatchObject([
      { location: { latitude: 25.4 } },
      { venue: { title: '小学', location: { longitude: 119 } }, location: { latitude: 25.4 } },
      { voice: { duration: 7, file_size: 4 } },
      { video: { file_size: 3 }, caption: '水管' },
      { document: { file_name: 'a.JPG', file_size: picture.length } },
      { sticker: { emoji: '👌' } },
      { forward_origin: { sender_user_name: '镇里' } },
      { chat: { type: 'private' }, contact: { user_id: chen.id } },
      { text: '/start b_02', entities: [{ type: 'bot_command', offset: 0, length: 6 }] },
    ])
  })

  test('photos in sizes, albums, documents, captions', async ({ tg, api, group }) => {
    const photo = await api.sendPhoto(group.id, new InputFile(picture), { caption: '前 #电线' })
    expect(photo.photo.map((size) => size.width)).toEqual([90, 320, 800, 1200])
    expect(new Set(photo.photo.map((size) => size.file_id)).size).toBe(4)
    const album = await api.sendMediaGroup(group.id, [
      InputMediaBuilder.photo(photo.photo.at(-1)?.file_id ?? '', { caption: '后' }),
      InputMediaBuilder.photo(new InputFile(picture)),
    ])
    expect(new Set(group.messages.slice(-2).map((item) => item.mediaGroupId)).size).toBe(1)
    expect(album).toHaveLength(2)
    expect(
      await refusal(api.sendMediaGroup(group.id, [InputMediaBuilder.photo(new InputFile(picture))])),
    ).toMatch(/^400/)
    const document = await api.sendDocument(group.id, new InputFile(Buffer.from('a,b'), 'a.csv'))
    expect(document.document).toMatchObject({ file_name: 'a.csv', file_size: 3 })
    expect(await refusal(api.sendPhoto(group.id, new InputFile(Buffer.from('no image'))))).toBe(
      '400 Bad Request: IMAGE_PROCESS_FAILED',
    )
    expect(await refusal(api.sendPhoto(group.id, document.document.file_id))).toBe(
      "400 Bad Request: can't use file of type Document as Photo",
    )
    expect(
      await refusal(api.sendPhoto(group.id, new InputFile(picture), { caption: '字'.repeat(1025) })),
    ).toBe('400 Bad Request: message caption is too long')
    expect((await api.sendLocation(group.id, 25.4, 119.1)).location).toMatchObject({ latitude: 25.4 })
    expect((await api.sendVoice(group.id, new InputFile(Buffer.from('OggS')))).voice.file_size).toBe(4)
    expect(tg.strictErrors).toEqual([])
  })

  test('getFile and the download', async ({ tg, api, group, chen }) => {
    const post = chen.send(group, { photo: picture, caption: '看' })
    const file = await api.getFile(post.photo?.at(-1)?.file_id ?? '')
    const bytes = Buffer.from(await (await raw(tg, `/file/bot${tg.token}/${file.file_path}`)).arrayBuffer())
    expect(bytes.equals(picture)).toBe(true)
    const thumb = await api.getFile(post.photo?.[0]?.file_id ?? '')
    const small = await (await raw(tg, `/file/bot${tg.token}/${thumb.file_path}`)).arrayBuffer()
    expect((await sharp(Buffer.from(small)).metadata()).width).toBe(90)
    tg.expireFileLinks()
    expect((await raw(tg, `/file/bot${tg.token}/${file.file_path}`)).status).toBe(404)
    const huge = chen.send(group, { document: { bytes: Buffer.from('x'), fileSize: 21 * 1024 * 1024 } })
    expect(await refusal(api.getFile(huge.json.document?.file_id ?? ''))).toBe(
      '400 Bad Request: file is too big',
    )
    expect(await refusal(api.getFile('nothing'))).toMatch(/wrong file_id/)
  })

  test('faults meet downloads too, and a file may come under the name of its parameter', async ({
    tg,
    group,
  }) => {
    const form = new FormData()
    form.set('chat_id', String(group.id))
    form.set('photo', new Blob([new Uint8Array(picture)]), 'a.jpg')
    expect((await raw(tg, `/bot${tg.token}/sendPhoto`, { method: 'POST', body: form })).status).toBe(200)
    const fileId = group.last?.photo?.at(-1)?.file_id ?? ''
    const opened = await raw(tg, `/bot${tg.token}/getFile?file_id=${fileId}`)
    const path = `/file/bot${tg.token}/${(await opened.json()).result.file_path}`
    tg.fail('download', { error_code: 500, description: 'Internal Server Error' })
    expect((await raw(tg, path)).status).toBe(500)
    tg.drop('download', 'after')
    await expect(raw(tg, path)).rejects.toThrow()
    expect((await raw(tg, path)).status).toBe(200)
    expect(tg.downloads.map((download) => download.outcome)).toEqual(['error', 'dropped', 'ok'])
  })

  test('who can not be written to', async ({ tg, api, group, chen }) => {
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
  test('text, keyboard, "not modified", "not found"', async ({ api, group, chen }) => {
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

  test('captions and media', async ({ api, group }) => {
    const photo = await api.sendPhoto(group.id, new InputFile(picture), { caption: '前' })
    expect(await refusal(api.editMessageText(group.id, photo.message_id, 'x'))).toBe(
      '400 Bad Request: there is no text in the message to edit',
    )
    await api.editMessageCaption(group.id, photo.message_id, { caption: '后' })
    expect(group.last?.text).toBe('后')
    const other = await sharp(picture).negate().jpeg().toBuffer()
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

  test('deletes own messages for 48 hours, others as administrator', async ({ api, group, chen, clock }) => {
    clock.now = Date.now()
    const first = await api.sendMessage(group.id, '一')
    const second = await api.sendMessage(group.id, '二')
    await api.deleteMessage(group.id, first.message_id)
    expect(await refusal(api.deleteMessage(group.id, first.message_id))).toBe(
      '400 Bad Request: message to delete not found',
    )
    clock.now += 49 * 3600 * 1000
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

  test('a click is answered once, in time, by its own id', async ({ tg, api, clock }) => {
    clock.now = Date.now()
    const lin = tg.user({ first_name: '林' }).setStarted()
    await api.sendMessage(lin.id, 'x', { reply_markup: new InlineKeyboard().text('好', 'ok') })
    const card = lin.last
    if (!card) throw new Error('no card')
    const click = lin.click(card, '好')
    await api.answerCallbackQuery(click.id, { text: '收到' })
    expect((await click.answered).text).toBe('收到')
    const late = lin.click(card, 'ok')
    clock.now += 61_000
    for (const id of [click.id, late.id, 'none']) {
      expect(await refusal(api.answerCallbackQuery(id))).toBe(
        '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
      )
    }
    expect(() => lin.click(card, '没有')).toThrow('there are: 好')
  })
})
