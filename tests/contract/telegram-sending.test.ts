/** What is Telegram's own about sending, beside the contract of all channels. */

import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OFFERED } from '../../src/channels/telegram/command-texts.ts'
import type { OutgoingMessage } from '../../src/domain/message.ts'
import type { InjectedError } from '../support/telegram/index.ts'
import { photo } from './channel-contract.ts'
import { RecordingSink } from './recording-sink.ts'
import { type TelegramHarness, telegramHarness } from './telegram-harness.ts'

const plain: OutgoingMessage = { lines: ['您好'], tone: 'plain', photos: [], buttons: [] }
const key = { idempotencyKey: 'k1' }
const accept = { kind: 'action' as const, label: '接单', token: 't1' }

let harness: TelegramHarness
beforeEach(async () => {
  harness = await telegramHarness('polling')
})
afterEach(async () => {
  expect(harness.tg.strictErrors).toEqual([])
  expect(harness.log.text).not.toContain(harness.tg.token)
  await harness.close()
})
const refusal = (error: Promise<unknown>) =>
  error.then(
    () => 'sent',
    (fault: unknown) => fault,
  )

describe('photos', () => {
  it('sends an album with the words under its first photo, and edits them there', async () => {
    const { channel, group, driver } = harness
    const media = [await photo(1), await photo(2), await photo(3)]
    const photos = media.map(({ hash }) => hash).toReversed()
    const sent = await channel.send(group, { ...plain, photos }, media, key)
    expect(sent.form).toBe('album')
    const shown = driver.messages.filter((message) => message.byBot)
    expect(new Set(shown.map((message) => message.mediaGroupId)).size).toBe(1)
    expect(shown.map((message) => message.text)).toEqual(['您好', '', ''])
    expect(String(shown[0]?.id)).toBe(sent.messageId)
    await channel.edit?.(group, sent, { ...plain, lines: ['改好了'], photos }, media)
    expect(shown.map((message) => message.text)).toEqual(['改好了', '', ''])
  })

  it('puts buttons and words under one photo, and edits both', async () => {
    const { channel, group, driver } = harness
    const media = [await photo(1)]
    const card = { ...plain, photos: media.map(({ hash }) => hash), buttons: [[accept]] }
    const sent = await channel.send(group, card, media, key)
    expect(sent.form).toBe('photo')
    expect(driver.last?.buttonTexts).toEqual(['接单'])
    await channel.edit?.(group, sent, { ...card, lines: ['长'.repeat(2000)], buttons: [] }, media)
    expect(driver.last?.text).toMatch(/^长{1023}…$/)
    expect(driver.last?.buttonTexts).toEqual([])
  })

  it('lets long words follow the photo, and does not repeat the photo after a refusal', async () => {
    const { channel, group, driver, tg } = harness
    const media = [await photo(1)]
    const card = {
      ...plain,
      lines: ['长'.repeat(2000)],
      photos: media.map(({ hash }) => hash),
      buttons: [[accept]],
    }
    tg.failRate('sendMessage', 3)
    const fault = await refusal(channel.send(group, card, media, key))
    expect(fault).toMatchObject({ code: 'rate_limited', retryAfterMs: 3000 })
    const sent = await channel.send(group, card, media, key)
    expect(sent.form).toBe('text')
    const shown = driver.messages.filter((message) => message.byBot)
    expect(shown.map((message) => (message.photo ? 'photo' : message.text.length))).toEqual(['photo', 2000])
  })

  it('sends the words alone when Telegram cannot read the photo', async () => {
    const { channel, group, driver, tg } = harness
    const media = [await photo(1)]
    tg.fail('sendPhoto', { error_code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' })
    const card = { ...plain, photos: media.map(({ hash }) => hash), buttons: [[accept]] }
    expect(await channel.send(group, card, media, key)).toMatchObject({ form: 'text' })
    expect(driver.last?.buttonTexts).toEqual(['接单'])
  })

  it('leaves out photos whose bytes are gone', async () => {
    const { channel, group } = harness
    expect(await channel.send(group, { ...plain, photos: ['gone'] }, [], key)).toMatchObject({ form: 'text' })
  })
})

describe('places and people', () => {
  it('writes into a topic, and into the group when the topic is gone', async () => {
    const { channel, group, tg } = harness
    const forum = tg.group({ title: '镇', forum: true }).addBot()
    const topic = forum.topic('报修')
    const room = { ...group, chat: String(forum.id), thread: String(topic.threadId) }
    await channel.send(room, plain, [], key)
    expect(topic.messages.at(-1)?.text).toBe('您好')
    topic.close()
    await channel.send(room, { ...plain, lines: ['关了'] }, [], key)
    await channel.send({ ...room, thread: '999' }, { ...plain, lines: ['没了'] }, [], key)
    expect(
      forum.messages.filter((message) => message.byBot && !message.threadId).map((message) => message.text),
    ).toEqual(['关了', '没了'])
  })

  it('answers although the question is gone', async () => {
    const { channel, group, driver } = harness
    await channel.send(group, plain, [], { ...key, replyTo: '4711' })
    expect(driver.last?.text).toBe('您好')
  })

  it('asks for a location with a keyboard of its own', async () => {
    const { channel, dm, person } = harness
    const buttons = [[{ kind: 'location' as const, label: '发送位置' }]]
    await channel.send(dm, { ...plain, buttons }, [], key)
    expect(person.last?.inputMarkup).toMatchObject({
      keyboard: [[{ text: '发送位置', request_location: true }]],
    })
  })

  it('calls people by name', async () => {
    const { channel, group, driver, person } = harness
    const mentions = [{ userId: String(person.id), name: '陈淑华' }]
    await channel.send(group, { ...plain, title: '31号', lines: ['陈淑华 8:05 报'], mentions }, [], key)
    expect(driver.last?.text).toBe('31号\n陈淑华 8:05 报')
    expect(driver.last?.json.entities).toMatchObject([{ type: 'bold' }, { url: `tg://user?id=${person.id}` }])
  })
})

describe('refusals', () => {
  it.each<[number, string, object, object]>([
    [
      429,
      'Too Many Requests: retry after 11',
      { retry_after: 11 },
      { code: 'rate_limited', retryAfterMs: 11_000 },
    ],
    [403, 'Forbidden: bot was blocked by the user', {}, { code: 'blocked' }],
    [403, 'Forbidden: user is deactivated', {}, { code: 'blocked' }],
    [403, "Forbidden: bot can't initiate conversation with a user", {}, { code: 'not_reachable' }],
    [403, 'Forbidden: bot was kicked from the supergroup chat', {}, { code: 'not_reachable' }],
    [403, 'Forbidden: bot is not a member of the supergroup chat', {}, { code: 'not_reachable' }],
    [403, 'Forbidden: the group chat was deleted', {}, { code: 'not_reachable' }],
    [400, 'Bad Request: chat not found', {}, { code: 'not_reachable' }],
    [400, 'Bad Request: not enough rights to send text messages to the chat', {}, { code: 'not_reachable' }],
    [
      400,
      'Bad Request: group chat was upgraded to a supergroup chat',
      { migrate_to_chat_id: -1009 },
      { code: 'migrated', to: '-1009' },
    ],
    [400, "Bad Request: can't parse entities", {}, { code: 'invalid' }],
    [401, 'Unauthorized', {}, { code: 'invalid' }],
    [404, 'Not Found', {}, { code: 'invalid' }],
    [413, 'Request Entity Too Large', {}, { code: 'too_large' }],
    [500, 'Internal Server Error: restart', {}, { code: 'transient' }],
  ])('%i %s', async (error_code, description, parameters, expected) => {
    const error: InjectedError = { error_code, description, parameters }
    harness.tg.fail('sendMessage', error)
    expect(await refusal(harness.channel.send(harness.group, plain, [], key))).toMatchObject(expected)
  })

  it('holds its tongue about the words and the token', async () => {
    const { channel, tg, group } = harness
    tg.drop('sendMessage', 'before')
    const broken = await refusal(channel.send(group, { ...plain, lines: ['秘密'] }, [], key))
    tg.fail('sendMessage', { error_code: 400, description: `Bad Request: odd ${tg.token}` })
    const refused = await refusal(channel.send(group, { ...plain, lines: ['秘密'] }, [], key))
    for (const fault of [broken, refused]) {
      const { message, stack, cause } = fault as Error
      expect(JSON.stringify([message, stack, String(cause), { ...(fault as object) }])).not.toMatch(
        /秘密|AAstandin/,
      )
    }
    expect(broken).toMatchObject({ code: 'transient' })
  })

  it('follows the real group, the real person', async () => {
    const { channel, group, dm, tg, person } = harness
    const old = tg.group({ title: '三网格', legacy: true }).addBot()
    const { from, to } = old.migrate()
    expect(await refusal(channel.send({ ...group, chat: String(from) }, plain, [], key))).toMatchObject({
      code: 'migrated',
      to: String(to),
    })
    old.removeBot()
    expect(await refusal(channel.send({ ...group, chat: String(to) }, plain, [], key))).toMatchObject({
      code: 'not_reachable',
    })
    const stranger = tg.user({ first_name: '生人' })
    expect(await refusal(channel.send({ ...dm, chat: String(stranger.id) }, plain, [], key))).toMatchObject({
      code: 'not_reachable',
    })
    person.block()
    expect(await refusal(channel.send(dm, plain, [], key))).toMatchObject({ code: 'blocked' })
    expect(await refusal(channel.send({ ...dm, chat: '1234' }, plain, [], key))).toMatchObject({
      code: 'not_reachable',
    })
  })

  it('misses a message that was deleted, and lets a late answer to a button go', async () => {
    const { channel, group, driver, person, tg } = harness
    const sent = await channel.send(group, { ...plain, buttons: [[accept]] }, [], key)
    const card = driver.last
    if (card) person.remove(card)
    expect(await refusal(Promise.resolve(channel.edit?.(group, sent, plain, [])))).toMatchObject({
      code: 'missing',
    })
    tg.fail('answerCallbackQuery', {
      error_code: 400,
      description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
    })
    await channel.answerAction?.('1', '记下了')
    expect(await refusal(Promise.resolve(channel.answerAction?.('forged', null)))).toBe('sent')
  })
})

describe('files', () => {
  it('refuses what is too large before and while it comes', async () => {
    const { channel, tg, person } = harness
    const sink = new RecordingSink()
    await channel.start(sink)
    person.dm({
      document: {
        bytes: Buffer.alloc(10),
        fileSize: 30 * 1024 * 1024,
        fileName: 'a.zip',
        mimeType: 'application/zip',
      },
    })
    person.dm({
      document: {
        bytes: Buffer.alloc(100_000),
        fileSize: 10,
        fileName: 'b.zip',
        mimeType: 'application/zip',
      },
    })
    await sink.until(() => sink.events.length === 2, 'both files')
    await channel.stop()
    const [huge, lying] = sink.events.flatMap(({ body }) =>
      body.kind === 'message'
        ? body.parts.flatMap((part) => (part.kind === 'file' ? [part.media.ref] : []))
        : [],
    )
    expect(await refusal(channel.download(huge ?? '', 1e9))).toMatchObject({ code: 'too_large' })
    expect(await refusal(channel.download(lying ?? '', 50_000))).toMatchObject({ code: 'too_large' })
    expect((await channel.download(lying ?? '', 100_000)).length).toBe(100_000)
    expect(await refusal(channel.download('nonsense', 10))).toMatchObject({ code: 'transient' })
    expect(tg.callsTo('getFile').length).toBe(4)
  })

  it('tells an expired link from a server in trouble, without the token', async () => {
    const { tg, make, channel, person } = harness
    const sink = new RecordingSink()
    await channel.start(sink)
    person.dm({ photo: (await photo(1)).bytes, caption: '看' })
    const event = await sink.heardText('看')
    await channel.stop()
    const part = event.body.parts.find((each) => each.kind === 'photo')
    const answers = (reply: () => Promise<Response>) =>
      make({ fetch: async () => reply() }).download(part?.media.ref ?? '', 1e6)
    expect(await refusal(answers(async () => new Response('', { status: 404 })))).toMatchObject({
      code: 'expired',
    })
    expect(await refusal(answers(async () => new Response('', { status: 502 })))).toMatchObject({
      code: 'transient',
    })
    const thrown = await refusal(answers(async () => Promise.reject(new Error(`fetch ${tg.token} failed`))))
    expect(thrown).toMatchObject({ code: 'transient', message: 'Error: fetch <token> failed' })
  })
})

describe('the bot itself', () => {
  it('offers its commands per scope in Chinese and English, and changes nothing the second time', async () => {
    const { channel, tg } = harness
    await channel.publishCommands?.()
    const names = (type: string, language = '') =>
      tg.commandsFor({ type }, language).map(({ command }) => command)
    expect(names('all_private_chats')).toEqual([...OFFERED.all_private_chats])
    expect(names('all_group_chats', 'zh')).toEqual([...OFFERED.all_group_chats])
    expect(names('all_chat_administrators', 'en')).toEqual([...OFFERED.all_chat_administrators])
    expect(tg.commandsFor({ type: 'all_private_chats' })).toEqual(
      tg.commandsFor({ type: 'all_private_chats' }, 'zh'),
    )
    expect(tg.commandsFor({ type: 'all_private_chats' }, 'en')[0]?.description).toMatch(/^[\x20-\x7e]+$/)
    const changes = () => tg.calls.filter((call) => call.method.startsWith('set')).length
    const before = changes()
    expect(before).toBeGreaterThanOrEqual(13)
    await channel.publishCommands?.()
    expect(changes()).toBe(before)
  })

  it('says how it is and what to do about privacy mode', async () => {
    const { channel, tg } = harness
    expect(await channel.probe()).toMatchObject({ ok: true, name: '@wanggeshao_bot' })
    tg.setPrivacy(false)
    const ill = await channel.probe()
    expect(ill.ok).toBe(false)
    expect(ill.remedy).toMatch(/@BotFather.*\/setprivacy.*Disable.*重新加入.*again/)
  })

  it('says that a webhook stands in the way of polling, or points elsewhere, or does not come through', async () => {
    const { make, tg, door } = harness
    await fetch(`${tg.apiRoot}/bot${tg.token}/setWebhook?url=https://elsewhere.example/x`)
    expect(await harness.channel.probe()).toMatchObject({
      ok: false,
      detail: expect.stringContaining('轮询'),
    })
    const hooked = make({ mode: 'webhook' })
    expect(await hooked.probe()).toMatchObject({ ok: false, remedy: expect.stringContaining('PUBLIC_URL') })
    await hooked.start(new RecordingSink())
    expect(await hooked.probe()).toMatchObject({ ok: true })
    await door.close()
    harness.person.dm('听不到')
    await vi.waitFor(() => expect(tg.webhookInfo.failures).toBeGreaterThan(0))
    expect(await hooked.probe()).toMatchObject({
      ok: false,
      detail: expect.stringContaining('Connection refused'),
    })
    await hooked.stop()
  })

  it('rejects a probe of a wrong token and of a server that is away', async () => {
    expect(await refusal(harness.make({ token: '7000000001:wrong' }).probe())).toMatchObject({
      code: 'invalid',
    })
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    await new Promise((resolve) => server.close(resolve))
    const apiRoot = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
    expect(await refusal(harness.make({ apiRoot }).probe())).toMatchObject({ code: 'transient' })
  })

  it('links to itself once it is known', async () => {
    const { channel } = harness
    expect(() => channel.deepLink?.('abc')).toThrow(/not known yet/)
    await channel.probe()
    expect(channel.deepLink?.('link_a-1')).toBe('https://t.me/wanggeshao_bot?start=link_a-1')
    for (const payload of ['', 'a b', 'x'.repeat(65), '绑定']) {
      expect(() => channel.deepLink?.(payload)).toThrow(/1–64/)
    }
  })
})
