import { subSeconds } from 'date-fns'
import type { App } from '../context.ts'
import type { Channel } from '../ports.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { OutboxRow } from '../store-port/outbox.ts'
import { deliver } from './deliver.ts'

/**
 * Sends what waits for a conversation, in order, one message at a time, within the platform's limits. Like a
 * lane of the inbox it has one worker among all processes, and may be called at any time.
 */
export async function drainConversation(app: App, conversationId: string): Promise<void> {
  for (;;) {
    const result = await app.store.inLane(`out:${conversationId}`, () => drain(app, conversationId))
    if (!result.ok || result.value === 'waits') return
    const next = await app.store.nextOutbox(conversationId)
    if (!next || (next.nextAt && next.nextAt > app.now())) return
  }
}

async function drain(app: App, conversationId: string): Promise<'done' | 'waits'> {
  for (;;) {
    const row = await app.store.nextOutbox(conversationId)
    if (!row) return 'done'
    const conversation = await app.store.conversation(conversationId)
    const channel = conversation ? app.channels.find(conversation.channel, conversation.account) : null
    if (!conversation || !channel) return 'waits'
    const pause = await mustWait(app, row, conversation, channel)
    if (pause > 0) {
      app.wake.delivery(conversationId, pause)
      return 'waits'
    }
    if (!(await deliver(app, row, conversation, channel))) return 'waits'
  }
}

/** Milliseconds until this message may leave: its own retry, a hold of the platform, or the pace of the group. */
async function mustWait(
  app: App,
  row: OutboxRow,
  conversation: ConversationRow,
  channel: Channel,
): Promise<number> {
  const now = app.now().getTime()
  const own = row.nextAt ? row.nextAt.getTime() - now : 0
  if (own > 0) return own
  if (row.kind === 'answer') return 0
  const hold = await app.store.holdUntil(conversation.id)
  if (hold && hold.getTime() > now) return hold.getTime() - now
  if (conversation.type !== 'group') return 0
  const { groupPerMinute } = channel.capabilities.limits
  const lately = await app.store.sentLately(conversation.id, subSeconds(app.now(), 60))
  if (lately.count < groupPerMinute || !lately.oldest) return 0
  return Math.max(250, lately.oldest.getTime() + 60_000 - now)
}
