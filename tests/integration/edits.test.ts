import { describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'
import { reportWire, WIRE } from '../support/wire.ts'

onStage()

const tickets = () =>
  stage.sql<{ state: string; category: string; area: string; urgency: string; supplements: string[] }>(
    `SELECT state, category, area, urgency,
       ARRAY(SELECT x->>'text' FROM jsonb_array_elements(data->'supplements') x) AS supplements
     FROM ticket ORDER BY number`,
  )

async function edited(post: StoredMessage, text: string): Promise<void> {
  scene.chen.edit(post, { text })
  await stage.quiet()
}

describe('an edited message', () => {
  it('that is no report any more takes its ticket back', async () => {
    const { post } = await reportWire()
    await edited(post, '搞错了,不是电线,是晾衣绳')
    expect(await tickets()).toMatchObject([{ state: 'withdrawn' }])
    await stage.tg.waitForMessage(scene.power, /1号已撤销，不用去了/)
  })

  it('that tells it is mended settles it', async () => {
    const { post } = await reportWire()
    await edited(post, '电线已经修好了')
    expect(await tickets()).toMatchObject([{ state: 'closed' }])
  })

  it('whose matter somebody has accepted is told to them instead', async () => {
    const { post, call } = await reportWire()
    await scene.zhang.click(call, '接单').answered
    await stage.quiet()
    await edited(post, '搞错了,不是电线,是晾衣绳')
    expect(await tickets()).toMatchObject([{ state: 'accepted', supplements: ['搞错了,不是电线,是晾衣绳'] }])
    await stage.tg.waitForMessage(scene.power, /1号有补充（陈淑华）：搞错了/)
  })

  it('that adds a second matter opens one more ticket, once', async () => {
    const { post } = await reportWire()
    const two = `${WIRE}。另外2网格3单元水井边的路灯三天不亮了`
    await edited(post, two)
    await edited(post, `${two}。`)
    expect((await tickets()).map((t) => [t.category, t.area])).toEqual([
      ['safety.power_line', 'DQ-3-1'],
      ['facility.street_light', 'DQ-2-3'],
    ])
    expect(saidIn(scene.work)).toHaveLength(2)
  })

  it('corrects place, matter and urgency', async () => {
    const { post } = await reportWire()
    await edited(post, '2网格3单元水井边的路灯不亮了')
    expect(await tickets()).toMatchObject([
      { category: 'facility.street_light', area: 'DQ-2-3', urgency: 'normal', state: 'dispatched' },
    ])
    expect(saidIn(scene.work)).toHaveLength(1)
  })

  it('that was added to a report is told as it reads now, or puts the place right', async () => {
    const { work, power, chen } = scene
    await reportWire()
    const line = chen.send(work, '就在窗户旁边,小孩够得着')
    await stage.tg.waitForMessage(power, /就在窗户旁边/)
    await stage.quiet()
    await edited(line, '就在厨房窗户旁边,两个小孩够得着')
    await stage.tg.waitForMessage(power, /1号有补充（陈淑华）：就在厨房窗户旁边/)
    await edited(line, '写错了,不是1单元,是3网格2单元')
    expect((await tickets())[0]).toMatchObject({ area: 'DQ-3-2' })
    expect(saidIn(work)).toHaveLength(1)
  })
})
