import type { Json } from './params.ts'

const CHEN = {
  id: 700100201,
  is_bot: false,
  first_name: '陈淑华',
  username: 'chen_sh',
  language_code: 'zh-hans',
}
const LIN = { id: 700100202, is_bot: false, first_name: '林', last_name: '志强' }
const BOT = { id: 7000000001, is_bot: true, first_name: '网格哨', username: 'wanggeshao_bot' }
const ANONYMOUS = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
const GROUP = { id: -1001500000101, type: 'supergroup', title: '东沁村网格群' }
const FORUM = { id: -1001500000102, type: 'supergroup', title: '石塘镇联络', is_forum: true }
const SMALL = { id: -4000000103, type: 'group', title: '三网格' }
const CHANNEL = { id: -1001500000104, type: 'channel', title: '东沁村公告' }
const DM = { id: 700100201, type: 'private', first_name: '陈淑华', username: 'chen_sh' }
const DATE = 1785300000

const PHOTO = [90, 320, 1280].map((side) => ({
  file_id: `AgPHAgU-sample-${side}`,
  file_unique_id: `AQAD-sample-${side}`,
  width: side,
  height: Math.round(side * 0.75),
}))
const CARD = {
  message_id: 40,
  from: BOT,
  chat: GROUP,
  date: DATE - 60,
  text: '31号 · 电线破损',
  reply_markup: { inline_keyboard: [[{ text: '补充', callback_data: 'a:7f3k' }]] },
}

function message(id: number, chat: Json, fields: Json): Json {
  return { message: { message_id: id, from: CHEN, chat, date: DATE + id, ...fields } }
}

function member(status: string, user: Json = BOT): Json {
  return status === 'kicked' ? { status, user, until_date: 0 } : { status, user }
}

const BODIES: Json[] = [
  message(101, GROUP, { text: '3号网格一单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响' }),
  message(102, GROUP, { text: '收到' }),
  message(103, GROUP, { photo: PHOTO }),
  message(104, GROUP, { photo: PHOTO, caption: '桥头路灯不亮,已经三天' }),
  message(105, GROUP, { photo: PHOTO, media_group_id: '14000000000000001', caption: '污水冒出来了' }),
  message(106, GROUP, { photo: PHOTO, media_group_id: '14000000000000001' }),
  message(107, GROUP, { photo: PHOTO, media_group_id: '14000000000000001' }),
  message(108, DM, {
    text: '/start b_dongqin-02',
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
  }),
  message(109, GROUP, {
    text: '/status@wanggeshao_bot 东沁村',
    entities: [{ type: 'bot_command', offset: 0, length: 22 }],
  }),
  message(110, GROUP, {
    text: '@wanggeshao_bot 查一下本网格',
    entities: [{ type: 'mention', offset: 0, length: 15 }],
  }),
  message(111, GROUP, { text: '师傅说下午来', reply_to_message: CARD, message_thread_id: 40 }),
  message(112, GROUP, {
    text: '这句不对',
    reply_to_message: CARD,
    quote: { text: '电线破损', position: 6, is_manual: true },
  }),
  message(113, DM, { location: { latitude: 25.454, longitude: 119.08, horizontal_accuracy: 12.5 } }),
  message(114, GROUP, {
    location: { latitude: 25.45, longitude: 119.07 },
    venue: { location: { latitude: 25.45, longitude: 119.07 }, title: '东沁小学', address: '学前路 2 号' },
  }),
  message(115, DM, { contact: { phone_number: '8613800138000', first_name: '陈淑华', user_id: 700100201 } }),
  message(116, GROUP, {
    voice: {
      file_id: 'AwVOAgU-1',
      file_unique_id: 'AgAD-v1',
      duration: 7,
      mime_type: 'audio/ogg',
      file_size: 18231,
    },
  }),
  message(117, GROUP, {
    document: {
      file_id: 'BQDOAgU-1',
      file_unique_id: 'AgAD-d1',
      file_name: 'IMG_0031.JPG',
      mime_type: 'image/jpeg',
      file_size: 5123000,
    },
  }),
  message(118, GROUP, {
    video: {
      file_id: 'BAVIAgU-1',
      file_unique_id: 'AgAD-m1',
      width: 720,
      height: 1280,
      duration: 14,
      file_size: 45000000,
    },
    caption: '水管爆了',
  }),
  message(119, GROUP, {
    sticker: {
      file_id: 'CAST-1',
      file_unique_id: 'AgAD-s1',
      type: 'regular',
      width: 512,
      height: 512,
      is_animated: false,
      is_video: false,
      emoji: '👌',
    },
  }),
  message(120, GROUP, {
    animation: { file_id: 'CGAN-1', file_unique_id: 'AgAD-a1', width: 320, height: 240, duration: 2 },
    document: { file_id: 'CGAN-1', file_unique_id: 'AgAD-a1', file_name: 'x.gif.mp4' },
  }),
  message(121, GROUP, {
    video_note: { file_id: 'DQVN-1', file_unique_id: 'AgAD-n1', length: 384, duration: 5 },
  }),
  message(122, GROUP, { dice: { emoji: '🎲', value: 4 } }),
  message(123, GROUP, {
    text: '转:台风今晚登陆',
    forward_origin: { type: 'hidden_user', sender_user_name: '镇防汛办', date: DATE - 900 },
  }),
  message(124, FORUM, {
    message_thread_id: 8,
    is_topic_message: true,
    text: '码头护栏松了',
    reply_to_message: {
      message_id: 8,
      chat: FORUM,
      date: DATE - 9000,
      from: LIN,
      forum_topic_created: { name: '安全', icon_color: 7322096 },
    },
  }),
  message(125, FORUM, {
    message_thread_id: 125,
    is_topic_message: true,
    forum_topic_created: { name: '环境', icon_color: 16766590 },
  }),
  message(126, GROUP, { from: ANONYMOUS, sender_chat: GROUP, text: '大家注意用电' }),
  message(127, GROUP, {
    from: { id: 777000, is_bot: false, first_name: 'Telegram' },
    sender_chat: CHANNEL,
    is_automatic_forward: true,
    forward_origin: { type: 'channel', chat: CHANNEL, message_id: 12, date: DATE },
    text: '周五停水通知',
  }),
  message(128, SMALL, { migrate_to_chat_id: -1001600000103 }),
  message(
    1,
    { id: -1001600000103, type: 'supergroup', title: '三网格' },
    { from: ANONYMOUS, migrate_from_chat_id: -4000000103 },
  ),
  message(130, GROUP, { new_chat_members: [BOT, LIN], new_chat_member: BOT }),
  message(131, GROUP, { left_chat_member: LIN }),
  message(132, GROUP, { new_chat_title: '东沁村网格工作群' }),
  message(133, GROUP, { pinned_message: CARD }),
  {
    edited_message: {
      message_id: 101,
      from: CHEN,
      chat: GROUP,
      date: DATE + 101,
      edit_date: DATE + 300,
      text: '3号网格二单元 电线破皮了',
    },
  },
  {
    edited_message: {
      message_id: 104,
      from: CHEN,
      chat: GROUP,
      date: DATE + 104,
      edit_date: DATE + 301,
      photo: PHOTO,
      caption: '桥头路灯不亮,已经三天',
    },
  },
  {
    callback_query: {
      id: '3006789012345678901',
      from: LIN,
      message: CARD,
      chat_instance: '-4216',
      data: 'a:7f3k',
    },
  },
  {
    callback_query: {
      id: '3006789012345678902',
      from: LIN,
      message: { chat: GROUP, message_id: 41, date: 0 },
      chat_instance: '-4216',
      data: 'a:gone',
    },
  },
  {
    callback_query: {
      id: '3006789012345678903',
      from: CHEN,
      inline_message_id: 'BQAAAJ',
      chat_instance: '77',
      game_short_name: 'snake',
    },
  },
  {
    my_chat_member: {
      chat: GROUP,
      from: LIN,
      date: DATE,
      old_chat_member: member('left'),
      new_chat_member: member('member'),
    },
  },
  {
    my_chat_member: {
      chat: DM,
      from: CHEN,
      date: DATE,
      old_chat_member: member('member'),
      new_chat_member: member('kicked'),
    },
  },
  {
    chat_member: {
      chat: GROUP,
      from: LIN,
      date: DATE,
      old_chat_member: member('member', CHEN),
      new_chat_member: member('left', CHEN),
    },
  },
  { channel_post: { message_id: 12, sender_chat: CHANNEL, chat: CHANNEL, date: DATE, text: '周五停水通知' } },
  {
    edited_channel_post: {
      message_id: 12,
      sender_chat: CHANNEL,
      chat: CHANNEL,
      date: DATE,
      edit_date: DATE + 5,
      text: '周六停水通知',
    },
  },
  {
    poll: {
      id: '5300',
      question: '路灯装哪边',
      options: [
        { text: '东', voter_count: 3 },
        { text: '西', voter_count: 1 },
      ],
      total_voter_count: 4,
      is_closed: false,
      is_anonymous: true,
      type: 'regular',
      allows_multiple_answers: false,
    },
  },
  { poll_answer: { poll_id: '5300', user: CHEN, option_ids: [0] } },
  {
    message_reaction: {
      chat: GROUP,
      message_id: 40,
      user: LIN,
      date: DATE,
      old_reaction: [],
      new_reaction: [{ type: 'emoji', emoji: '👍' }],
    },
  },
  {
    message_reaction_count: {
      chat: CHANNEL,
      message_id: 12,
      date: DATE,
      reactions: [{ type: { type: 'emoji', emoji: '🙏' }, total_count: 9 }],
    },
  },
  {
    business_message: {
      message_id: 9,
      business_connection_id: 'bc1',
      from: CHEN,
      chat: DM,
      date: DATE,
      text: '在吗',
    },
  },
  { inline_query: { id: '991', from: CHEN, query: '路灯', offset: '' } },
  { chat_join_request: { chat: GROUP, from: LIN, user_chat_id: 700100202, date: DATE } },
  // Odd, but nothing a server could not send one day.
  { some_new_kind: { anything: [1, 2, 3] } },
  {},
  message(150, GROUP, {}),
  message(151, GROUP, { text: '' }),
  message(152, GROUP, {
    text: '\u0000\u202e水管\ud800爆了\u200b',
    entities: [{ type: 'mention', offset: 90, length: -4 }],
  }),
  message(153, GROUP, { photo: [] }),
  message(154, GROUP, { text: '字'.repeat(4096) }),
  message(155, { id: 0, type: 'supergroup' }, { text: '没有名字的群' }),
  message(156, GROUP, { from: { id: 5, is_bot: false, first_name: '' }, text: '没有名字的人' }),
  message(157, GROUP, { from: undefined, text: '没有发送人' }),
  message(158, GROUP, { date: 0, text: '没有时间' }),
  message(159, DM, { location: { latitude: 991, longitude: -4000 } }),
  message(160, GROUP, { text: '回复一条没有的', reply_to_message: { message_id: 7 } }),
]

/**
 * Raw updates of every kind a bot may meet, some of them odd, with running update ids.
 * @returns fresh copies, free to be changed by a fuzz test.
 */
export function sampleUpdates(firstUpdateId = 860_000_001): Json[] {
  return BODIES.map((body, index) => ({ update_id: firstUpdateId + index, ...structuredClone(body) }))
}
