import { type Channel, ChannelError, type Leases, type Logger, type Sink } from '../../app/ports.ts'
import { Backoff, type BackoffRange, pause } from '../shared/backoff.ts'
import type { BotSelf } from './address.ts'
import { createClient } from './client.ts'
import { publishCommands } from './commands.ts'
import { ALLOWED_UPDATES, takeIn } from './intake.ts'
import { MAX_ALBUM } from './plan.ts'
import { poll } from './polling.ts'
import { probe } from './probe.ts'
import { MAX_TEXT } from './render.ts'
import { createSender } from './send.ts'
import { createWebhook, WEBHOOK_PATH } from './webhook.ts'

export interface TelegramOptions {
  /** As @BotFather gave it: `<bot id>:<secret>`. */
  token: string
  /** The bot's id; by default read from the token. */
  account?: string | undefined
  /** Another Bot API server, without a slash at the end. */
  apiRoot?: string | undefined
  mode: 'polling' | 'webhook'
  /** Public address of this service without path, e.g. `https://town.example`; needed in webhook mode. */
  webhookUrl?: string | undefined
  /** 1–256 of `A-Za-z0-9_-`; needed in webhook mode. */
  webhookSecret?: string | undefined
  leases: Leases
  log: Logger
  fetch?: typeof fetch | undefined
  /** Milliseconds between tries after a fault; default 500 to 30,000. */
  retry?: BackoffRange | undefined
}

const RETRY: BackoffRange = { first: 500, most: 30_000 }

/**
 * The Telegram channel.
 *
 * `start` waits for Telegram through outages and rejects only when it cannot get better by itself (a wrong
 * token) or when `stop` ends the waiting. In polling mode it resolves once the bot is known; the polling itself waits for the lease
 * `telegram:<bot id>`, which is expected to be held again after it was lost.
 *
 * @throws Error at once, naming the setting, when webhook mode lacks its address or secret
 * @example const telegram = createTelegram({ token, mode: 'polling', leases, log })
 */
export function createTelegram(options: TelegramOptions): Channel {
  const { token, mode, log, leases, retry = RETRY } = options
  const account = options.account ?? token.slice(0, Math.max(0, token.indexOf(':')))
  const secret = options.webhookSecret ?? ''
  const hookUrl = options.webhookUrl && `${options.webhookUrl.replace(/\/+$/, '')}${WEBHOOK_PATH}`
  checkSettings(account, mode, hookUrl, secret)

  const client = createClient({ token, apiRoot: options.apiRoot, fetch: options.fetch })
  let self: BotSelf | undefined
  /** Aborted while the channel does not run. */
  let stopping = stopped()
  let listening: { take(updates: readonly unknown[]): Promise<void> } | undefined
  let lease: { stop(): Promise<void> } | undefined
  const hook = createWebhook({ secret, token, log, take: () => listening?.take })

  async function know(): Promise<BotSelf> {
    const me = await client.call((api) => api.getMe())
    self = { id: me.id, username: me.username, hearsAll: me.can_read_all_group_messages === true }
    return self
  }

  async function start(sink: Sink): Promise<void> {
    if (!stopping.signal.aborted) throw new Error('The Telegram channel is started already')
    stopping = new AbortController()
    const { signal } = stopping
    const bot = await untilAnswered(know, signal)
    const take = (updates: readonly unknown[]) =>
      // A later probe may have learned that privacy mode was changed.
      takeIn(updates, { account, bot: self ?? bot, sink, log })
    if (mode === 'webhook' && hookUrl) {
      listening = { take }
      await untilAnswered(
        () => client.call((api) => api.setWebhook(hookUrl, webhookSettings(secret))),
        signal,
      )
    } else {
      lease = leases.hold(`telegram:${account}`, (held) =>
        poll({ client, take, log, retry }, AbortSignal.any([held, signal])),
      )
    }
    log.info({ channel: 'telegram', account, mode }, 'listening')
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await lease?.stop()
    lease = undefined
    listening = undefined
    await hook.idle()
  }

  async function untilAnswered<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const backoff = new Backoff(retry)
    for (;;) {
      try {
        return await work()
      } catch (fault) {
        const passing = fault instanceof ChannelError && ['transient', 'rate_limited'].includes(fault.code)
        if (!passing || signal.aborted) throw fault
        const waitMs = Math.max(fault.retryAfterMs ?? 0, backoff.next())
        log.warn(
          { channel: 'telegram', code: fault.code, waitMs, error: fault.message },
          'Telegram does not answer yet',
        )
        await pause(waitMs, signal)
        if (signal.aborted) throw fault
      }
    }
  }

  return {
    name: 'telegram',
    account,
    capabilities: {
      hears: 'all',
      edit: true,
      buttons: true,
      replyTo: true,
      location: true,
      photosWithText: 1,
      photosPerAlbum: MAX_ALBUM,
      idempotentSend: false,
      maxText: MAX_TEXT,
      limits: { groupPerMinute: 20, accountPerSecond: 30 },
    },
    start,
    stop,
    ...createSender(client),
    download: client.download,
    publishCommands: () => publishCommands(client),
    probe: async () => {
      await know()
      return probe(client, { mode, webhookUrl: hookUrl }, new Date())
    },
    deepLink: (payload) => deepLink(self, payload),
    ...(mode === 'webhook' && { webhook: hook.webhook }),
  }
}

function stopped(): AbortController {
  const controller = new AbortController()
  controller.abort()
  return controller
}

function webhookSettings(secret: string) {
  return { secret_token: secret, allowed_updates: ALLOWED_UPDATES, max_connections: 40 }
}

function deepLink(self: BotSelf | undefined, payload: string): string {
  if (!self)
    throw new ChannelError('invalid', 'deepLink: the bot is not known yet; call start or probe first')
  // Source: Bot API, "Deep linking".
  if (!/^[\w-]{1,64}$/.test(payload)) {
    throw new ChannelError('invalid', 'deepLink: 1–64 letters, digits, _ or - are allowed')
  }
  return `https://t.me/${self.username}?start=${payload}`
}

function checkSettings(account: string, mode: string, hookUrl: string | undefined, secret: string): void {
  if (!/^\d+$/.test(account))
    throw new Error('TELEGRAM_BOT_TOKEN must read <bot id>:<secret>, as @BotFather gives it')
  if (mode !== 'webhook') return
  if (!hookUrl) throw new Error('TELEGRAM_MODE=webhook needs PUBLIC_URL, an https address Telegram can reach')
  if (!/^[\w-]{1,256}$/.test(secret)) {
    throw new Error('TELEGRAM_MODE=webhook needs TELEGRAM_WEBHOOK_SECRET: 1–256 letters, digits, _ or -')
  }
}
