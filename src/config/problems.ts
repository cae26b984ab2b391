import type { SettingName } from './settings.ts'

/** What is wrong with a setting and how to mend it, in Chinese, then English. Never holds a secret's value. */
export interface Problem {
  setting: string
  message: string
  remedy: string
}

/** [wrong zh, wrong en, remedy zh, remedy en] */
type Words = readonly [string, string, string, string]

const httpAddress: Words = [
  '不是 http 或 https 网址',
  'is not an http or https address',
  '写成 https://主机名，不用时留空',
  'write https://host, or leave it empty',
]
const plainId: Words = [
  '里有空格或不能用的字符',
  'holds spaces or characters that cannot be in it',
  '从平台后台重新复制一遍，不要带空格和引号',
  "copy it again from the platform's console, without spaces or quotes",
]

const WORDS: Record<SettingName | '.env', Words> = {
  '.env': ['读不了这个文件', 'cannot be read', '检查文件权限', 'check its permissions'],
  PORT: [
    '不是端口号',
    'is not a port',
    '写 1 到 65535 之间的整数，例如 PORT=3000',
    'write a whole number from 1 to 65535, for example PORT=3000',
  ],
  HOST: [
    '不是网卡地址或主机名',
    'is not an address or host name',
    '只给本机用写 HOST=127.0.0.1，给所有人用写 HOST=0.0.0.0',
    'write HOST=127.0.0.1 for this machine only, HOST=0.0.0.0 for everyone',
  ],
  PUBLIC_URL: [
    '不是对外网址（只要协议和主机名，后面不带路径）',
    'is not a public address (scheme and host only, no path)',
    '例如 PUBLIC_URL=https://grid.example.cn',
    'for example PUBLIC_URL=https://grid.example.cn',
  ],
  DATA_DIR: ['不能用', 'cannot be used', '写一个可写的文件夹', 'write a folder that can be written'],
  TOWN_DIR: ['不能用', 'cannot be used', '写镇街资料所在的文件夹', "write the folder with the town's files"],
  SECRET_KEY: [
    '太短或太简单，至少要 32 个随机字节',
    'is too short or too simple: at least 32 random bytes',
    '用 openssl rand -hex 32 生成；不设置时会自动生成并保存在 DATA_DIR',
    'make one with `openssl rand -hex 32`, or leave it unset: one is made and kept in DATA_DIR',
  ],
  ROLE: [
    '里有不认识的角色',
    'holds an unknown role',
    '只能是 gateway、worker、web，用逗号隔开；不设置就是全部',
    'use gateway, worker, web, separated by commas; unset means all',
  ],
  LOG_LEVEL: [
    '不是日志级别',
    'is not a log level',
    '写 debug、info、warn、error 或 silent',
    'write debug, info, warn, error or silent',
  ],
  TZ_TOWN: [
    '不是时区名',
    'is not the name of a time zone',
    '例如 TZ_TOWN=Asia/Shanghai',
    'for example TZ_TOWN=Asia/Shanghai',
  ],
  DATABASE_URL: [
    '没有设置，或不是 PostgreSQL 地址',
    'is missing or not the address of a PostgreSQL database',
    '用 npm start 启动会自带数据库；自己的数据库写成 postgres://用户:密码@主机:5432/库名',
    '`npm start` brings its own database; for yours write postgres://user:password@host:5432/name',
  ],
  REDIS_URL: [
    '不是 Redis 地址',
    'is not the address of a Redis',
    '例如 REDIS_URL=redis://127.0.0.1:6379；不设置就用 PostgreSQL 排队',
    'for example REDIS_URL=redis://127.0.0.1:6379; unset means queues on PostgreSQL',
  ],
  TELEGRAM_BOT_TOKEN: [
    '不是机器人令牌',
    'is not a bot token',
    '在 Telegram 里向 @BotFather 发 /mybots 取得，形如 123456789:AA…',
    'get it from @BotFather with /mybots; it looks like 123456789:AA…',
  ],
  TELEGRAM_API_ROOT: httpAddress,
  TELEGRAM_MODE: [
    '只能是 polling 或 webhook',
    'must be polling or webhook',
    '没有公网网址就用 TELEGRAM_MODE=polling',
    'without a public address use TELEGRAM_MODE=polling',
  ],
  TELEGRAM_WEBHOOK_SECRET: [
    '要 16 到 256 个字母、数字、_ 或 -',
    'must be 16 to 256 letters, digits, _ or -',
    '用 openssl rand -hex 32 生成一个',
    'make one with `openssl rand -hex 32`',
  ],
  DINGTALK_CLIENT_ID: plainId,
  DINGTALK_CLIENT_SECRET: plainId,
  DINGTALK_CARD_TEMPLATE_ID: plainId,
  DINGTALK_API_ROOT: httpAddress,
  WECOM_BOT_ID: plainId,
  WECOM_BOT_SECRET: plainId,
  WECOM_WS_URL: [
    '不是 ws 或 wss 地址',
    'is not a ws or wss address',
    '不用时留空',
    'leave it empty unless you need it',
  ],
  WECOM_CORP_ID: plainId,
  WECOM_AGENT_ID: [
    '应当是数字',
    'must be a number',
    '在企业微信后台的应用页面查看',
    "see the app's page in the WeCom console",
  ],
  WECOM_AGENT_SECRET: plainId,
  WECOM_TOKEN: [
    '要 1 到 32 个字母或数字',
    'must be 1 to 32 letters or digits',
    '与企业微信后台“接收消息”里的 Token 一致',
    'use the Token of "receive messages" in the WeCom console',
  ],
  WECOM_AES_KEY: [
    '要正好 43 个字母或数字',
    'must be exactly 43 letters or digits',
    '与企业微信后台“接收消息”里的 EncodingAESKey 一致',
    'use the EncodingAESKey of "receive messages" in the WeCom console',
  ],
  WECOM_API_ROOT: httpAddress,
  FEISHU_APP_ID: [
    '不是飞书应用的 App ID',
    'is not the App ID of a Feishu app',
    '在飞书开发者后台复制，形如 cli_ 加 16 位',
    'copy it from the Feishu developer console; it is cli_ and 16 hexadecimal digits',
  ],
  FEISHU_APP_SECRET: plainId,
  FEISHU_ENCRYPT_KEY: plainId,
  FEISHU_API_ROOT: httpAddress,
  LLM_BASE_URL: [
    '不是 http 或 https 地址，或者带了用户名、密码或问号',
    'is not an http or https address, or holds a user, a password or a question mark',
    '写到版本号为止，例如 https://api.example.com/v1；密钥写在 LLM_API_KEY',
    'write it up to its version, e.g. https://api.example.com/v1; the key goes into LLM_API_KEY',
  ],
  LLM_MODEL: plainId,
  LLM_API_KEY: plainId,
  CRASH_AT: [
    '不是已知的位置',
    'is not a known place',
    '只供测试使用，平时请删掉这一行',
    'for tests only: remove the line',
  ],
}

/** The problem of a setting whose value has the wrong shape. */
export function problem(setting: string): Problem {
  const words = Object.hasOwn(WORDS, setting) ? WORDS[setting as SettingName] : plainId
  return described(setting, words)
}

export function described(setting: string, [zh, en, zhRemedy, enRemedy]: Words): Problem {
  return { setting, message: `${zh} / ${en}`, remedy: `${zhRemedy} / ${enRemedy}` }
}

/** Two lines for a terminal. */
export function problemLines({ setting, message, remedy }: Problem): string {
  return `${setting} ${message}\n  → ${remedy}`
}
