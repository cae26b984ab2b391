/** A smoke through `telegram-test-api`, a stand-in that others wrote. It knows few methods, and no rules. */
import { createServer } from 'node:net'
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Address, Channel } from '../../src/app/ports.ts'
import { createTelegram } from '../../src/channels/telegram/index.ts'
import { LogBook } from './log-book.ts'
import { MemoryLeases } from './memory-leases.ts'
import { RecordingSink } from './recording-sink.ts'

/** getMe there always answers with this id. */
const TOKEN = '666:others'

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise<void>((resolve) => probe.close(() => resolve()))
  if (!address || typeof address === 'string') throw new Error('no port')
  return address.port
}

let server: TelegramServer
let channel: Channel
let sink: RecordingSink

beforeEach(async () => {
  server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' })
  await server.start()
  const { apiURL } = server.config
  sink = new RecordingSink()
  channel = createTelegram({
    token: TOKEN,
    apiRoot: apiURL,
    mode: 'polling',
    leases: new MemoryLeases(),
    log: new LogBook(),
  })
  await channel.start(sink)
})

afterEach(async () => {
  await channel.stop()
  await server.stop()
})

const room = (chat: string, type: Address['type']): Address => ({
  channel: 'telegram',
  account: '666',
  chat,
  type,
})

it('hears a private text, answers it and edits the answer', async () => {
  const client = server.getClient(TOKEN, { userId: 11, chatId: 11 })
  await client.sendMessage(client.makeMessage('路灯坏了'))
  const heard = await sink.heardText('路灯坏了')
  expect(heard).toMatchObject({ conversation: { id: '11', type: 'dm' }, sender: { id: '11' } })

  const buttons = [[{ kind: 'action' as const, label: '是', token: 'yes' }]]
  const card = { title: '31号', lines: ['<路灯>'], tone: 'normal' as const, photos: [], buttons }
  const sent = await channel.send(room('11', 'dm'), card, [], { idempotencyKey: 'a' })
  const shown = await client.getUpdates()
  expect(JSON.stringify(shown)).toContain('<b>🔵 31号</b>\\n&lt;路灯&gt;')
  expect(JSON.stringify(shown)).toContain('"callback_data":"yes"')

  await channel.edit?.(room('11', 'dm'), sent, { ...card, lines: ['已接单'], buttons: [] }, [])
  expect(JSON.stringify(await client.getUpdatesHistory())).toContain('已接单')
})

it('hears a group text and a command', async () => {
  const client = server.getClient(TOKEN, {
    userId: 12,
    chatId: -55,
    type: 'group',
    chatTitle: '东沁村网格群',
  })
  await client.sendMessage(client.makeMessage('水管漏了'))
  expect((await sink.heardText('水管漏了')).conversation).toMatchObject({ id: '-55', type: 'group' })
  await client.sendCommand(client.makeCommand('/status 3网格'))
  const command = await sink.heardText('/status')
  expect(command.body.command).toEqual({ name: 'status', args: '3网格' })
})

it('hears a pressed button and answers it', async () => {
  const client = server.getClient(TOKEN, { userId: 11, chatId: 11 })
  await client.sendCallback(client.makeCallbackQuery('token-31'))
  const action = await sink.heard('action')
  expect(action).toMatchObject({
    conversation: { id: '11' },
    sender: { id: '11' },
    body: { token: 'token-31' },
  })
  await channel.answerAction?.(action.body.actionId, '记下了')
})
