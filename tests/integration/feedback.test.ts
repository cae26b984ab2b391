import { describe, expect, it } from 'vitest'
import type { Ticket } from '../../src/domain/ticket/types.ts'
import { answer, clock, onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'
import { reportWire } from '../support/wire.ts'

onStage({ overrides: { auditEvery: 100 } }, '10:00')

const DAY = 24 * 60

const ticket = async (): Promise<Ticket> =>
  (await stage.sql<{ data: Ticket }>('SELECT data FROM ticket ORDER BY number'))[0]?.data as Ticket
const commands = async () =>
  (await stage.sql<{ command: string }>('SELECT command FROM ticket_event ORDER BY seq')).map(
    (e) => e.command,
  )

/** The wire is reported by Chen, accepted and resolved by Zhang; the question 已解决 / 没修好 stands in the group. */
async function resolved(): Promise<StoredMessage> {
  const { call } = await reportWire()
  await scene.zhang.click(call, '接单').answered
  scene.zhang.send(scene.power, { photo: await jpeg(), caption: '换了新线', replyTo: call })
  const result = await stage.tg.waitForMessage(scene.work, /1号处理完了/)
  await stage.quiet()
  return result
}

/** As before, and Chen has pressed 已解决: the question below the result. */
async function closed(): Promise<StoredMessage> {
  const result = await resolved()
  await scene.chen.click(result, '已解决').answered
  const question = await stage.tg.waitForMessage(scene.work, /1号办得怎么样/)
  await stage.quiet()
  return question
}

describe('after closing', () => {
  it('the reporter is asked once, below the result, and only they can say', async () => {
    const question = await closed()
    expect(question.text).toMatch(/陈淑华，您满意吗/)
    expect(question.buttonTexts.flat()).toEqual(['满意', '基本满意', '不满意'])
    scene.work.join(scene.mei)
    expect((await scene.mei.click(question, '不满意').answered).text).toMatch(/1号只有报的人能评价/)
    expect((await scene.lin.click(question, '满意').answered).text).toMatch(/1号只有报的人能评价/)
    expect((await scene.chen.click(question, '基本满意').answered).text).toBe('谢谢，记下了。')
    await stage.quiet()
    expect((await ticket()).ratings).toMatchObject([{ value: 'fair', text: '' }])
    expect(question.text).toMatch(/已评：基本满意/)
    expect(question.buttonTexts.flat()).toEqual([])
    expect(saidIn(scene.work).filter((text) => /您满意吗/.test(text))).toHaveLength(1)
  })

  it('不满意 asks for a word, which may be left out and reaches those who handled it', async () => {
    const question = await closed()
    const { text } = await scene.chen.click(question, '不满意').answered
    expect(text).toMatch(/哪里不满意/)
    await stage.quiet()
    expect((await ticket()).ratings).toMatchObject([{ value: 'bad', text: '' }])
    // Other talk in the group is no answer to it.
    scene.chen.send(scene.work, '晚上开会别忘了')
    await stage.quiet()
    expect((await ticket()).ratings).toMatchObject([{ value: 'bad', text: '' }])
    expect(await answer(scene.chen, scene.work, { text: '来了三趟才修好', replyTo: question })).toMatch(
      /记下了，1号/,
    )
    expect((await ticket()).ratings).toMatchObject([{ value: 'bad', text: '来了三趟才修好' }])
    expect(saidIn(scene.power).at(-1)).toMatch(/1号：报的人不满意。原话：“来了三趟才修好”/)
  })

  it('plain words count, are changed within three days and no longer', async () => {
    const question = await closed()
    scene.chen.send(scene.work, '满意,谢谢')
    await stage.quiet()
    expect((await ticket()).ratings).toMatchObject([{ value: 'good' }])
    clock.skip(2 * DAY)
    scene.chen.send(scene.work, { text: '不满意,又松了', replyTo: question })
    await stage.quiet()
    expect((await ticket()).ratings).toMatchObject([{ value: 'bad', text: '又松了' }])
    expect(question.text).toMatch(/已评：不满意/)
    clock.skip(1.5 * DAY)
    expect(await answer(scene.chen, scene.work, { text: '满意', replyTo: question })).toMatch(
      /1号的评价过了三天，不能再改了/,
    )
    expect((await ticket()).ratings).toMatchObject([{ value: 'bad' }])
  })

  it('满意 below the result says both: settled, and satisfied; nobody is asked again', async () => {
    const result = await resolved()
    scene.chen.send(scene.work, { text: '很满意', replyTo: result })
    await stage.quiet()
    expect(await ticket()).toMatchObject({ state: 'closed', ratings: [{ value: 'good' }] })
    expect((await commands()).slice(-2)).toEqual(['confirm', 'rate'])
    expect(result.buttonTexts.flat()).toEqual([])
  })

  it('a second result on the same day asks nothing; the next day it does', async () => {
    await closed()
    const said = () => saidIn(scene.work).filter((text) => /您满意吗/.test(text)).length
    expect(said()).toBe(1)
    const another = async (text: string, number: number) => {
      scene.chen.send(scene.work, text)
      const call = await stage.tg.waitForMessage(scene.water, new RegExp(`请处理 ${number}号`))
      await stage.quiet()
      scene.zhuo.send(scene.water, { photo: await jpeg(), caption: '修好了', replyTo: call })
      const result = await stage.tg.waitForMessage(scene.work, new RegExp(`${number}号处理完了`))
      await scene.chen.click(result, '已解决').answered
      await stage.quiet()
    }
    clock.skip(3 * 60)
    await another('3网格一单元 祠堂后面水管爆了,水一直往外冒', 2)
    expect(said()).toBe(1)
    clock.skip(DAY)
    await another('3网格一单元 村口老井边自来水管裂了漏水', 3)
    expect(said()).toBe(2)
  })

  it('a ticket that closes by itself at night asks in the morning; one that was rejected or taken back never', async () => {
    clock.set('23:30')
    await resolved()
    clock.skip(3 * DAY + 5)
    await stage.tg.waitForMessage(scene.work, /1号[\s\S]*已归档/)
    await stage.quiet()
    const asked = () => saidIn(scene.work).filter((text) => /您满意吗/.test(text))
    expect(asked()).toEqual([])
    clock.skip(7.5 * 60)
    await stage.tg.waitForMessage(scene.work, /1号办得怎么样/)
    await stage.quiet()
    expect(asked()).toHaveLength(1)
    const { chen, work } = scene
    chen.send(work, '3网格一单元 学校门口的路灯不亮了')
    await stage.quiet()
    chen.send(work, '搞错了,不用管了')
    await stage.quiet()
    expect(asked()).toHaveLength(1)
  })
})

describe('four weeks later', () => {
  it('it is asked whether it is still fixed: yes is noted', async () => {
    await closed()
    clock.skip(28 * DAY + 5)
    const question = await stage.tg.waitForMessage(scene.work, /1号.*现在还好着吗/)
    await stage.quiet()
    expect(question.buttonTexts.flat()).toEqual(['还好着', '又坏了'])
    expect((await scene.chen.click(question, '还好着').answered).text).toMatch(/1号还好着，记下了/)
    await stage.quiet()
    expect(await ticket()).toMatchObject({ state: 'closed', recheck: { fixed: true } })
    expect(question.buttonTexts.flat()).toEqual([])
    expect(await stage.sql(`SELECT 1 FROM timer WHERE state = 'armed'`)).toEqual([])
  })

  it('no sends it back to the same hands, one level higher', async () => {
    await closed()
    clock.skip(28 * DAY + 5)
    const question = await stage.tg.waitForMessage(scene.work, /1号.*现在还好着吗/)
    await scene.chen.click(question, '又坏了').answered
    await stage.quiet()
    const after = await ticket()
    expect(after).toMatchObject({ state: 'dispatched', department: 'power', disputes: 1, escalation: 1 })
    expect(after.handler).toBe(
      (await stage.sql<{ id: string }>(`SELECT id FROM person WHERE name = '张建国'`))[0]?.id,
    )
    expect(saidIn(scene.work).some((text) => /1号.*没修好.*报给您知道/.test(text))).toBe(true)
    expect(question.buttonTexts.flat()).toEqual([])
  })
})
