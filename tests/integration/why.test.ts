import { describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'

const WIRE = '3号网格一单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响,小孩天天从那走,快派人来看看'

onStage()

async function reported(text = WIRE): Promise<void> {
  scene.chen.send(scene.work, text)
  await stage.tg.waitForMessage(scene.work, /1号/)
  await stage.quiet()
}

describe('/why', () => {
  it('says in plain words why it was taken so', async () => {
    const { work, chen } = scene
    await reported()
    chen.send(work, '/why 1')
    const told = await stage.tg.waitForMessage(work, /1号为什么这么办/)
    const lines = told.text.split('\n')
    expect(lines).toHaveLength(6)
    expect(lines[1]).toMatch(/^为什么当成报险：.*要人来办/)
    expect(lines[2]).toMatch(/^为什么归到电力线路隐患：说到“.*”.*，很有把握。$/)
    expect(lines[3]).toMatch(/^为什么算紧急：/)
    expect(lines[4]).toBe('为什么派给供电所：责任清单上，东庄镇的这类事归它。')
    expect(lines[5]).toMatch(/^地点怎么认出来的：话里写了编号“.*”，记在东沁村 3网格1单元。$/)
    expect(told.text).not.toMatch(/safety|weight|类别 |紧急程度:/)
  })

  it.each(['为什么是1号', '1号为什么这么分', '为啥1号派给供电所', '1号为什么算紧急?'])(
    'answers %s',
    async (words) => {
      await reported()
      scene.lin.send(scene.work, words)
      await stage.tg.waitForMessage(scene.work, /1号为什么这么办/)
    },
  )

  it('answers 为什么这么派 below the card; a push is no question for reasons', async () => {
    const { work, lin } = scene
    await reported()
    const card = await stage.tg.waitForMessage(work, /1号 · 电力/)
    lin.send(work, { text: '为什么这么派', replyTo: card })
    await stage.tg.waitForMessage(work, /1号为什么这么办/)
    lin.send(work, '1号为什么还没处理好')
    await stage.quiet()
    expect(saidIn(work).filter((text) => /为什么这么办/.test(text))).toHaveLength(1)
  })

  it('tells what was corrected later, and by whom it was sent on', async () => {
    const { tg } = stage
    const { work, power, water, zhang, chen } = scene
    await reported()
    zhang.send(power, '1号转给水务站')
    await tg.waitForMessage(water, /请处理 1号/)
    chen.send(work, '写错了,不是1单元,是3网格2单元')
    await tg.waitForMessage(water, /3网格2单元/)
    await stage.quiet()
    chen.send(work, '/why 1')
    const told = await tg.waitForMessage(work, /1号为什么这么办/)
    expect(told.text).toContain('为什么派给水务站：由张建国派的。')
    expect(told.text).toMatch(/地点怎么认出来的：后来又说了地点.*记在东沁村 3网格2单元/)
  })

  it('speaks English to those who do, in private', async () => {
    const { tg } = stage
    const tom = tg.user({ first_name: 'Tom', language_code: 'en' })
    tom.dm('东沁村3网格1单元的井盖不见了,危险')
    await tg.waitForMessage(tom, /No\. ?1/)
    await stage.quiet()
    tom.dm('/why 1')
    const told = await tg.waitForMessage(tom, /Why No\. 1 is as it is/)
    expect(told.text).toMatch(/Why Missing or broken manhole cover: they say “/)
    expect(told.text).toMatch(/How the place was found: the words have a number/)
  })

  it('is kept from those who may not see the ticket', async () => {
    await reported()
    scene.mei.dm('/why 1')
    await stage.tg.waitForMessage(scene.mei, /没有找到 1号，或者它不归您看/)
  })

  it('says no words of a dispute in a group', async () => {
    const { tg } = stage
    const { work, chen } = scene
    chen.send(work, '3网格2单元陈阿水跟隔壁为了一堵墙吵了三年,求调解')
    await tg.waitForMessage(work, /1号/)
    await stage.quiet()
    chen.send(work, '/why 1')
    const told = await tg.waitForMessage(work, /1号为什么这么办/)
    expect(told.text).not.toMatch(/阿水|隔壁|一堵墙|“/)
  })

  it('does not exist in a group for a complaint about officials', async () => {
    const { tg, quiet } = stage
    const { work, chen } = scene
    chen.dm('村干部吃拿卡要,办低保要我送两条烟')
    await quiet()
    chen.send(work, '/why 1')
    await tg.waitForMessage(work, /没有找到 1号，或者它不归您看/)
  })
})
