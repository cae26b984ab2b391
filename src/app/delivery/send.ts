import type { OutgoingMessage } from '../../domain/message.ts'
import { crashPoint } from '../../lib/crash-point.ts'
import type { App } from '../context.ts'
import { type Address, type Channel, ChannelError, type Sent } from '../ports.ts'
import type { MediaBytes } from '../ports-media.ts'
import type { CardState } from '../store-port/cards.ts'
import type { OutboxRow } from '../store-port/outbox.ts'

/** Writes down what was sent. */
export type Note = () => Promise<void>

export async function sendAnswer(app: App, row: OutboxRow, channel: Channel): Promise<Note | null> {
  const { actionId, text } = row.content as { actionId: string; text: string | null }
  try {
    await channel.answerAction?.(actionId, text)
  } catch (error) {
    // The click has a short life on most platforms; the card tells the outcome anyway.
    app.log.debug({ outboxId: row.id, code: (error as ChannelError).code }, 'click not answered')
  }
  return () => app.store.outboxSent(row.id, { platformId: null })
}

export async function sendMessage(
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
export async function sendCard(
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
