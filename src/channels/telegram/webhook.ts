import type { Channel, Logger } from '../../app/ports.ts'
import { sameSecret } from '../shared/secret.ts'
import { toChannelError } from './errors.ts'

export const WEBHOOK_PATH = '/webhooks/telegram'
/** Source: Bot API, `setWebhook.secret_token`. */
const SECRET_HEADER = 'x-telegram-bot-api-secret-token'

interface WebhookOptions {
  secret: string
  token: string
  /** Resolves when the update is committed; undefined while the channel does not listen. */
  take(): ((updates: readonly unknown[]) => Promise<void>) | undefined
  log: Logger
}

interface TelegramWebhook {
  webhook: NonNullable<Channel['webhook']>
  /** Resolves when no request is in work. */
  idle(): Promise<void>
}

/** Telegram's own requests: 200 only after the commit, 500 makes Telegram come again. */
export function createWebhook({ secret, token, take, log }: WebhookOptions): TelegramWebhook {
  const inWork = new Set<Promise<unknown>>()

  const handle: NonNullable<Channel['webhook']>['handle'] = async ({ headers, body }) => {
    if (!sameSecret(headers[SECRET_HEADER], secret)) return { status: 401 }
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return { status: 400 }
    const takeIn = take()
    if (!takeIn) return { status: 503 }
    const work = takeIn([body])
    inWork.add(work)
    try {
      await work
      return { status: 200 }
    } catch (fault) {
      log.error({ channel: 'telegram', error: toChannelError(fault, token).message }, 'update not committed')
      return { status: 500 }
    } finally {
      inWork.delete(work)
    }
  }

  return {
    webhook: { path: WEBHOOK_PATH, handle },
    idle: async () => {
      await Promise.allSettled(inWork)
    },
  }
}
