import type { Address, ReceivedEvent } from '../../src/app/ports.ts'
import type { OutgoingMessage } from '../../src/domain/message.ts'
import type { WebServer } from './web-server.ts'

/**
 * Plays the bot's part of the main story by rote, for tests of the pages that need no pipeline: a text about a wire
 * brings cards into both groups, 接单 and a reply with a photo move them on, 已解决 ends it.
 */
export function playStory(server: WebServer): void {
  const { channel } = server
  const work = at('web-work')
  const power = at('web-power')
  let photos: string[] = []
  let key = 0
  let workCard = ''
  let powerCard = ''
  const options = (replyTo?: string) => {
    key += 1
    return { idempotencyKey: `story-${key}`, ...(replyTo ? { replyTo } : {}) }
  }
  const change = async (to: Address, id: string, message: OutgoingMessage) =>
    channel.edit?.(to, { messageId: id, form: 'post' }, message, [])

  server.onEvent(async ({ event }: ReceivedEvent) => {
    const { body } = event
    if (body.kind === 'message') {
      const text = body.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('')
      const added = body.parts.flatMap((part) => (part.kind === 'photo' ? [part.media.ref] : []))
      if (event.conversation.id === 'web-work' && added.length > 0) photos = added
      if (event.conversation.id === 'web-work' && /电线/.test(text)) {
        workCard = (await channel.send(work, reported(), [], options(body.messageId))).messageId
        powerCard = (await channel.send(power, called(photos), [], options())).messageId
      }
      if (event.conversation.id === 'web-power' && added.length > 0) {
        const both = [...photos, ...added]
        await change(power, powerCard, settled(both))
        await change(work, workCard, settled(both))
        await channel.send(work, asked(), [], options(workCard))
      }
    }
    if (body.kind === 'action') {
      if (body.token === 'accept') {
        await change(power, powerCard, {
          ...called(photos),
          lines: [...called(photos).lines.slice(0, 2), '张建国 8:12 已接单'],
          buttons: [[button('办结', 'resolve'), button('延期', 'extend')]],
        })
        await change(work, workCard, {
          ...reported(),
          lines: ['东沁村 3网格1单元 秋菊阿婆家门口', '供电所 张建国 8:12 已接单，正在赶来'],
        })
      }
      if (body.token === 'yes' && body.messageId) {
        await change(work, body.messageId, {
          ...asked(),
          lines: ['31号已解决，归档了。谢谢陈淑华。'],
          tone: 'done',
          buttons: [],
        })
      }
      await channel.answerAction?.(
        body.actionId,
        body.token === 'extend' ? '延期要先说明原因，请直接回复这张卡片。' : null,
      )
    }
  })
}

const button = (label: string, token: string) => ({ kind: 'action' as const, label, token })

function at(chat: string): Address {
  return { channel: 'web', account: 'web', chat, type: 'group' }
}

function reported(): OutgoingMessage {
  return {
    title: '🟠 31号 · 电力线路隐患（紧急）',
    lines: ['东沁村 3网格1单元 秋菊阿婆家门口', '已通知供电所 张建国，8:35 前接单，今天 21:00 前处理'],
    tone: 'urgent',
    photos: [],
    buttons: [[button('补充', 'add'), button('不是隐患', 'no')]],
  }
}

function called(photos: string[]): OutgoingMessage {
  return {
    title: '🟠 请处理 31号：电力线路隐患',
    lines: [
      '东沁村 3网格1单元 秋菊阿婆家门口',
      '陈淑华（单元长）8:05 报："电线破皮了，下雨天滋滋响"',
      '接单时限 8:35 · 办结时限 今天 21:00',
    ],
    tone: 'urgent',
    photos,
    buttons: [[button('接单', 'accept'), button('转办', 'transfer'), button('退回', 'return')]],
  }
}

function settled(photos: string[]): OutgoingMessage {
  return {
    title: '31号 · 电力线路隐患',
    lines: ['东沁村 3网格1单元 秋菊阿婆家门口', '供电所 张建国 9:40 已处理：已换新线'],
    tone: 'done',
    photos,
    buttons: [],
  }
}

function asked(): OutgoingMessage {
  return {
    lines: ['31号处理完了：已换新线。您看解决了吗？'],
    tone: 'plain',
    photos: [],
    buttons: [[button('已解决', 'yes'), button('没修好', 'no')]],
  }
}
