/**
 * What Telegram shows of the bot: the commands it offers and the words on its card. Chinese is the default;
 * commands at most 256 characters each, description 512, short description 120 (Bot API).
 */

export type Wording = 'zh' | 'en'

/** For which people a list is shown. */
export type CommandScope = 'all_private_chats' | 'all_group_chats' | 'all_chat_administrators'

export const COMMANDS = {
  start: { zh: '开始，说说您看到了什么', en: 'Start: tell us what you see' },
  help: { zh: '怎么用', en: 'How to use it' },
  mine: { zh: '我报过的事，办到哪一步', en: 'What I reported and where it stands' },
  ticket: { zh: '查一件事，后面写编号，如 /ticket 31', en: 'Look up one ticket, e.g. /ticket 31' },
  why: { zh: '一件事为什么这么分，如 /why 31', en: 'Why a ticket was taken so, e.g. /why 31' },
  mediation: { zh: '我的调解：下一步什么时候', en: 'Disputes I mediate and what comes next' },
  link: { zh: '网格人员绑定身份', en: 'Staff: link this account to your post' },
  status: { zh: '本网格在办、超期、今天办结', en: 'This grid: open, overdue, done today' },
  fix: {
    zh: '改类别、缓急、地点，如 /fix 31 类别 路灯',
    en: 'Set right what was read, e.g. /fix 31 street light',
  },
  rate: { zh: '办完了您满不满意，如 /rate 31 满意', en: 'How satisfied you are, e.g. /rate 31 good' },
  excuse: { zh: '申请一件不计入考核，如 /excuse 31 原因', en: 'Ask that a ticket does not count' },
  stats: { zh: '响应率、解决率、满意率，如 /stats 上个月', en: 'Rates of a month, e.g. /stats last month' },
  duty: { zh: '谁值班，如 /duty 今晚', en: 'Who is on duty, e.g. /duty tonight' },
  away: {
    zh: '我请假，如 /away 8月3日到5日 由张三代',
    en: 'I am away, e.g. /away 8/3-8/5 and who stands in',
  },
  swap: { zh: '换班，如 /swap 8月3日 李四', en: 'Change a shift, e.g. /swap 8/3 and with whom' },
  bind: { zh: '告诉我这个群管哪一片，如 /bind 东沁村', en: 'Tell me which area this group covers' },
} as const satisfies Record<string, Record<Wording, string>>

export type CommandName = keyof typeof COMMANDS

export const OFFERED = {
  all_private_chats: [
    'start',
    'help',
    'mine',
    'ticket',
    'why',
    'rate',
    'stats',
    'mediation',
    'link',
    'duty',
    'away',
    'swap',
  ],
  all_group_chats: ['status', 'stats', 'ticket', 'why', 'duty', 'help'],
  all_chat_administrators: ['status', 'stats', 'ticket', 'why', 'fix', 'excuse', 'duty', 'bind', 'help'],
} as const satisfies Record<CommandScope, readonly CommandName[]>

/** Shown in an empty private chat. */
export const DESCRIPTION = {
  zh: '看到路坏了、灯不亮、水漏了、邻里有难处，直接用平常话告诉我，最好带张照片。我来找对的部门，盯着办，办完告诉您。',
  en: 'A broken road, a dead lamp, a leak, a neighbour in need: tell me in plain words, best with a photo. I find the right department, keep after it, and tell you when it is done.',
} as const satisfies Record<Wording, string>

/** Shown on the bot's profile and beside shared links. */
export const SHORT_DESCRIPTION = {
  zh: '网格哨：您说一声，有人来办，办完告诉您。',
  en: 'Gridwhistle: say it once, somebody comes, and you hear how it ended.',
} as const satisfies Record<Wording, string>
