import { describe, expect, it } from 'vitest'
import type { Address } from '../../src/app/ports.ts'
import { actionId, readActionId } from '../../src/app/ports-web.ts'
import { createWebChannel } from '../../src/channels/web/index.ts'
import type { OutgoingMessage } from '../../src/domain/message.ts'
import { memoryMedia, memoryRooms } from '../support/web-server.ts'
import { channelContract } from './channel-contract.ts'
import { webHarness } from './web-harness.ts'

channelContract('web', webHarness)

describe('web channel', () => {
  const group: Address = { channel: 'web', account: 'web', chat: 'web-work', type: 'group' }
  const message: OutgoingMessage = { lines: ['31号'], tone: 'plain', photos: [], buttons: [] }

  it('sends the same key once', async () => {
    const rooms = memoryRooms()
    const channel = createWebChannel({ rooms, media: memoryMedia() })
    const first = await channel.send(group, message, [], { idempotencyKey: 'k1' })
    const again = await channel.send(group, message, [], { idempotencyKey: 'k1' })
    expect(again).toEqual(first)
    expect(await rooms.latest('web-work', 10)).toHaveLength(1)
  })

  it('sends as a message of its own what would answer one of another room', async () => {
    const rooms = memoryRooms()
    const channel = createWebChannel({ rooms, media: memoryMedia() })
    const elsewhere = await channel.send({ ...group, chat: 'web-power' }, message, [], {
      idempotencyKey: 'a',
    })
    await channel.send(group, message, [], { idempotencyKey: 'b', replyTo: elsewhere.messageId })
    expect((await rooms.latest('web-work', 1))[0]?.replyTo).toBeNull()
  })

  it('edits only what the bot said in that room', async () => {
    const rooms = memoryRooms()
    const channel = createWebChannel({ rooms, media: memoryMedia() })
    const sent = await channel.send(group, message, [], { idempotencyKey: 'a' })
    const other = { ...group, chat: 'web-power' }
    await expect(channel.edit?.(other, sent, message, [])).rejects.toMatchObject({ code: 'missing' })
    const gone = { messageId: '999', form: 'post' }
    await expect(channel.edit?.(group, gone, message, [])).rejects.toMatchObject({ code: 'missing' })
  })

  it('asks nobody for a phone number', async () => {
    const rooms = memoryRooms()
    const channel = createWebChannel({ rooms, media: memoryMedia() })
    const buttons: OutgoingMessage['buttons'] = [[{ kind: 'contact', label: '发送手机号' }]]
    await channel.send(group, { ...message, buttons }, [], { idempotencyKey: 'a' })
    const [post] = await rooms.latest('web-work', 1)
    expect(post?.content).toMatchObject({ message: { buttons: [] } })
  })

  it('carries the way back in the action id and refuses foreign ones', async () => {
    const press = { room: 'web-work', userId: 'u', clientKey: 'k' }
    expect(readActionId(actionId(press))).toEqual(press)
    const channel = createWebChannel({ rooms: memoryRooms(), media: memoryMedia() })
    await expect(channel.answerAction?.('nonsense', '好')).rejects.toMatchObject({ code: 'expired' })
  })
})
