/** What is Telegram's own about listening, beside the contract of all channels. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { photo } from './channel-contract.ts'
import type { MemoryLeases } from './memory-leases.ts'
import { RecordingSink, textOf } from './recording-sink.ts'
import { SECRET, type TelegramHarness, telegramHarness } from './telegram-harness.ts'

let harness: TelegramHarness
let sink: RecordingSink

async function begin(...how: Parameters<typeof telegramHarness>): Promise<TelegramHarness> {
  harness = await telegramHarness(...how)
  sink = new RecordingSink()
  return harness
}

afterEach(async () => {
  sink.release()
  await harness.channel.stop()
  expect(harness.tg.strictErrors).toEqual([])
  expect(harness.log.text).not.toContain(harness.tg.token)
  await harness.close()
})

describe.each(['polling', 'webhook'] as const)('by %s', (mode) => {
  it('hears albums, voices, places and contacts', async () => {
    const { channel, person, driver } = await begin(mode)
    await channel.start(sink)
    const { bytes } = await photo(1)
    person.sendAlbum(driver, [{ photo: bytes }, { photo: bytes }, { photo: bytes }], '三处破损')
    person.send(driver, { voice: { bytes: Buffer.from('ogg'), duration: 4 } })
    person.dm({ location: { latitude: 25.3, longitude: 119.1 } })
    person.dm({ contact: { phone_number: '+8613800138000', first_name: '陈', user_id: person.id } })
    await harness.drained()
    await sink.until(() => sink.events.length === 6, 'six messages')
    const bodies = sink.events.flatMap(({ body }) => (body.kind === 'message' ? [body] : []))
    const albums = bodies.filter((body) => body.albumId)
    expect(albums).toHaveLength(3)
    expect(new Set(albums.map((body) => body.albumId)).size).toBe(1)
    expect(bodies.flatMap((body) => body.parts)).toEqual(
      expect.arrayContaining([
        { kind: 'text', text: '三处破损' },
        expect.objectContaining({ kind: 'voice', seconds: 4 }),
        { kind: 'location', point: { lng: 119.1, lat: 25.3 } },
        { kind: 'contact', phone: '+8613800138000', own: true },
      ]),
    )
  })

  it('tells a topic from its group', async () => {
    const { channel, person, tg } = await begin(mode)
    const forum = tg.group({ title: '镇', forum: true }).addBot()
    await channel.start(sink)
    const topic = forum.topic('报修')
    person.send(topic, '灯坏了')
    const heard = await sink.heardText('灯坏了')
    expect(heard.conversation).toEqual({
      id: String(forum.id),
      type: 'group',
      thread: String(topic.threadId),
      title: '镇',
    })
    expect(heard.body).not.toHaveProperty('replyTo')
    person.send(forum, '总群')
    expect((await sink.heardText('总群')).conversation).not.toHaveProperty('thread')
  })

  it('hears that it was added, promoted, removed, blocked, and that a group moved', async () => {
    const { channel, person, tg } = await begin(mode, { standIn: { canReadAllGroupMessages: false } })
    await channel.start(sink)
    const group = tg.group({ title: '三网格', legacy: true }).addBot()
    expect((await sink.heard('membership')).body).toEqual({
      kind: 'membership',
      change: 'bot_added',
      canHearAll: false,
    })
    group.promoteBot()
    await sink.heard('membership', ({ body }) => body.kind === 'membership' && body.change === 'bot_promoted')
    const { from, to } = group.migrate()
    const moved = await sink.heard('migrated')
    expect(moved).toMatchObject({ conversation: { id: String(from) }, body: { to: String(to) } })
    group.removeBot()
    await sink.heard('membership', ({ body }) => body.kind === 'membership' && body.change === 'bot_removed')
    person.block()
    await sink.heard('membership', ({ body }) => body.kind === 'membership' && body.change === 'blocked')
    person.unblock()
    await sink.heard('membership', ({ body }) => body.kind === 'membership' && body.change === 'unblocked')
  })

  it('trusts no name of an anonymous administrator or a linked channel', async () => {
    const { channel, person, driver } = await begin(mode)
    await channel.start(sink)
    person.send(driver, { text: '匿名', anonymous: true })
    expect((await sink.heardText('匿名')).sender).toEqual({
      id: String(driver.id),
      name: '东沁村网格群',
      anonymous: true,
    })
    driver.linkedPost('停水通知', '东沁村公告')
    expect((await sink.heardText('停水通知')).sender).toMatchObject({ name: '东沁村公告', anonymous: true })
  })

  it('loses none of 150 updates that come shuffled and twice, while the database falters', async () => {
    const { channel, person, tg } = await begin(mode)
    const groups = Array.from({ length: 5 }, (_, at) => tg.group({ title: `群${at}` }).addBot())
    tg.hold()
    for (let at = 0; at < 150; at += 1) {
      const group = groups[at % groups.length]
      if (group) person.send(group, `第${at}句`)
    }
    tg.shuffle(200, { seed: 7, repeat: 0.3 })
    sink.failNext(5)
    await channel.start(sink)
    tg.release()
    await tg.idle({ timeoutMs: 15_000 })
    const said = new Set(sink.events.map(textOf).filter(Boolean))
    expect(said.size).toBe(150)
    const keys = new Map(sink.events.map((event) => [event.dedupeKey, textOf(event)]))
    expect(keys.size).toBeLessThan(sink.events.length)
    for (const event of sink.events) expect(keys.get(event.dedupeKey)).toBe(textOf(event))
  })

  it('waits for Telegram through an outage, and gives up on a wrong token', async () => {
    const { channel, make, tg, person, driver } = await begin(mode)
    tg.garble('getMe', 502, 2)
    tg.drop('getMe', 'before')
    await channel.start(sink)
    person.send(driver, '来了')
    await sink.heardText('来了')
    const stranger = make({ token: '7000000001:wrong' })
    await expect(stranger.start(sink)).rejects.toMatchObject({ name: 'ChannelError', code: 'invalid' })
    await stranger.stop()
  })

  it('waits for the hand-over in work when it stops', async () => {
    const { channel, person, driver } = await begin(mode)
    sink.hold()
    await channel.start(sink)
    person.send(driver, '在途')
    await sink.until(() => sink.attempts > 0, 'the hand-over')
    let stopped = false
    const stopping = channel.stop().then(() => {
      stopped = true
    })
    await sleep(20)
    expect(stopped).toBe(false)
    sink.release()
    await stopping
    expect(sink.events.map(textOf)).toEqual(['在途'])
  })

  it('stops while Telegram is away', async () => {
    const { channel, tg } = await begin(mode)
    tg.garble('getMe', 502, 1000)
    const starting = channel.start(sink).catch((fault: unknown) => fault)
    await tg.waitForCall('getMe')
    await channel.stop()
    expect(await starting).toMatchObject({ code: 'transient' })
    tg.clearFaults()
  })
})

describe('by polling', () => {
  it('says what it wants to hear and takes down a webhook first, keeping what waits', async () => {
    const { channel, tg, person, driver } = await begin('polling')
    tg.hold()
    person.send(driver, '早先的')
    tg.release()
    await channel.start(sink)
    await sink.heardText('早先的')
    expect(tg.callsTo('deleteWebhook').map((call) => call.params)).toEqual([{}])
    const first = tg.polls[0]?.params
    expect(first).toMatchObject({
      timeout: 25,
      limit: 100,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    })
  })

  it('stops at once in the middle of a long poll', async () => {
    const { channel, tg } = await begin('polling')
    await channel.start(sink)
    await tg.waitFor(() => tg.polls.length > 0)
    const before = performance.now()
    await channel.stop()
    expect(performance.now() - before).toBeLessThan(1000)
    const polls = tg.polls.length
    await sleep(50)
    expect(tg.polls.length).toBe(polls)
  })

  it('asks again after faults of every kind, and says how to end a conflict', async () => {
    const { channel, tg, person, driver, log } = await begin('polling')
    const conflict = 'Conflict: terminated by other getUpdates request'
    tg.fail('getUpdates', { error_code: 409, description: conflict })
    tg.garble('getUpdates', 502)
    tg.drop('getUpdates', 'after')
    await channel.start(sink)
    person.send(driver, '还在')
    await sink.heardText('还在')
    await harness.drained()
    expect(log.text).toContain('Stop it, or give this service a bot of its own')
    expect(log.text).not.toContain('还在')
  })

  it('takes down a webhook that another process sets meanwhile', async () => {
    const { channel, tg, person, driver } = await begin('polling')
    await channel.start(sink)
    await tg.waitFor(() => tg.polls.length > 0)
    await fetch(`${tg.apiRoot}/bot${tg.token}/setWebhook?url=https://elsewhere.example/x`)
    person.send(driver, '照样')
    await sink.heardText('照样')
    expect(tg.webhookInfo.url).toBe('')
  })

  it('starts once until it is stopped', async () => {
    const { channel } = await begin('polling')
    await channel.start(sink)
    await expect(channel.start(sink)).rejects.toThrow(/started already/)
  })

  it('stops asking the moment the lease is lost', async () => {
    const lost = new AbortController()
    let work: Promise<void> | undefined
    const leases = {
      hold: (_: string, run: (signal: AbortSignal) => Promise<void>) => {
        work = run(lost.signal)
        return { stop: async () => {} }
      },
    }
    const { channel, tg } = await begin('polling', { leases })
    await channel.start(sink)
    await tg.waitFor(() => tg.polls.length > 0)
    lost.abort()
    await work
    const polls = tg.polls.length
    await sleep(50)
    expect(tg.polls.length).toBe(polls)
  })

  it('goes on when a lost lease comes back', async () => {
    const { channel, tg, person, driver, leases } = await begin('polling')
    await channel.start(sink)
    await tg.waitFor(() => tg.polls.length > 0)
    ;(leases as MemoryLeases).lose(`telegram:${channel.account}`)
    person.send(driver, '之后')
    await sink.heardText('之后')
    await harness.drained()
    expect(sink.events).toHaveLength(1)
  })

  it('polls once although two processes start', async () => {
    const { channel, tg, another } = await begin('polling')
    const other = another()
    await channel.start(sink)
    await other.start(new RecordingSink())
    await tg.waitFor(() => tg.polls.length > 0)
    await sleep(50)
    expect(tg.polls.filter((poll) => poll.error)).toEqual([])
    await other.stop()
  })
})

describe('by webhook', () => {
  const headers = { 'x-telegram-bot-api-secret-token': SECRET }
  const post = async (given: Record<string, string>, body: unknown) =>
    harness.channel.webhook?.handle({ headers: given, query: {}, body })

  it('tells Telegram where, with which secret and what', async () => {
    const { channel, tg, door } = await begin('webhook')
    await channel.start(sink)
    expect(tg.callsTo('setWebhook')[0]?.params).toMatchObject({
      url: `${door.url}/webhooks/telegram`,
      secret_token: SECRET,
      max_connections: 40,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    })
  })

  it.each<[string, Record<string, string>, unknown, number]>([
    ['no secret', {}, {}, 401],
    ['a wrong secret', { 'x-telegram-bot-api-secret-token': 'hook-secret_2' }, {}, 401],
    ['a longer secret', { 'x-telegram-bot-api-secret-token': `${SECRET}1` }, {}, 401],
    ['no JSON', headers, undefined, 400],
    ['a list', headers, [], 400],
    ['a word', headers, 'x', 400],
    ['an update it cannot read', headers, { update_id: 5, message: { chat: 1 } }, 200],
    ['an object that is none', headers, { hello: 1 }, 200],
  ])('answers %s', async (_, given, body, status) => {
    await begin('webhook')
    await harness.channel.start(sink)
    expect(await post(given, body)).toEqual({ status })
    expect(sink.frames).toHaveLength(status === 200 ? 1 : 0)
    expect(sink.events).toEqual([])
  })

  it('answers 503 while it does not listen, 500 while it cannot commit', async () => {
    await begin('webhook')
    expect(await post(headers, { update_id: 5 })).toEqual({ status: 503 })
    await harness.channel.start(sink)
    sink.failNext(1)
    expect(await post(headers, { update_id: 5 })).toEqual({ status: 500 })
    expect(await post(headers, { update_id: 5 })).toEqual({ status: 200 })
  })

  it('will not start without address or secret', async () => {
    const { make } = await begin('webhook')
    expect(() => make({ webhookUrl: undefined })).toThrow(/PUBLIC_URL/)
    expect(() => make({ webhookSecret: undefined })).toThrow(/TELEGRAM_WEBHOOK_SECRET/)
    expect(() => make({ webhookSecret: 'with space' })).toThrow(/TELEGRAM_WEBHOOK_SECRET/)
    expect(() => make({ token: 'nonsense' })).toThrow(/TELEGRAM_BOT_TOKEN/)
  })
})
