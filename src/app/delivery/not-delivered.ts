import { addMilliseconds, addSeconds } from 'date-fns'
import type { App } from '../context.ts'
import { type Channel, ChannelError } from '../ports.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { OutboxRow } from '../store-port/outbox.ts'
import { reroute } from './reroute.ts'

/** Tries of one message while the platform or the network fails. */
const MAX_ATTEMPTS = 12

/** What becomes of a message that could not be sent. @returns true when the next message may be tried at once. */
export async function notDelivered(
  app: App,
  row: OutboxRow,
  conversation: ConversationRow,
  channel: Channel,
  error: unknown,
): Promise<boolean> {
  const known =
    error instanceof ChannelError ? error : new ChannelError('transient', (error as Error).message)
  const { code } = known
  app.log.warn(
    { outboxId: row.id, requestId: row.requestId, channel: channel.name, code, attempt: row.attempts },
    'not delivered',
  )
  switch (code) {
    case 'rate_limited': {
      const until = addMilliseconds(app.now(), known.retryAfterMs ?? 1000)
      await app.store.outboxRetry(row.id, code, until, false, false)
      await app.store.hold(conversation.id, until)
      app.meter.delivered(channel.name, 'retried')
      app.wake.delivery(conversation.id, until.getTime() - app.now().getTime())
      return false
    }
    case 'migrated':
      await app.store.readdress(conversation.id, known.to ?? conversation.chat)
      await app.store.outboxRetry(row.id, code, app.now(), false, false)
      return known.to !== undefined
    case 'blocked':
    case 'not_reachable':
      await app.store.outboxFailed(row.id, code)
      await app.store.conversationStatus(conversation.id, code === 'blocked' ? 'blocked' : 'left')
      app.meter.delivered(channel.name, 'failed')
      await reroute(app, row, conversation)
      return true
    case 'invalid':
    case 'too_large':
    case 'expired':
    case 'missing':
      await app.store.outboxFailed(row.id, `${code}: ${known.message}`)
      app.meter.delivered(channel.name, 'failed')
      return true
    case 'transient': {
      if (row.attempts + 1 >= MAX_ATTEMPTS) {
        await app.store.outboxFailed(row.id, code)
        app.meter.delivered(channel.name, 'failed')
        return true
      }
      const wait = addSeconds(app.now(), Math.min(60, 2 ** row.attempts / 2))
      // The answer got lost, not the message perhaps; a card that stands already is only edited again.
      const doubt = known.mayHaveArrived && row.kind !== 'answer' && !channel.capabilities.idempotentSend
      await app.store.outboxRetry(row.id, code, wait, true, doubt)
      app.meter.delivered(channel.name, 'retried')
      app.wake.delivery(conversation.id, wait.getTime() - app.now().getTime())
      return false
    }
  }
}
