import { flag, type Handler, int, strings, text } from './call.ts'
import { badRequest } from './errors.ts'
import type { UpdateQueue } from './updates.ts'
import { checkWebhook } from './webhook.ts'

const MAX_WEBHOOK_CONNECTIONS = 100
const ANSWER_TEXT_LIMIT = 200

/** A setting not given keeps its last value; an empty list brings the default back. */
function remember(queue: UpdateQueue, allowed: string[] | undefined): void {
  if (allowed) queue.allowed = allowed.length > 0 ? allowed : undefined
}

export const updateHandlers = {
  getUpdates: ({ world, params, signal }) => {
    remember(world.updates, strings(params, 'allowed_updates'))
    return world.updates.poll({
      offset: int(params, 'offset') ?? 0,
      limit: int(params, 'limit') ?? 100,
      timeout: int(params, 'timeout') ?? 0,
      signal,
    })
  },
  setWebhook: ({ world, webhook, webhookOptions, params }) => {
    const url = text(params, 'url') ?? ''
    const secretToken = text(params, 'secret_token')
    const maxConnections = int(params, 'max_connections') ?? 40
    if (url !== '') checkWebhook(url, secretToken, webhookOptions.allowPlainHttp)
    if (maxConnections < 1 || maxConnections > MAX_WEBHOOK_CONNECTIONS)
      throw badRequest('invalid max_connections')
    remember(world.updates, strings(params, 'allowed_updates'))
    if (flag(params, 'drop_pending_updates')) world.updates.clear()
    world.updates.interrupt('terminated by setWebhook request')
    webhook.set(url === '' ? undefined : { url, secretToken, maxConnections })
    world.changed.emit()
    return true
  },
  deleteWebhook: ({ world, webhook, params }) => {
    if (flag(params, 'drop_pending_updates')) world.updates.clear()
    webhook.set(undefined)
    return true
  },
  getWebhookInfo: ({ webhook }) => webhook.info(),
  answerCallbackQuery: ({ world, params }) => {
    const callback = world.callbacks.get(text(params, 'callback_query_id') ?? '')
    const expired = callback && world.now() - callback.askedAt > world.callbackTtlMs
    if (!callback || expired || callback.answer) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid')
    }
    const words = text(params, 'text') ?? ''
    if (words.length > ANSWER_TEXT_LIMIT) throw badRequest('MESSAGE_TOO_LONG')
    callback.answer = {
      text: words,
      showAlert: flag(params, 'show_alert'),
      url: text(params, 'url'),
      at: world.now(),
    }
    world.changed.emit()
    return true
  },
  getFile: ({ world, params }) => world.files.open(text(params, 'file_id') ?? ''),
} satisfies Record<string, Handler>
