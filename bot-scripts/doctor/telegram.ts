import { ChannelError } from '../../src/app/ports.ts'
import { createTelegram } from '../../src/channels/telegram/index.ts'
import type { Config } from '../../src/config.ts'
import { createLogger } from '../../src/lib/log.ts'
import { bad, type Finding, note, ok } from './finding.ts'

/** Asks Telegram about the bot; listens to nothing, so that a running service is not disturbed. */
export async function examineTelegram({ telegram, http }: Config): Promise<Finding> {
  if (!telegram) {
    return note('telegram', [
      'Telegram 没有设置，不启用；网页聊天照常可用',
      'Telegram is not set up and stays off; the web chat works without it',
    ])
  }
  const channel = createTelegram({
    token: telegram.token,
    mode: telegram.mode,
    apiRoot: telegram.apiRoot ?? undefined,
    webhookUrl: http.publicUrl,
    webhookSecret: telegram.webhookSecret ?? undefined,
    leases: { hold: () => ({ stop: async () => undefined }) },
    log: createLogger({ level: 'silent' }),
    fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(8000) }),
  })
  try {
    const health = await channel.probe()
    const [zh, en] = pair(health.detail)
    const words = [`Telegram ${health.name}:${zh}`, `Telegram ${health.name}: ${en}`] as const
    return health.ok ? ok('telegram', words) : bad('telegram', words, pair(health.remedy ?? ''))
  } catch (error) {
    return refused(error instanceof ChannelError ? error.code : 'unknown')
  }
}

function refused(code: string): Finding {
  if (code === 'transient' || code === 'rate_limited') {
    return bad(
      'telegram',
      ['连不上 Telegram', 'Telegram cannot be reached'],
      [
        '检查这台服务器能不能访问 api.telegram.org，或设置 TELEGRAM_API_ROOT',
        'check that this server can reach api.telegram.org, or set TELEGRAM_API_ROOT',
      ],
    )
  }
  return bad(
    'telegram',
    [`Telegram 不认这个令牌（${code}）`, `Telegram refuses the token (${code})`],
    [
      '在 @BotFather 用 /mybots 重新取得令牌，改 TELEGRAM_BOT_TOKEN',
      'get the token again from @BotFather with /mybots and mend TELEGRAM_BOT_TOKEN',
    ],
  )
}

/** Texts of a channel read "Chinese / English". */
function pair(text: string): [string, string] {
  const [zh = '', en = zh] = text.split(' / ')
  return [zh.trim(), en.trim()]
}
