import { InputFile } from 'grammy'
import type { InputMediaPhoto } from 'grammy/types'
import type { Address, Channel, SendOptions, Sent } from '../../app/ports.ts'
import { ChannelError } from '../../app/ports.ts'
import type { MediaBytes } from '../../app/ports-media.ts'
import type { OutgoingMessage } from '../../domain/message.ts'
import { shorten, wellFormed } from '../shared/text.ts'
import type { TelegramClient } from './client.ts'
import { isPhotoRefused, isTopicGone, isUnchanged } from './errors.ts'
import { planOf, type Step } from './plan.ts'
import { MAX_CAPTION, MAX_TEXT, type Rendered, render } from './render.ts'

/** Longest answer to a pressed button. Source: Bot API, `answerCallbackQuery.text`. */
const MAX_ANSWER = 200
/** Half-sent messages that are remembered, so that a retry goes on where it stopped. */
const MAX_HALF_SENT = 200

/** What all sending calls share. */
interface Target {
  chat: string
  type: Address['type']
  options: {
    message_thread_id?: number
    reply_parameters?: { message_id: number; allow_sending_without_reply: true }
    disable_notification?: true
  }
  media: ReadonlyMap<string, MediaBytes>
}

/** The sending half of the channel. */
export function createSender(
  client: TelegramClient,
): Required<Pick<Channel, 'send' | 'edit' | 'answerAction'>> {
  const halfSent = new Map<string, number>()

  async function send(
    to: Address,
    message: OutgoingMessage,
    media: readonly MediaBytes[],
    { idempotencyKey, replyTo }: SendOptions,
  ): Promise<Sent> {
    const atHand = new Map(media.map((item) => [item.hash, item]))
    const photos = message.photos.filter((hash) => atHand.has(hash))
    const steps = planOf(message, photos, to.type)
    const from = Math.min(halfSent.get(idempotencyKey) ?? 0, steps.length - 1)
    let sent: Sent | undefined
    for (const [index, step] of steps.entries()) {
      if (index < from) continue
      const quiet = index < steps.length - 1
      sent = await sendStep(client, step, message, {
        chat: to.chat,
        type: to.type,
        options: optionsOf(to, replyTo, quiet),
        media: atHand,
      })
      remember(halfSent, idempotencyKey, index + 1)
    }
    halfSent.delete(idempotencyKey)
    if (!sent) throw new ChannelError('invalid', 'send: nothing to send')
    return sent
  }

  async function edit(to: Address, sent: Sent, message: OutgoingMessage): Promise<void> {
    const id = Number(sent.messageId)
    const text = render(message, to.type, sent.form === 'text' ? MAX_TEXT : MAX_CAPTION)
    // An album takes no buttons, and a message that had a keyboard of its own keeps none.
    const markup = text.keyboard.inline && sent.form !== 'album' ? { reply_markup: text.keyboard.inline } : {}
    await client.call(async (api) => {
      const done =
        sent.form === 'text'
          ? api.editMessageText(to.chat, id, text.html, { ...HTML, ...NO_PREVIEW, ...markup })
          : api.editMessageCaption(to.chat, id, { ...HTML, caption: text.html, ...markup })
      await done.catch((fault: unknown) => {
        if (!isUnchanged(fault)) throw fault
      })
    })
  }

  async function answerAction(actionId: string, text: string | null): Promise<void> {
    const short = text ? { text: shorten(wellFormed(text), MAX_ANSWER) } : {}
    try {
      await client.call((api) => api.answerCallbackQuery(actionId, short))
    } catch (fault) {
      // The little clock on the button is gone by then; the chat itself shows what happened.
      if (!(fault instanceof ChannelError && fault.code === 'expired')) throw fault
    }
  }

  return { send, edit, answerAction }
}

const HTML = { parse_mode: 'HTML' } as const
const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const

/** One step, without its topic when that is gone, without its photos when Telegram cannot read them. */
async function sendStep(
  client: TelegramClient,
  step: Step,
  message: OutgoingMessage,
  target: Target,
): Promise<Sent | undefined> {
  return client.call(async () => {
    try {
      return await callStep(client, step, target)
    } catch (fault) {
      if (isTopicGone(fault) && target.options.message_thread_id !== undefined) {
        const { message_thread_id: _gone, ...options } = target.options
        return sendStep(client, step, message, { ...target, options })
      }
      if (!isPhotoRefused(fault) || step.form === 'text') throw fault
      // The words matter more than the picture; a step without words is left out.
      const [text] = step.caption ? planOf(message, [], target.type) : []
      return text && callStep(client, text, target)
    }
  })
}

async function callStep(
  { api }: TelegramClient,
  step: Step,
  { chat, options, media }: Target,
): Promise<Sent> {
  const file = (hash: string) => fileOf(media.get(hash), hash)
  if (step.form === 'text') {
    const sent = await api.sendMessage(chat, step.text.html, {
      ...options,
      ...HTML,
      ...NO_PREVIEW,
      ...markupOf(step.text),
    })
    return { messageId: String(sent.message_id), form: 'text' }
  }
  if (step.form === 'photo') {
    const words = step.caption ? { ...HTML, caption: step.caption.html, ...markupOf(step.caption) } : {}
    const sent = await api.sendPhoto(chat, file(step.photo), { ...options, ...words })
    return { messageId: String(sent.message_id), form: 'photo' }
  }
  const album = step.photos.map((hash, index): InputMediaPhoto => {
    const caption = index === 0 ? step.caption : undefined
    return { type: 'photo', media: file(hash), ...(caption && { ...HTML, caption: caption.html }) }
  })
  const [first] = await api.sendMediaGroup(chat, album, options)
  if (!first) throw new ChannelError('transient', 'sendMediaGroup: empty answer')
  return { messageId: String(first.message_id), form: 'album' }
}

function markupOf({ keyboard }: Rendered) {
  const markup = keyboard.inline ?? keyboard.reply
  return markup ? { reply_markup: markup } : {}
}

function optionsOf(to: Address, replyTo: string | undefined, quiet: boolean): Target['options'] {
  const reply = { message_id: Number(replyTo), allow_sending_without_reply: true as const }
  return {
    ...(to.thread !== undefined && { message_thread_id: Number(to.thread) }),
    ...(replyTo !== undefined && { reply_parameters: reply }),
    ...(quiet && { disable_notification: true as const }),
  }
}

function fileOf(item: MediaBytes | undefined, hash: string): InputFile {
  if (!item) throw new ChannelError('invalid', 'send: photo without bytes')
  const ending = item.mime === 'image/png' ? 'png' : item.mime === 'image/webp' ? 'webp' : 'jpg'
  return new InputFile(item.bytes, `${hash.slice(0, 16)}.${ending}`)
}

function remember(halfSent: Map<string, number>, key: string, steps: number): void {
  halfSent.set(key, steps)
  const [oldest] = halfSent.keys()
  if (halfSent.size > MAX_HALF_SENT && oldest !== undefined) halfSent.delete(oldest)
}
