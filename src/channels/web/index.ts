import { type Address, type Capabilities, type Channel, ChannelError } from '../../app/ports.ts'
import type { MediaStore } from '../../app/ports-media.ts'
import { readActionId } from '../../app/ports-web.ts'
import type { WebRooms } from '../../app/ports-web-rooms.ts'
import type { OutgoingMessage } from '../../domain/message.ts'
import { shorten, wellFormed } from '../shared/text.ts'

const MAX_TEXT = 4000
const MAX_TOAST = 300

/** The web chat keeps its own rooms, so it can do everything; the limits only guard against a runaway. */
const capabilities: Capabilities = {
  hears: 'all',
  edit: true,
  buttons: true,
  replyTo: true,
  location: true,
  photosWithText: 10,
  photosPerAlbum: 10,
  idempotentSend: true,
  maxText: MAX_TEXT,
  limits: { groupPerMinute: 600, accountPerSecond: 200 },
}

/**
 * The project's own chat in the browser as a channel. It sends by writing into rooms; browsers see that through
 * their live stream. What people write comes in through the HTTP routes of the web chat, which hand it to the sink
 * themselves, so `start` has nothing to listen to.
 *
 * A pressed button is answered over the same live stream: the click's request returns as soon as the event is
 * committed, and `answerAction` sends the presser a toast that carries the `actionId`.
 */
export function createWebChannel(options: { rooms: WebRooms; media: MediaStore }): Channel {
  const { rooms, media } = options
  return {
    name: 'web',
    account: 'web',
    capabilities,
    start: async () => undefined,
    stop: async () => undefined,

    async send(to, message, _media, { idempotencyKey, replyTo }) {
      const post = await rooms
        .post({
          room: to.chat,
          author: null,
          authorName: '网格哨',
          content: { kind: 'bot', message: checked(message) },
          replyTo: await known(rooms, to, replyTo),
          clientKey: `bot:${idempotencyKey}`,
        })
        .catch(unreachable)
      return { messageId: post.id, form: 'post' }
    },

    async edit(to, sent, message) {
      const before = await rooms.get(sent.messageId).catch(unreachable)
      if (!before || before.room !== to.chat || before.content.kind !== 'bot') {
        throw new ChannelError('missing', `no message ${sent.messageId} of the bot in this room`)
      }
      const content = { kind: 'bot' as const, message: checked(message) }
      const after = await rooms.edit(sent.messageId, content).catch(unreachable)
      if (!after) throw new ChannelError('missing', `message ${sent.messageId} is gone`)
    },

    async answerAction(id, text) {
      const press = readActionId(id)
      if (!press) throw new ChannelError('expired', 'not a press of a button in the web chat')
      if (text === null) return
      const { room, userId } = press
      await rooms.toast({ room, userId, actionId: id, text: shorten(text, MAX_TOAST) }).catch(unreachable)
    },

    async download(ref, maxBytes) {
      const found = await media.get(ref)
      if (!found) throw new ChannelError('missing', 'no such photo')
      if (found.bytes.byteLength > maxBytes) throw new ChannelError('too_large', `over ${maxBytes} bytes`)
      return found.bytes
    },

    probe: async () => ({ ok: true, name: '网页聊天', detail: '内置，随服务一起运行' }),
  }
}

/** The message as the rooms keep it: whole characters, not longer than the channel takes, no button it cannot show. */
function checked(message: OutgoingMessage): OutgoingMessage {
  const { title, ...rest } = message
  const head = title === undefined ? undefined : shorten(wellFormed(title), MAX_TEXT)
  return {
    ...rest,
    ...(head === undefined ? {} : { title: head }),
    lines: fitLines(message.lines.map(wellFormed), MAX_TEXT - (head === undefined ? 0 : head.length + 1)),
    // The web chat knows its people already: nobody is asked for a number here.
    buttons: message.buttons
      .map((row) => row.filter((button) => button.kind !== 'contact'))
      .filter((row) => row.length > 0),
  }
}

/** As many lines as fit into `max` with their line breaks, the last one shortened. */
function fitLines(lines: readonly string[], max: number): string[] {
  const text = lines.join('\n')
  return text.length <= max ? [...lines] : shorten(text, Math.max(0, max)).split('\n')
}

/** A reply to a message that is not in the room is sent as a message of its own. */
async function known(rooms: WebRooms, to: Address, replyTo: string | undefined): Promise<string | null> {
  if (replyTo === undefined) return null
  const post = await rooms.get(replyTo).catch(unreachable)
  return post?.room === to.chat ? post.id : null
}

function unreachable(error: unknown): never {
  throw new ChannelError('transient', 'the room store does not answer', { cause: error })
}
