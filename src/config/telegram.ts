import { described, type Problem, problem } from './problems.ts'
import { settingsSchema } from './settings.ts'

export interface TelegramConfig {
  token: string
  /** null = Telegram's own. */
  apiRoot: string | null
  mode: 'polling' | 'webhook'
  /** Set in webhook mode. */
  webhookSecret: string | null
}

const OWN_TOKEN = /^\d{5,16}:[A-Za-z0-9_-]{30,64}$/
/** A server of one's own may give shorter tokens. */
const OTHER_TOKEN = /^\d{1,16}:[A-Za-z0-9_-]{1,100}$/
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

const shape = settingsSchema.pick({
  TELEGRAM_BOT_TOKEN: true,
  TELEGRAM_API_ROOT: true,
  TELEGRAM_MODE: true,
  TELEGRAM_WEBHOOK_SECRET: true,
  PUBLIC_URL: true,
})

/** What the settings of Telegram mean together. Wrong shapes are told elsewhere and skipped here. */
export function readTelegram(set: Record<string, string>): {
  telegram: TelegramConfig | null
  problems: Problem[]
} {
  const parsed = shape.safeParse(set)
  if (!parsed.success) return { telegram: null, problems: [] }
  const s = parsed.data
  const token = s.TELEGRAM_BOT_TOKEN
  if (!token) {
    const asked = s.TELEGRAM_WEBHOOK_SECRET ?? (s.TELEGRAM_MODE === 'webhook' ? s.TELEGRAM_MODE : undefined)
    return { telegram: null, problems: asked ? [noToken()] : [] }
  }
  const problems: Problem[] = []
  if (!(s.TELEGRAM_API_ROOT ? OTHER_TOKEN : OWN_TOKEN).test(token))
    problems.push(problem('TELEGRAM_BOT_TOKEN'))
  if (s.TELEGRAM_MODE === 'webhook') {
    if (!s.PUBLIC_URL || !isReachable(s.PUBLIC_URL)) problems.push(webhookNeedsUrl())
    if (!s.TELEGRAM_WEBHOOK_SECRET) problems.push(webhookNeedsSecret())
  }
  const telegram = {
    token,
    apiRoot: s.TELEGRAM_API_ROOT ?? null,
    mode: s.TELEGRAM_MODE,
    webhookSecret: s.TELEGRAM_WEBHOOK_SECRET ?? null,
  }
  return { telegram, problems }
}

function isReachable(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'https:' || LOCAL.has(hostname)
}

function noToken(): Problem {
  return described('TELEGRAM_BOT_TOKEN', [
    '没有设置，但设置了别的 TELEGRAM_ 项',
    'is missing while other TELEGRAM_ settings are there',
    '补上机器人令牌，或把 TELEGRAM_MODE 和 TELEGRAM_WEBHOOK_SECRET 都去掉',
    'add the bot token, or remove TELEGRAM_MODE and TELEGRAM_WEBHOOK_SECRET',
  ])
}

function webhookNeedsUrl(): Problem {
  return described('PUBLIC_URL', [
    '不是 https 网址，而 TELEGRAM_MODE=webhook 要求 Telegram 能从外面连进来',
    'is not an https address, which TELEGRAM_MODE=webhook needs so that Telegram can reach it',
    '设置 PUBLIC_URL=https://…，或改用 TELEGRAM_MODE=polling',
    'set PUBLIC_URL=https://…, or use TELEGRAM_MODE=polling',
  ])
}

function webhookNeedsSecret(): Problem {
  return described('TELEGRAM_WEBHOOK_SECRET', [
    '没有设置，而 TELEGRAM_MODE=webhook 需要它来认出 Telegram',
    'is missing, and TELEGRAM_MODE=webhook needs it to know Telegram by',
    '用 openssl rand -hex 32 生成一个，或改用 TELEGRAM_MODE=polling',
    'make one with `openssl rand -hex 32`, or use TELEGRAM_MODE=polling',
  ])
}
