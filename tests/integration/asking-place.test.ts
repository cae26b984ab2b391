import { beforeEach, describe, expect, it } from 'vitest'
import { clock, onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'

const LAMP = '路灯坏了,晚上黑乎乎的'
const FIRE = '着火了,烟好大,快来人'

onStage({}, '10:00')
beforeEach(() => {
  scene.work.join(scene.mei)
})

/** The newest ticket first. */
const tickets = () =>
  stage.sql<{ state: string; area: string; place: string | null }>(
    `SELECT state, area, data->>'place' AS place FROM ticket ORDER BY number DESC`,
  )
const questions = () =>
  stage.sql<{ kind: string; state: string; answer: string | null }>(
    'SELECT kind, state, answer FROM question',
  )

/** A resident reports without a spot, a moment after something was reported of 3网格2单元. */
async function asked(): Promise<StoredMessage> {
  scene.chen.send(scene.work, '3网格2单元土地庙前的垃圾没人清')
  await stage.quiet()
  clock.skip(40)
  scene.mei.send(scene.work, LAMP)
  const question = await stage.tg.waitForMessage(scene.work, /还差一个地点/)
  await stage.quiet()
  return question
}

describe('a report in a group without a spot', () => {
  it('goes out at once, and is asked about beside its card; the button puts the place right', async () => {
    const { work, mei } = scene
    const question = await asked()
    expect(question.text).toBe('还差一个地点：是东沁村 3网格2单元那边吗？')
    expect(question.buttonTexts.flat()).toEqual(['是', '换一个'])
    expect((await tickets())[0]).toMatchObject({ state: 'dispatched', area: 'DQ' })
    expect((await mei.click(question, '是').answered).text).toBe('好，记在东沁村 3网格2单元')
    await stage.quiet()
    expect((await tickets())[0]).toMatchObject({ state: 'dispatched', area: 'DQ-3-2' })
    expect(question.buttonTexts.flat()).toEqual([])
    expect(question.text).toContain('好，记在东沁村 3网格2单元')
    expect(await questions()).toEqual([{ kind: 'place', state: 'answered', answer: 'place' }])
    // Two cards and one question.
    expect(saidIn(work)).toHaveLength(3)
    expect(await stage.sql('SELECT 1 FROM dialog')).toEqual([])
  })

  it('is answered by words', async () => {
    const { tg, quiet } = stage
    const { work, mei } = scene
    mei.send(work, LAMP)
    const question = await tg.waitForMessage(work, /还差一个地点：在哪个网格/)
    await quiet()
    expect(question.buttonTexts).toEqual([])
    mei.send(work, '2网格3单元水井边')
    await quiet()
    expect(await tickets()).toMatchObject([{ state: 'dispatched', area: 'DQ-2-3' }])
    expect((await questions())[0]).toMatchObject({ state: 'answered' })
    expect(saidIn(work)).toHaveLength(2)
    mei.send(work, '大家吃饭没')
    await quiet()
    expect(saidIn(work)).toHaveLength(2)
  })

  it('换一个 waits for the words of the one who pressed', async () => {
    const { tg, quiet } = stage
    const { work, lin, person } = scene
    const question = await asked()
    const lead = await person('黄启航')
    work.join(lead)
    // A grid chief answers for a part of the village, and may not yet say where the rest lies.
    expect((await lin.click(question, '换一个').answered).text).toMatch(/只有报的人/)
    expect((await lead.click(question, '换一个').answered).text).toMatch(/写清楚在哪里/)
    lead.send(work, '3网格4单元新厝排那里')
    await tg.waitFor(() => question.buttonTexts.flat().length === 0)
    await quiet()
    expect((await tickets())[0]).toMatchObject({ area: 'DQ-3-4' })
  })

  it('another matter of the same sender is no answer', async () => {
    const { quiet } = stage
    const { work, mei } = scene
    await asked()
    mei.send(work, '2网格3单元垃圾没人清')
    await quiet()
    expect((await tickets()).map((t) => t.area)).toEqual(['DQ-2-3', 'DQ', 'DQ-3-2'])
    expect(saidIn(work)).toHaveLength(4)
  })

  it('a passer-by who presses is refused with a reason, and two presses are one', async () => {
    const { tg, quiet } = stage
    const { work, mei } = scene
    const question = await asked()
    const passer = tg.user({ first_name: '路人' })
    work.join(passer)
    expect((await passer.click(question, '是').answered).text).toMatch(/2号只有报的人、网格长以上能更正/)
    const [one, two] = [mei.click(question, '是'), mei.click(question, '是')]
    expect((await one.answered).text).toBe('好，记在东沁村 3网格2单元')
    expect((await two.answered).text).toBe('记下了，是 2号。')
    await quiet()
    expect(await stage.sql(`SELECT 1 FROM ticket_event WHERE command = 'correct'`)).toHaveLength(1)
    expect(saidIn(work)).toHaveLength(3)
  })

  it('a button of another chat, or one too old, is refused', async () => {
    const { tg, quiet } = stage
    const { power, zhang, mei } = scene
    const question = await asked()
    const [button] = question.buttons
    const data = button && 'callback_data' in button ? button.callback_data : ''
    zhang.send(power, '/status')
    const other = await tg.waitForMessage(power)
    expect((await zhang.clickData(other, data).answered).text).toMatch(/已经失效/)
    clock.skip(13 * 60)
    expect((await mei.click(question, '是').answered).text).toMatch(/已经失效/)
    await quiet()
    expect((await tickets())[0]).toMatchObject({ area: 'DQ' })
  })

  it('is not asked at night, unless it is pressing', async () => {
    const { tg, quiet } = stage
    const { work, mei } = scene
    clock.set('23:10')
    mei.send(work, LAMP)
    await quiet()
    expect(saidIn(work)).toHaveLength(1)
    clock.skip(40)
    mei.send(work, FIRE)
    await tg.waitForMessage(work, /还差一个地点/)
    await quiet()
    expect(saidIn(work)).toHaveLength(3)
  })

  it('a village without water, a spot in words, and a chief of one unit are not asked', async () => {
    const { quiet } = stage
    const { work, mei, chen } = scene
    mei.send(work, '全村停水了,一滴都没有')
    await quiet()
    clock.skip(40)
    mei.send(work, '秋菊阿婆家门口的路灯坏了')
    await quiet()
    clock.skip(40)
    chen.send(work, '井盖不见了')
    await quiet()
    expect((await tickets()).map((t) => t.area)).toEqual(['DQ-3-1', 'DQ', 'DQ'])
    expect(saidIn(work)).toHaveLength(3)
    expect(await questions()).toEqual([])
  })

  it('closes when the matter is taken back', async () => {
    const { quiet } = stage
    const { work, mei } = scene
    const question = await asked()
    mei.send(work, '搞错了,不用管了')
    await quiet()
    expect((await tickets())[0]).toMatchObject({ state: 'withdrawn' })
    expect(question.buttonTexts.flat()).toEqual([])
    expect(await questions()).toEqual([{ kind: 'place', state: 'dropped', answer: null }])
  })
})
