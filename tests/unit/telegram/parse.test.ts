import { describe, expect, it } from 'vitest'
import { parseUpdate } from '../../../src/channels/telegram/parse.ts'
import type { IncomingEvent } from '../../../src/domain/message.ts'
import { AT, CHEN, CONTEXT, DATE, DM, entity, GROUP, message, update } from './updates.ts'

function read(raw: unknown, context = CONTEXT): IncomingEvent {
  const parsed = parseUpdate(raw, context)
  if (!parsed.ok) throw new Error(parsed.error)
  return parsed.event
}
const said = (fields: Record<string, unknown>, chat?: object) =>
  read(update('message', message(fields, chat)))
const body = (fields: Record<string, unknown>, chat?: object) => said(fields, chat).body
const parts = (fields: Record<string, unknown>) => {
  const read = body(fields)
  return 'parts' in read ? read.parts : read
}

const size = (file_id: string, width: number, file_size?: number) => ({
  file_id,
  width,
  height: width,
  file_size,
})
const file = { file_id: 'f1', file_size: 9, file_name: 'a.bin', mime_type: 'application/pdf' }
const media = { ref: 'f1', size: 9, mime: 'application/pdf', name: 'a.bin' }
const point = { longitude: 119.1, latitude: 25.3 }

it('reads a text in a group whole', () => {
  expect(said({ text: '电线破皮了' })).toEqual({
    channel: 'telegram',
    account: '700',
    dedupeKey: 'u42',
    order: 42,
    occurredAt: AT,
    conversation: { id: '-1001', type: 'group', title: '东沁村网格群' },
    sender: { id: '11', name: '淑华 陈', language: 'zh-hans' },
    body: { kind: 'message', messageId: '5', parts: [{ kind: 'text', text: '电线破皮了' }] },
  })
})

describe('parts', () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    [
      'the largest photo',
      { photo: [size('s', 90), size('l', 1280, 99), size('m', 320)] },
      [{ kind: 'photo', media: { ref: 'l', size: 99, mime: 'image/jpeg' } }],
    ],
    [
      'no photo over 20 MB',
      { photo: [size('m', 800), size('l', 9000, 21 * 1024 * 1024)] },
      [{ kind: 'photo', media: { ref: 'm', mime: 'image/jpeg' } }],
    ],
    [
      'a photo and its words',
      { photo: [size('l', 9)], caption: '看' },
      [
        { kind: 'photo', media: { ref: 'l', mime: 'image/jpeg' } },
        { kind: 'text', text: '看' },
      ],
    ],
    [
      'an image sent as a file, with its EXIF',
      { document: { ...file, mime_type: 'image/jpeg' } },
      [{ kind: 'photo', media: { ...media, mime: 'image/jpeg' } }],
    ],
    ['another file', { document: file }, [{ kind: 'file', media }]],
    ['a voice message', { voice: { ...file, duration: 7 } }, [{ kind: 'voice', media, seconds: 7 }]],
    ['a recording', { audio: { ...file, duration: 60 } }, [{ kind: 'voice', media, seconds: 60 }]],
    ['a video', { video: { ...file, duration: 3 } }, [{ kind: 'file', media }]],
    ['a round video', { video_note: { file_id: 'f1' } }, [{ kind: 'file', media: { ref: 'f1' } }]],
    ['a location', { location: point }, [{ kind: 'location', point: { lng: 119.1, lat: 25.3 } }]],
    [
      'a venue, which also carries a location',
      { location: point, venue: { location: point, title: '村委会', address: '东沁路1号' } },
      [{ kind: 'location', point: { lng: 119.1, lat: 25.3 }, title: '村委会', address: '东沁路1号' }],
    ],
    [
      "one's own contact",
      { contact: { phone_number: '+8613800138000', user_id: 11 } },
      [{ kind: 'contact', phone: '+8613800138000', own: true }],
    ],
    [
      "somebody else's contact",
      { contact: { phone_number: '1', user_id: 12 } },
      [{ kind: 'contact', phone: '1', own: false }],
    ],
    [
      'a contact that Telegram does not know',
      { contact: { phone_number: '1' } },
      [{ kind: 'contact', phone: '1', own: false }],
    ],
    ['a sticker', { sticker: { file_id: 'x' } }, [{ kind: 'other', what: 'sticker' }]],
    [
      'an animation, which also carries a document',
      { animation: {}, document: file },
      [{ kind: 'other', what: 'animation' }],
    ],
    ['hostile text', { text: 'a\u0000b\ud83d' }, [{ kind: 'text', text: 'a\ufffdb\ufffd' }]],
  ])('reads %s', (_, fields, expected) => {
    expect(parts(fields)).toEqual(expected)
  })

  it('does not trust a contact behind an anonymous sender', () => {
    const fields = {
      contact: { phone_number: '1', user_id: 1087968824 },
      from: { id: 1087968824 },
      sender_chat: { id: -1001 },
    }
    expect(parts(fields)).toEqual([{ kind: 'contact', phone: '1', own: false }])
  })
})

describe('message', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['an album', { text: 'x', media_group_id: '77' }, { albumId: '77' }],
    ['a reply', { text: 'x', reply_to_message: { message_id: 3, from: { id: 12 } } }, { replyTo: '3' }],
    [
      'a reply to the bot',
      { text: 'x', reply_to_message: { message_id: 3, from: { id: 700 } } },
      { replyTo: '3', mentionsBot: true },
    ],
    ['a forward', { text: 'x', forward_origin: { type: 'user' } }, { forwarded: true }],
    ['a forward of an older server', { text: 'x', forward_date: 1 }, { forwarded: true }],
  ])('reads %s', (_, fields, expected) => {
    expect(body(fields)).toMatchObject({ kind: 'message', ...expected })
  })

  it('takes the opening of a topic for no reply', () => {
    const opened = { message_id: 9, from: { id: 12 }, forum_topic_created: { name: '报修' } }
    const event = said({ text: 'x', is_topic_message: true, message_thread_id: 9, reply_to_message: opened })
    expect(event.conversation.thread).toBe('9')
    expect(event.body).not.toHaveProperty('replyTo')
  })

  it('takes a chain of replies for no topic', () => {
    expect(said({ text: 'x', message_thread_id: 9 }).conversation).not.toHaveProperty('thread')
  })

  it.each<[string, string, object[], boolean]>([
    ['our name', '请 @gridbot 看', [entity('mention', '请 @gridbot 看', '@gridbot')], true],
    ['another name', '@gridbot2', [entity('mention', '@gridbot2', '@gridbot2')], false],
    [
      'a mention by name',
      '网格哨 看',
      [entity('text_mention', '网格哨 看', '网格哨', { user: { id: 700 } })],
      true,
    ],
    ['somebody else by name', '陈 看', [entity('text_mention', '陈 看', '陈', { user: { id: 11 } })], false],
    ['our name after an emoji', '🔥🔥 @GridBot', [entity('mention', '🔥🔥 @GridBot', '@GridBot')], true],
  ])('mentions: %s', (_, text, entities, mentioned) => {
    const found = body({ text, entities })
    expect('mentionsBot' in found).toBe(mentioned)
    expect('mentionsBot' in body({ caption: text, caption_entities: entities, photo: [size('l', 9)] })).toBe(
      mentioned,
    )
  })

  it.each<[string, string, unknown]>([
    ['/status', '/status', { name: 'status', args: '' }],
    ['/Status@GRIDBOT  3网格 ', '/Status@GRIDBOT', { name: 'status', args: '3网格' }],
    ['/ticket 31', '/ticket', { name: 'ticket', args: '31' }],
  ])('reads the command %s', (text, words, command) => {
    expect(body({ text, entities: [entity('bot_command', text, words)] })).toMatchObject({ command })
  })

  it('leaves a command to another bot alone', () => {
    const text = '/status@OtherBot'
    expect(body({ text, entities: [entity('bot_command', text, text)] })).toEqual({
      kind: 'ignored',
      why: 'command to another bot',
    })
  })

  it('finds no command in the middle of a text', () => {
    const text = '发 /status 看看'
    expect(body({ text, entities: [entity('bot_command', text, '/status')] })).not.toHaveProperty('command')
  })
})

describe('sender', () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    [
      'an anonymous admin',
      {
        from: { id: 1087968824, is_bot: true, first_name: 'Group' },
        sender_chat: { id: -1001, title: '东沁村网格群' },
      },
      { id: '-1001', name: '东沁村网格群', anonymous: true },
    ],
    [
      'the stand-in of an anonymous admin alone',
      { from: { id: 1087968824, is_bot: true } },
      { id: '1087968824', anonymous: true },
    ],
    [
      "a linked channel's post",
      { from: { id: 777000 }, sender_chat: { id: -1009, title: '镇通知' }, is_automatic_forward: true },
      { id: '-1009', name: '镇通知', anonymous: true },
    ],
    ['a post without anybody', { from: undefined }, { id: '-1001', name: '东沁村网格群', anonymous: true }],
    ['another bot', { from: { id: 5, is_bot: true, first_name: 'B' } }, { id: '5', name: 'B', isBot: true }],
  ])('knows %s', (_, fields, sender) => {
    expect(said({ text: 'x', ...fields }).sender).toEqual(sender)
  })
})

describe('edits, buttons, service messages', () => {
  it('reads an edit with its own time', () => {
    const event = read(update('edited_message', message({ text: '改了', edit_date: DATE + 60 })))
    const editedAt = new Date((DATE + 60) * 1000).toISOString()
    expect(event.occurredAt).toBe(editedAt)
    expect(event.body).toEqual({
      kind: 'edit',
      messageId: '5',
      parts: [{ kind: 'text', text: '改了' }],
      editedAt,
    })
  })

  it('reads a button, also under a message too old to be told', () => {
    const query = { id: 'q1', from: CHEN, data: 'tok', message: { message_id: 8, date: 0, chat: GROUP } }
    const event = read(update('callback_query', query))
    expect(event).toMatchObject({
      occurredAt: '2026-11-22T02:00:00.000Z',
      conversation: { id: '-1001' },
      sender: { id: '11' },
      body: { kind: 'action', actionId: 'q1', token: 'tok', messageId: '8' },
    })
  })

  it.each<[string, unknown]>([
    ['a game', { id: 'q', from: CHEN, message: { message_id: 8, chat: GROUP } }],
    ['an inline message', { id: 'q', from: CHEN, data: 'x', inline_message_id: 'i' }],
  ])('ignores a button of %s', (_, query) => {
    expect(read(update('callback_query', query)).body.kind).toBe('ignored')
  })

  it.each<[string, Record<string, unknown>, object | undefined, unknown]>([
    [
      'migration',
      { migrate_to_chat_id: -1002 },
      { id: -5, type: 'group' },
      { kind: 'migrated', to: '-1002' },
    ],
    ['its echo', { migrate_from_chat_id: -5 }, undefined, { kind: 'ignored', why: 'no content' }],
    ['a newcomer', { new_chat_members: [CHEN] }, undefined, { kind: 'ignored', why: 'no content' }],
    ['a poll', { poll: {} }, undefined, { kind: 'ignored', why: 'no content' }],
    ['a channel post', { text: 'x' }, { id: -9, type: 'channel' }, { kind: 'ignored', why: 'channel post' }],
  ])('reads %s', (_, fields, chat, expected) => {
    expect(body(fields, chat)).toEqual(expected)
  })

  it.each<[string, unknown]>([
    ['channel_post', message({ text: 'x' }, { id: -9, type: 'channel' })],
    ['message_reaction', { chat: GROUP, message_id: 1 }],
  ])('skips a %s that was not asked for', (kind, value) => {
    expect(read(update(kind, value)).body.kind).toBe('ignored')
  })
})

describe('membership', () => {
  const change = (before: object, after: object, chat: object = GROUP, hearsAll = false) =>
    read(
      update('my_chat_member', {
        chat,
        from: CHEN,
        date: DATE,
        old_chat_member: before,
        new_chat_member: after,
      }),
      { ...CONTEXT, bot: { ...CONTEXT.bot, hearsAll } },
    ).body
  const member = { status: 'member' }
  const left = { status: 'left' }
  const kicked = { status: 'kicked' }
  const admin = { status: 'administrator' }

  it.each<[string, unknown, unknown]>([
    ['added', change(left, member), { kind: 'membership', change: 'bot_added', canHearAll: false }],
    [
      'added, privacy off',
      change(left, member, GROUP, true),
      { kind: 'membership', change: 'bot_added', canHearAll: true },
    ],
    ['added as admin', change(left, admin), { kind: 'membership', change: 'bot_added', canHearAll: true }],
    [
      'added, restricted',
      change(kicked, { status: 'restricted', is_member: true }),
      { kind: 'membership', change: 'bot_added', canHearAll: false },
    ],
    ['promoted', change(member, admin), { kind: 'membership', change: 'bot_promoted', canHearAll: true }],
    ['demoted', change(admin, member), { kind: 'ignored', why: 'member administrator → member' }],
    ['removed', change(member, left), { kind: 'membership', change: 'bot_removed' }],
    ['kicked', change(admin, kicked), { kind: 'membership', change: 'bot_removed' }],
    ['blocked', change(member, kicked, DM), { kind: 'membership', change: 'blocked' }],
    ['unblocked', change(kicked, member, DM), { kind: 'membership', change: 'unblocked' }],
    ['in a channel', change(left, admin, { id: -9, type: 'channel' }), { kind: 'ignored', why: 'channel' }],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })
})

describe('what cannot be read', () => {
  it.each<[string, unknown, string]>([
    ['a broken message', update('message', { message_id: 'x', text: '陈阿婆' }), 'u42'],
    ['a kind without a chat', update('poll', { id: '1' }), 'u42'],
    ['an empty update', { update_id: 42 }, 'u42'],
    ['a date no calendar holds', update('message', message({ date: 9e15 })), 'u42'],
  ])('keeps %s by its number, without its words', (_, raw, dedupeKey) => {
    const parsed = parseUpdate(raw, CONTEXT)
    expect(parsed).toMatchObject({ ok: false, dedupeKey })
    expect(JSON.stringify(parsed)).not.toContain('陈阿婆')
  })

  it.each([[null], [undefined], ['x'], [[]], [{ message: {} }], [{ update_id: '42' }]])(
    'gives %j a key of its content',
    (raw) => {
      const key = (parsed: ReturnType<typeof parseUpdate>) => (parsed.ok ? '' : parsed.dedupeKey)
      expect(key(parseUpdate(raw, CONTEXT))).toMatch(/^h[0-9a-f]{32}$/)
      expect(key(parseUpdate(raw, CONTEXT))).toBe(key(parseUpdate(structuredClone(raw), CONTEXT)))
    },
  )
})
