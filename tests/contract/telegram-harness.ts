import { createServer, type Server } from 'node:http'
import type { Address, Channel, ChannelErrorCode, Leases } from '../../src/app/ports.ts'
import { createTelegram, type TelegramOptions } from '../../src/channels/telegram/index.ts'
import {
  type InjectedError,
  type TelegramOptions as StandInOptions,
  startTelegram,
  type Telegram,
} from '../support/telegram/index.ts'
import type { ChannelHarness, ShownMessage } from './channel-contract.ts'
import { LogBook } from './log-book.ts'
import { MemoryLeases } from './memory-leases.ts'

export const SECRET = 'hook-secret_1'

const REFUSALS: Partial<Record<ChannelErrorCode, InjectedError>> = {
  rate_limited: {
    error_code: 429,
    description: 'Too Many Requests: retry after 7',
    parameters: { retry_after: 7 },
  },
  blocked: { error_code: 403, description: 'Forbidden: bot was blocked by the user' },
  not_reachable: { error_code: 403, description: 'Forbidden: bot was kicked from the supergroup chat' },
  invalid: { error_code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' },
  transient: { error_code: 500, description: 'Internal Server Error' },
}

export type TelegramHarness = ChannelHarness & Awaited<ReturnType<typeof makeParts>>

/** The channel beside the strict stand-in, with a group, a person, and a web server in webhook mode. */
export async function telegramHarness(
  mode: 'polling' | 'webhook',
  settings: { standIn?: StandInOptions; leases?: Leases } = {},
): Promise<TelegramHarness> {
  const parts = await makeParts(mode, settings)
  const { tg, driver, person, channel, make, door } = parts
  const roomOf = (room: Address) => (room.type === 'dm' ? person : driver)
  const messageOf = (room: Address, id: string) => {
    const found = roomOf(room).messages.find((message) => message.id === Number(id))
    if (!found) throw new Error(`no message ${id}`)
    return found
  }
  const address = (chat: number, type: Address['type']): Address => ({
    channel: 'telegram',
    account: channel.account,
    chat: String(chat),
    type,
  })

  return {
    ...parts,
    another: () => make(),
    group: address(driver.id, 'group'),
    dm: address(person.id, 'dm'),
    says: async (room, { text, photo, replyTo }) => {
      const words = photo ? { photo, ...(text && { caption: text }) } : { text: text ?? '' }
      const content = { ...words, ...(replyTo && { replyTo: messageOf(room, replyTo) }) }
      return String(person.send(roomOf(room), content).id)
    },
    edits: async (room, messageId, text) => person.edit(messageOf(room, messageId), { text }),
    presses: async (room, messageId, label) => {
      const click = person.click(messageOf(room, messageId), label)
      return { answer: async () => (await click.answered).text || null }
    },
    repeats: async () => tg.repeatUpdate(tg.delivered.at(-1)?.updateId ?? 0),
    garbles: async () => {
      tg.injectRawUpdate({ message: { message_id: 'x', chat: { id: driver.id } } })
    },
    refuses: (code) => {
      const refusal = REFUSALS[code]
      if (refusal) tg.fail('sendMessage', refusal)
      return refusal !== undefined
    },
    shown: async (room) =>
      roomOf(room)
        .messages.filter((message) => message.text || message.photo)
        .map(
          (message): ShownMessage => ({
            messageId: String(message.id),
            text: message.text,
            buttons: message.buttonTexts,
            photos: message.photo ? 1 : 0,
            replyTo: message.replyToId === undefined ? undefined : String(message.replyToId),
            byBot: message.byBot,
          }),
        ),
    unacknowledged: () => tg.pendingUpdates.length,
    drained: () => tg.idle(),
    close: async () => {
      await tg.stop()
      await door.close()
    },
  }
}

async function makeParts(
  mode: 'polling' | 'webhook',
  { standIn = {}, leases = new MemoryLeases() }: { standIn?: StandInOptions; leases?: Leases },
) {
  const tg: Telegram = await startTelegram(standIn)
  const log = new LogBook()
  const door = await openDoor()
  const make = (more: Partial<TelegramOptions> = {}): Channel => {
    const channel = createTelegram({
      token: tg.token,
      apiRoot: tg.apiRoot,
      mode,
      webhookUrl: door.url,
      webhookSecret: SECRET,
      leases,
      log,
      retry: { first: 5, most: 40 },
      ...more,
    })
    door.channels.add(channel)
    return channel
  }
  const driver = tg.group({ title: '东沁村网格群' })
  driver.room.botStatus = 'member'
  driver.room.botHearsAll = true
  const person = tg.user({ first_name: '陈淑华' }).setStarted()
  return { tg, log, door, make, channel: make(), driver, person, leases }
}

/** A web server that hands requests to the first channel that listens, as a load balancer would. */
async function openDoor() {
  const channels = new Set<Channel>()
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    let status = 404
    for (const channel of channels) {
      const { webhook } = channel
      if (!webhook || request.url !== webhook.path) continue
      const answer = await webhook.handle({
        headers,
        query: {},
        body: parsed(Buffer.concat(chunks).toString()),
      })
      status = answer.status
      if (status !== 503) break
    }
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, channels, close }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
