import type { App } from '../context.ts'
import type { Address, Channel } from '../ports.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { OutboxRow } from '../store-port/outbox.ts'
import { notDelivered } from './not-delivered.ts'
import { type Note, sendAnswer, sendCard, sendMessage } from './send.ts'

/** @returns false when the conversation has to wait. */
export async function deliver(
  app: App,
  row: OutboxRow,
  conversation: ConversationRow,
  channel: Channel,
): Promise<boolean> {
  // Found in `sending` under the lane's lock: whoever was sending died, and nobody knows how far it got.
  const inDoubt = row.state === 'sending' && row.kind !== 'answer' && !channel.capabilities.idempotentSend
  if (inDoubt) {
    app.meter.delivered(channel.name, 'in_doubt')
    app.log.warn(
      { outboxId: row.id, requestId: row.requestId, channel: channel.name },
      'message in doubt: sent again',
    )
  }
  await app.pace.turn(`${channel.name}:${channel.account}`, channel.capabilities.limits.accountPerSecond)
  const to = addressOf(conversation, row.thread)
  let note: Note | null
  try {
    if (row.kind === 'answer') note = await sendAnswer(app, row, channel)
    else if (row.kind === 'card') note = await sendCard(app, row, to, channel, inDoubt)
    else note = await sendMessage(app, row, to, channel, inDoubt)
  } catch (error) {
    return notDelivered(app, row, conversation, channel, error)
  }
  // A fault here is one of the database, not of the platform: the row stays in `sending`, which is in doubt. To
  // treat it as not sent would send it twice unmarked.
  await note?.()
  return note !== null
}

function addressOf(conversation: ConversationRow, thread: string | null): Address {
  const { channel, account, chat, type } = conversation
  return { channel, account, chat, type, ...(thread ? { thread } : {}) }
}
