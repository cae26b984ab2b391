import { randomUUID } from 'node:crypto'
import type { Channel } from '../../src/app/ports.ts'
import { createTelegram } from '../../src/channels/telegram/index.ts'
import type { Context } from '../../src/context.ts'
import type { OutgoingMessage } from '../../src/domain/message.ts'
import { startTelegram } from '../../tests/support/telegram/index.ts'
import { type Figure, rate } from './figure.ts'

const MESSAGES = 600
const IN_FLIGHT = 8
const MESSAGE: OutgoingMessage = {
  title: '31号 · 电力线路隐患(紧急)',
  lines: ['东沁村 3网格1单元 秋菊阿婆家门口', '已通知供电所 张建国,30分钟内接单,今天 21:00 前处理'],
  tone: 'urgent',
  photos: [],
  buttons: [[{ kind: 'action', label: '补充', token: 'a'.repeat(22) }]],
}

/** Messages a second that the channels themselves could send; the platforms allow far fewer. */
export async function benchChannels(ctx: Context): Promise<Figure[]> {
  const web = ctx.channels.find((channel) => channel.name === 'web')
  const figures: Figure[] = []
  if (web) {
    const value = await sendRate(web, 'g-DQ')
    figures.push({ name: 'channel.web.rate', value, unit: '1/s', note: 'cards written into a room' })
  }
  const tg = await startTelegram()
  try {
    const group = tg.group({ title: '东沁村网格群' }).addBot({ admin: true, silent: true })
    const leases = { hold: () => ({ stop: async () => undefined }) }
    const telegram = createTelegram({
      token: tg.token,
      apiRoot: tg.apiRoot,
      mode: 'polling',
      leases,
      log: ctx.log,
    })
    const value = await sendRate(telegram, String(group.id))
    const note = 'cards sent to the stand-in, which runs in the same process; Telegram allows about 30/s'
    figures.push({ name: 'channel.telegram.rate', value, unit: '1/s', note })
  } finally {
    await tg.stop()
  }
  return figures
}

async function sendRate(channel: Channel, chat: string): Promise<number> {
  const { name, account } = channel
  const send = (): Promise<unknown> =>
    channel.send({ channel: name, account, chat, type: 'group' }, MESSAGE, [], {
      idempotencyKey: randomUUID(),
    })
  await rate(100, IN_FLIGHT, send)
  return Math.round(await rate(MESSAGES, IN_FLIGHT, send))
}
