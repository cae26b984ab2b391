import { describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'

const NO_PLACE = '家门口的电线破皮了,下雨天滋滋响'
const PLACED = '东沁村3网格1单元秋菊阿婆家门口的电线破皮了,下雨天滋滋响'

onStage()

const tickets = () =>
  stage.sql<{
    number: string
    state: string
    area: string
    department: string | null
    data: { photosBefore: string[] }
  }>('SELECT number, state, area, department, data FROM ticket ORDER BY number')

describe('a resident in private', () => {
  it('is asked for the place alone, answers by words, and follows her matter to the end', async () => {
    const { tg, quiet } = stage
    const { mei, power, zhang } = scene
    mei.dm(NO_PLACE)
    const question = await tg.waitForMessage(mei, /还差一个地点：在哪个村/)
    await quiet()
    expect(question.buttonTexts.flat()).toEqual(
      ['东沁村', '石浦村', '前林村', '沙湾村', '后井村', '镇街社区', '上塘工业园'].map((n) =>
        expect.stringContaining(n),
      ),
    )
    expect(power.botMessages).toEqual([])
    expect((await tickets())[0]).toMatchObject({ state: 'needs_info' })
    mei.dm('东沁村3网格1单元秋菊阿婆家门口')
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    const card = await tg.waitForMessage(mei, /记下了，1号/)
    expect(card.text).toContain('已通知供电所 张建国')
    expect(card.buttonTexts.flat()).toEqual(['补充', '撤回'])
    expect(call.text).toContain('林**')
    expect(await tickets()).toMatchObject([{ state: 'dispatched', area: 'DQ-3-1', department: 'power' }])

    await zhang.click(call, '接单').answered
    await tg.waitFor(() => /已接单/.test(card.text))
    zhang.send(power, { photo: await jpeg(), caption: '换了新线', replyTo: call })
    const result = await tg.waitForMessage(mei, /1号处理完了：换了新线/)
    expect(result.buttonTexts.flat()).toEqual(['已解决', '没修好'])
    await mei.click(result, '没修好').answered
    await tg.waitForMessage(power, /没修好，请重新处理/)
    await tg.waitForMessage(mei, /退回供电所重新处理/)
    await zhang.click(call, '接单').answered
    zhang.send(power, { photo: await jpeg(640, 480), caption: '又换了一次', replyTo: call })
    const second = await tg.waitForMessage(mei, /处理完了：又换了一次/)
    await mei.click(second, '已解决').answered
    await tg.waitFor(() => /已归档/.test(card.text))
    mei.dm('/mine')
    await tg.waitForMessage(mei, /您报过的 1 件：\n1号 电力线路隐患：已归档/)
  })

  it('answers by button where few places are possible', async () => {
    const { tg, quiet } = stage
    const { mei, power } = scene
    mei.dm(NO_PLACE)
    const question = await tg.waitForMessage(mei, /还差一个地点：/)
    const { text } = await mei.click(question, '东沁村').answered
    expect(text).toMatch(/记在东沁村/)
    await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    expect(await tickets()).toMatchObject([{ state: 'dispatched', area: 'DQ', department: 'power' }])
  })

  it('answers by a location', async () => {
    const { tg, quiet } = stage
    const { mei, power } = scene
    mei.dm(NO_PLACE)
    await tg.waitForMessage(mei, /还差一个地点：/)
    mei.dm({ location: { latitude: 25.23497, longitude: 119.09061 } })
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    expect(await tickets()).toMatchObject([{ state: 'dispatched', area: 'DQ-3-1' }])
    expect(call.buttonTexts.flat()).toContain('地图')
  })

  it('takes her report back by the button', async () => {
    const { tg, quiet } = stage
    const { mei, power } = scene
    mei.dm(PLACED)
    const card = await tg.waitForMessage(mei, /记下了，1号/)
    const call = await tg.waitForMessage(power, /请处理 1号/)
    const { text } = await mei.click(card, '撤回').answered
    expect(text).toBe('1号已撤销')
    await tg.waitForMessage(power, /1号已撤销，不用去了/)
    await quiet()
    expect(card.buttonTexts.flat()).toEqual([])
    expect(call.buttonTexts.flat()).toEqual([])
    expect(await tickets()).toMatchObject([{ state: 'withdrawn' }])
  })

  it('gets one greeting, one hint for small talk, and no ticket', async () => {
    const { tg, quiet } = stage
    const { mei } = scene
    mei.dm('在吗')
    await quiet()
    mei.dm('你好')
    await quiet()
    expect(await tickets()).toEqual([])
    expect(saidIn(mei)).toEqual([expect.stringMatching(/我是.*的网格哨.*直接写给我就行/)])
    mei.dm('那个事情你懂的')
    await tg.waitForMessage(mei, /写一句情况和地点/)
    mei.dm('好的谢谢')
    await quiet()
    expect(saidIn(mei)).toHaveLength(2)
    expect(await tickets()).toEqual([])
  })

  it('is heard in English where the account speaks English', async () => {
    const { tg } = stage
    const tom = tg.user({ first_name: 'Tom', language_code: 'en' })
    tom.dm('/help')
    const help = await tg.waitForMessage(tom)
    expect(help.text).toMatch(/\/mine/)
    expect(help.text).not.toMatch(/直接写/)
    tom.start()
    const hello = await tg.waitForMessage(tom, (m) => m.id > help.id)
    expect(hello.text).toMatch(/Gridwhistle|whistle/i)
    scene.mei.start()
    await tg.waitForMessage(scene.mei, /我是.*网格哨/)
    scene.mei.dm('/help')
    await tg.waitForMessage(scene.mei, /\/ticket 31/)
    scene.chen.start()
    await tg.waitForMessage(scene.chen, /陈淑华您好，您是东沁村 3网格1单元 单元长/)
  })
})
