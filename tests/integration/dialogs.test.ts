import { describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import { reportWire } from '../support/wire.ts'

onStage()

const state = async () => (await stage.sql<{ state: string }>('SELECT state FROM ticket'))[0]?.state
const waiting = async () => (await stage.sql('SELECT 1 FROM dialog')).length

describe('a question of the bot', () => {
  it('补充: the next words of the one who pressed are added, those of others are not', async () => {
    const { tg, quiet } = stage
    const { lin, work, power } = scene
    const { card } = await reportWire()
    expect((await lin.click(card, '补充').answered).text).toMatch(/回复文字或照片/)
    const passer = tg.user({ first_name: '路人' })
    passer.send(work, '今天菜价又涨了')
    await quiet()
    expect(saidIn(power)).toHaveLength(1)
    lin.send(work, '要带梯子,巷子窄')
    await tg.waitForMessage(power, /1号有补充（林志强）：要带梯子/)
    await quiet()
    expect(await waiting()).toBe(0)
    lin.send(work, '大家晚上开会')
    await quiet()
    expect(saidIn(power)).toHaveLength(2)
  })

  it('退回 waits for the reason; a command on a numbered ticket is not it', async () => {
    const { tg, quiet } = stage
    const { zhang, power, center } = scene
    const { call } = await reportWire()
    await zhang.click(call, '退回').answered
    zhang.send(power, '1号接单')
    await quiet()
    expect(await state()).toBe('accepted')
    await zhang.click(call, '退回').answered
    zhang.send(power, { photo: await jpeg() })
    await quiet()
    expect(await state()).not.toBe('new')
    zhang.send(power, '这是水务站的线')
    await tg.waitForMessage(center, /供电所退回/)
    await quiet()
    expect(await state()).toBe('new')
    expect(await waiting()).toBe(0)
  })

  it('转办 takes the name of a department below the question, and says when it knows none', async () => {
    const { tg, quiet } = stage
    const { zhang, power, water } = scene
    const { call } = await reportWire()
    await zhang.click(call, '转办').answered
    const offer = await tg.waitForMessage(power, /1号转给谁/)
    zhang.send(power, { text: '火星站', replyTo: offer })
    await tg.waitForMessage(power, /没有找到这个部门/)
    zhang.send(power, { text: '转给自来水', replyTo: offer })
    await tg.waitForMessage(water, /请处理 1号/)
    await quiet()
    expect(await waiting()).toBe(0)
  })

  it('the photo of the result: small talk meanwhile is no answer', async () => {
    const { tg, quiet } = stage
    const { zhang, power, work } = scene
    const { call } = await reportWire()
    await zhang.click(call, '接单').answered
    await tg.waitFor(() => call.buttonTexts.flat().includes('办结'))
    await zhang.click(call, '办结').answered
    zhang.send(power, '中午吃什么')
    await quiet()
    expect(await state()).toBe('accepted')
    zhang.send(power, { photo: await jpeg(), caption: '换好了' })
    await tg.waitForMessage(work, /1号处理完了：换好了/)
    await quiet()
    expect(await state()).toBe('resolved')
  })

  it('已经好了 below the card by somebody who cannot know is refused with a reason', async () => {
    const { tg, quiet } = stage
    const { card } = await reportWire()
    const passer = tg.user({ first_name: '路人' })
    passer.send(scene.work, { text: '搞错了,不用管了', replyTo: card })
    await tg.waitForMessage(scene.work, /1号只有报的人、网格长以上能撤销/)
    await quiet()
    expect(await state()).toBe('dispatched')
  })
})
