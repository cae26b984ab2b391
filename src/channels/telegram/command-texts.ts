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
  mine: {
    zh: '我报过的事、我手上的事，办到哪一步',
    en: 'What I reported or have in hand, and where it stands',
  },
  ticket: { zh: '查一件事，后面写编号，如 /ticket 31', en: 'Look up one ticket, e.g. /ticket 31' },
  why: { zh: '一件事为什么这么分，如 /why 31', en: 'Why a ticket was taken so, e.g. /why 31' },
  mediation: { zh: '我的调解：下一步什么时候', en: 'Disputes I mediate and what comes next' },
  link: { zh: '网格人员绑定身份', en: 'Staff: link this account to your post' },
  status: { zh: '本网格在办、超期、今天办结', en: 'This grid: open, overdue, done today' },
  overdue: { zh: '超期的有哪些', en: 'What is past its deadline' },
  report: {
    zh: '日报、周报、月报，如 /report week',
    en: 'Figures of the day, week or month, e.g. /report week',
  },
  fix: {
    zh: '改类别、缓急、地点，如 /fix 31 类别 路灯',
    en: 'Set right what was read, e.g. /fix 31 street light',
  },
  follow: { zh: '关注一件事，有进展私下告诉您，如 /follow 31', en: 'Follow a ticket, e.g. /follow 31' },
  print: { zh: '打印一件事，如 /print 31', en: 'A page of a ticket to print, e.g. /print 31' },
  extend: { zh: '申请延期，如 /extend 31 两天 配件没到', en: 'Ask for more time, e.g. /extend 31 2 days' },
  suspend: { zh: '挂起，如 /suspend 31 等雨停 到周五', en: 'Put a ticket on hold until a day' },
  assign: { zh: '派给本部门的人，如 /assign 31 张三', en: 'Give a ticket to a colleague' },
  note: { zh: '写内部备注，如 /note 31 下午再去', en: 'Write a private note on a ticket' },
  whistle: {
    zh: '吹哨叫几个部门到场，如 /whistle 31 城管 水务 | 任务',
    en: 'Call several departments, e.g. /whistle 31 urban water | task',
  },
  arrive: { zh: '到现场了，报到，如 /arrive 31-2', en: 'You are at the place, e.g. /arrive 31-2' },
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
    ...['start', 'help', 'mine', 'ticket', 'why', 'follow', 'print', 'rate'],
    ...['stats', 'mediation', 'duty', 'away', 'swap', 'link'],
  ],
  all_group_chats: [
    ...['status', 'overdue', 'report', 'stats', 'ticket', 'why', 'duty', 'arrive'],
    ...['extend', 'suspend', 'assign', 'note', 'help'],
  ],
  all_chat_administrators: [
    ...['status', 'overdue', 'report', 'stats', 'ticket', 'why', 'fix', 'excuse', 'duty', 'bind'],
    ...['whistle', 'extend', 'assign', 'help'],
  ],
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
