import type { ChannelError, Logger } from '../../app/ports.ts'
import { Backoff, type BackoffRange, pause } from '../shared/backoff.ts'
import { grammySignal, type TelegramClient } from './client.ts'
import { toChannelError } from './errors.ts'
import { ALLOWED_UPDATES } from './intake.ts'

/** Seconds Telegram may hold a request open when there is nothing new. */
const LONG_POLL = 25
/** Milliseconds between two empty answers that came at once, from a server that does not know the long poll. */
const EMPTY_PAUSE = 200

interface PollingOptions {
  client: TelegramClient
  /** Resolves when the updates are committed. */
  take(updates: readonly unknown[]): Promise<void>
  log: Logger
  /** Milliseconds between tries after a fault. */
  retry: BackoffRange
}

/**
 * Asks for updates until `signal` aborts. An update is confirmed only by asking for the ones after it, and
 * that happens only after `take` has committed it; what fails is asked for again.
 */
export async function poll({ client, take, log, retry }: PollingOptions, signal: AbortSignal): Promise<void> {
  const backoff = new Backoff(retry)
  let webhookGone = false
  const fail = async (fault: unknown, what: string) => {
    if (signal.aborted) return
    const error = toChannelError(fault, client.token)
    const waitMs = Math.max(error.retryAfterMs ?? 0, backoff.next())
    // A conflict may be a webhook that another process set meanwhile.
    webhookGone &&= !isConflict(error)
    log.warn({ channel: 'telegram', code: error.code, waitMs, error: explain(error) }, what)
    await pause(waitMs, signal)
  }

  const cancel = grammySignal(signal)
  let offset: number | undefined
  while (!signal.aborted) {
    let updates: readonly unknown[]
    const askedAt = performance.now()
    try {
      if (!webhookGone) await client.api.deleteWebhook({}, cancel)
      webhookGone = true
      updates = await client.api.getUpdates(
        {
          limit: 100,
          timeout: LONG_POLL,
          allowed_updates: ALLOWED_UPDATES,
          ...(offset !== undefined && { offset }),
        },
        cancel,
      )
    } catch (fault) {
      await fail(fault, 'asking for updates failed')
      continue
    }
    if (signal.aborted) return

    try {
      if (updates.length > 0) await take(updates)
    } catch (fault) {
      await fail(fault, 'updates not committed, asking for them again')
      continue
    }
    backoff.reset()
    const next = nextOffset(updates)
    // An empty answer confirms all before it. Without an offset the next call also finds updates whose numbers
    // start anew, as they do after a quiet week.
    offset = updates.length === 0 ? undefined : (next ?? offset)
    const atOnce = performance.now() - askedAt < EMPTY_PAUSE
    if (next === undefined && atOnce) await pause(EMPTY_PAUSE, signal)
  }
}

function nextOffset(updates: readonly unknown[]): number | undefined {
  const ids = updates.flatMap((update) =>
    typeof update === 'object' && update && 'update_id' in update && Number.isSafeInteger(update.update_id)
      ? [Number(update.update_id)]
      : [],
  )
  return ids.length > 0 ? Math.max(...ids) + 1 : undefined
}

function isConflict(error: ChannelError): boolean {
  return /^\w+: 409 /.test(error.message)
}

function explain(error: ChannelError): string {
  if (!isConflict(error)) return error.message
  return `${error.message}: another program asks for this bot's updates. Stop it, or give this service a bot of its own.`
}
