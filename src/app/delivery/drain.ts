import { addMilliseconds, addSeconds, subSeconds } from 'date-fns'
import type { OutgoingMessage } from '../../domain/message.ts'
import { crashPoint } from '../../lib/crash-point.ts'
import type { App } from '../context.ts'
import { type Address, type Channel, ChannelError, type Sent } from '../ports.ts'
import type { MediaBytes } from '../ports-media.ts'
import type { CardState } from '../store-port/cards.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { OutboxRow } from '../store-port/outbox.ts'
import { reroute } from './reroute.ts'

/** Tries of one message while the platform or the network fails. */
const MAX_ATTEMPTS = 12

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

/** Writes down what was sent. */
type Note = () => Promise<void>

/** @returns false when the conversation has to wait. */
async function deliver(
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
    return failed(app, row, conversation, channel, error)
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

async function sendAnswer(app: App, row: OutboxRow, channel: Channel): Promise<Note | null> {
  const { actionId, text } = row.content as { actionId: string; text: string | null }
  try {
    await channel.answerAction?.(actionId, text)
  } catch (error) {
    // The click has a short life on most platforms; the card tells the outcome anyway.
    app.log.debug({ outboxId: row.id, code: (error as ChannelError).code }, 'click not answered')
  }
  return () => app.store.outboxSent(row.id, { platformId: null })
}

async function sendMessage(
  app: App,
  row: OutboxRow,
  to: Address,
  channel: Channel,
  inDoubt: boolean,
): Promise<Note | null> {
  const message = row.content as OutgoingMessage
  if (!(await app.store.outboxSending(row, inDoubt))) return null
  crashPoint('outbox.sending')
  const sent = await channel.send(to, message, await mediaOf(app, message), options(row))
  return () => noteSent(app, row, channel, { platformId: sent.messageId })
}

async function noteSent(
  app: App,
  row: OutboxRow,
  channel: Channel,
  sent: Parameters<App['store']['outboxSent']>[1],
): Promise<void> {
  crashPoint('outbox.sent')
  await app.store.outboxSent(row.id, sent)
  crashPoint('outbox.marked')
  app.meter.delivered(channel.name, 'sent')
  logSent(app, row, channel)
}

/**
 * Brings a card up to its newest content: sent once, then edited in place; several changes that waited become
 * one edit. A card that is gone is sent anew.
 */
async function sendCard(
  app: App,
  row: OutboxRow,
  to: Address,
  channel: Channel,
  inDoubt: boolean,
): Promise<Note | null> {
  const card = row.cardId ? await app.store.card(row.cardId) : null
  if (!card || card.sentVersion >= card.version) {
    app.meter.delivered(channel.name, 'merged')
    return () => app.store.outboxMerged(row.id)
  }
  const media = await mediaOf(app, card.content)
  if (!(await app.store.outboxSending(row, inDoubt && card.platformId === null))) return null
  crashPoint('outbox.sending')
  const sent = await placeCard(card, row, to, channel, media)
  return () =>
    noteSent(app, row, channel, {
      platformId: sent.messageId,
      card: { id: card.id, version: card.version, platformId: sent.messageId, form: sent.form },
    })
}

async function placeCard(
  card: CardState,
  row: OutboxRow,
  to: Address,
  channel: Channel,
  media: MediaBytes[],
): Promise<Sent> {
  if (card.platformId !== null && channel.edit) {
    const known: Sent = { messageId: card.platformId, form: card.form ?? '' }
    try {
      await channel.edit(to, known, card.content, media)
      return known
    } catch (error) {
      if (!(error instanceof ChannelError) || error.code !== 'missing') throw error
    }
  }
  return channel.send(to, card.content, media, options({ ...row, replyTo: row.replyTo ?? card.replyTo }))
}

function options(row: Pick<OutboxRow, 'idempotencyKey' | 'replyTo'>): {
  idempotencyKey: string
  replyTo?: string
} {
  return { idempotencyKey: row.idempotencyKey, ...(row.replyTo ? { replyTo: row.replyTo } : {}) }
}

async function mediaOf(app: App, message: OutgoingMessage): Promise<MediaBytes[]> {
  const found = await Promise.all(message.photos.map((hash) => app.media.get(hash)))
  return found.filter((m): m is MediaBytes => m !== null)
}

function logSent(app: App, row: OutboxRow, channel: Channel): void {
  const afterMs = app.now().getTime() - row.createdAt.getTime()
  app.log.info(
    { outboxId: row.id, requestId: row.requestId, channel: channel.name, kind: row.kind, afterMs },
    'delivered',
  )
}

/** @returns true when the next message may be tried at once. */
async function failed(
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
