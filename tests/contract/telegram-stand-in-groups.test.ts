import fc from 'fast-check'
import { HttpError } from 'grammy'
import { describe, expect } from 'vitest'
import { jpeg, refusal, test } from '../support/telegram/fixture.ts'
import { sampleUpdates } from '../support/telegram/index.ts'
import { methodSpecs } from '../support/telegram/method-table.ts'

const picture = await jpeg()

describe('groups', () => {
  test('privacy mode lets commands, mentions and replies through', async ({ tg, api, chen }) => {
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

  test('topics, anonymous administrators, linked posts, albums, empty edits', ({ tg, group, chen }) => {
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
    const album = chen.sendAlbum(group, [{ photo: picture }, { photo: picture }], '两张')
    chen.edit(album[0] ?? inTopic)
    const [, anonymous, linked, one, two, edited] = tg.pendingUpdates
    expect(anonymous?.message).toMatchObject({ from: { id: 1087968824 }, sender_chat: { id: group.id } })
    expect(linked?.message).toMatchObject({ from: { id: 777000 }, is_automatic_forward: true })
    expect(one?.message?.media_group_id).toBe(two?.message?.media_group_id)
    expect([one?.message?.caption, two?.message?.caption]).toEqual(['两张', undefined])
    expect(edited?.edited_message).toMatchObject({ caption: '两张', edit_date: expect.any(Number) })
  })

  test('replies carry their thread, and edits find their entities anew', async ({ tg, api, group, chen }) => {
    const post = chen.send(group, '/status 看 @chen_sh')
    expect(post.json.entities?.map((entity) => entity.type)).toEqual(['bot_command', 'mention'])
    chen.edit(post, { text: '看' })
    expect(tg.pendingUpdates.at(-1)?.edited_message).not.toHaveProperty('entities')
    const answer = await api.sendMessage(group.id, '在', { reply_parameters: { message_id: post.id } })
    expect(answer.message_thread_id).toBe(post.id)
    expect(answer.is_topic_message).toBeUndefined()
    const inThread = api.sendMessage(group.id, '在', { message_thread_id: post.id })
    expect(await refusal(inThread)).toBe('400 Bad Request: message thread not found')
    const forum = tg.group({ title: '论坛', forum: true }).addBot({ silent: true })
    const inTopic = chen.send(forum.topic('安全'), '护栏')
    const reply = await api.sendMessage(forum.id, '收', { reply_parameters: { message_id: inTopic.id } })
    expect(reply).toMatchObject({ is_topic_message: true, message_thread_id: inTopic.threadId })
  })

  test('migration', async ({ tg, api }) => {
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

  test('members, administrators, pins, reactions, actions', async ({ tg, api, group, chen }) => {
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
  test('ordered errors, broken connections before and after the deed, strange answers', async ({
    tg,
    api,
    group,
  }) => {
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

  test('rate limits: 20 a minute in a group, edits count alike', async ({ tg, api, group, clock }) => {
    clock.now = Date.now()
    tg.limit(true)
    for (let count = 0; count < 20; count += 1) {
      await api.sendMessage(group.id, `${count}`)
      clock.now += 1000
    }
    const error = await api.editMessageText(group.id, 2, '改').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ error_code: 429, parameters: { retry_after: 40 } })
    clock.now += 60_000
    await api.sendMessage(group.id, '又')
    expect(tg.rateRefusals).toBe(1)
    for (let count = 0; count < 4; count += 1) await api.sendMessage(group.id, '连发')
    expect(await refusal(api.sendMessage(group.id, '太快'))).toBe('429 Too Many Requests: retry after 1')
  })

  test('injected, repeated and shuffled updates', async ({ tg, api }) => {
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

  test('no parameters whatever bring the stand-in itself to fall', async ({ tg, group, chen }) => {
    const card = chen.send(group, '一')
    const values = fc.oneof(
      fc.constantFrom<unknown>(group.id, chen.id, card.id, 0, -1, '', '字', '<b>', true, null, 'attach://x'),
      fc.jsonValue({ maxDepth: 3 }),
    )
    const names = fc.constantFrom(
      ...['chat_id', 'message_id', 'text', 'photo', 'media', 'reply_markup', 'reply_parameters', 'caption'],
      ...[
        'callback_query_id',
        'commands',
        'scope',
        'url',
        'reaction',
        'file_id',
        'user_id',
        'parse_mode',
        'entities',
      ],
    )
    const methods = fc.constantFrom(...[...methodSpecs.keys()].filter((name) => name !== 'getupdates'))
    await fc.assert(
      fc.asyncProperty(methods, fc.dictionary(names, values, { maxKeys: 6 }), async (method, params) => {
        const all = { chat_id: group.id, message_id: card.id, text: '字', ...params }
        const known = Object.entries(all).filter(([name]) => methodSpecs.get(method)?.has(name))
        const response = await fetch(`${tg.apiRoot}/bot${tg.token}/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(Object.fromEntries(known)),
        })
        const answer = await response.json()
        expect([200, 400, 403]).toContain(response.status)
        expect(typeof answer.description === 'string' || answer.ok === true).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})
