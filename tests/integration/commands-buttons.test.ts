import { describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'
import { reportWire } from '../support/wire.ts'

onStage()

interface Row {
  state: string
  department: string | null
  version: number
}
const ticket = async () =>
  (await stage.sql<Row>('SELECT state, department, version FROM ticket ORDER BY number'))[0]

function tokenOf(message: StoredMessage, label: string): string {
  const button = message.buttons.find((b) => b.text === label)
  return button && 'callback_data' in button ? button.callback_data : ''
}

describe('a pressed button', () => {
  it('that nobody made, of another chat, or too old is refused with a reason and changes nothing', async () => {
    const { quiet, sql } = stage
    const { zhang, chen, call } = { ...scene, ...(await reportWire()) }
    const before = await ticket()
    const own = chen.send(scene.water, '看看')
    expect((await zhang.clickData(call, 'a:forged').answered).text).toMatch(/按钮已经失效/)
    expect((await zhang.clickData(call, '').answered).text).toMatch(/按钮已经失效/)
    // Copied into another chat.
    expect((await zhang.clickData(own, tokenOf(call, '接单')).answered).text).toMatch(/按钮已经失效/)
    await sql(`UPDATE button_token SET expires_at = now() - interval '1 day'`)
    expect((await zhang.click(call, '接单').answered).text).toMatch(/按钮已经失效/)
    await quiet()
    expect(await ticket()).toEqual(before)
    const audits = await sql<{ action: string }>(
      `SELECT action FROM audit_log WHERE action LIKE 'button.%' ORDER BY id`,
    )
    expect(audits.map((a) => a.action)).toEqual([
      'button.forged',
      'button.forged',
      'button.foreign',
      'button.expired',
    ])
  })

  it('by somebody without the right is refused in plain words', async () => {
    const { quiet } = stage
    const { chen, mei, zhuo, zhang, work, power } = scene
    const { card, call } = await reportWire()
    power.join(mei)
    for (const stranger of [mei, chen, zhuo]) {
      const { text } = await stranger.click(call, '接单').answered
      expect(text).toMatch(/1号只有供电所.*能接单/)
    }
    expect((await mei.click(call, '退回').answered).text).toMatch(/1号只有供电所.*能退回/)
    expect((await mei.click(call, '转办').answered).text).toMatch(/1号只有供电所.*能转办/)
    expect((await mei.click(card, '不是隐患').answered).text).toMatch(/1号只有报的人、网格长以上能撤销/)
    await zhang.click(call, '接单').answered
    await quiet()
    const said = saidIn(power).length
    const { text } = await mei.click(call, '办结').answered
    expect(text).toMatch(/1号只有供电所.*能办结/)
    await quiet()
    expect(saidIn(power)).toHaveLength(said)
    expect(saidIn(work)).toHaveLength(1)
    expect(await ticket()).toMatchObject({ state: 'accepted' })
  })

  it('a stale one says how things stand', async () => {
    const { zhang, zheng, call } = { ...scene, ...(await reportWire()) }
    const accept = tokenOf(call, '接单')
    await zhang.click(call, '接单').answered
    expect((await zheng.clickData(call, accept).answered).text).toMatch(/1号已经由张建国接单了/)
    scene.chen.send(scene.work, '搞错了,不用管了')
    await stage.quiet()
    expect((await zheng.clickData(call, accept).answered).text).toMatch(/1号现在已撤销，不能接单/)
  })

  it('two handlers accept at once: one wins, the other is told who', async () => {
    const { tg, quiet } = stage
    const { zhang, zheng, call } = { ...scene, ...(await reportWire()) }
    tg.hold()
    const clicks = [zhang.click(call, '接单'), zheng.click(call, '接单')]
    tg.release()
    const [a, b] = await Promise.all(clicks.map((c) => c.answered))
    expect(a?.text).toMatch(/^已接单，/)
    expect(b?.text).toMatch(/1号已经由张建国接单了/)
    await quiet()
    const events = await stage.sql(`SELECT 1 FROM ticket_event WHERE command = 'accept'`)
    expect(events).toHaveLength(1)
  })

  it('转办 offers departments; the chosen one gets the card and the old card loses its buttons', async () => {
    const { tg, quiet } = stage
    const { zhang, zhuo, power, water, work } = scene
    const { card, call } = await reportWire()
    expect((await zhang.click(call, '转办').answered).text).toMatch(/1号转给谁/)
    const offer = await tg.waitForMessage(power, /1号转给谁/)
    expect(offer.buttonTexts.flat()).not.toContain('供电所')
    const label = offer.buttonTexts.flat().find((t) => t === '水务站')
    if (label) await zhang.click(offer, label).answered
    else zhang.send(power, { text: '水务站', replyTo: offer })
    const next = await tg.waitForMessage(water, /请处理 1号/)
    await quiet()
    expect(next.buttonTexts.flat()).toEqual(['接单', '转办', '退回', '更多'])
    expect(call.buttonTexts.flat()).toEqual([])
    expect(card.text).toMatch(/已通知水务站/)
    expect(await ticket()).toMatchObject({ state: 'dispatched', department: 'water' })
    // The question is answered: what the handler says next is no department.
    const said = saidIn(power).length
    zhang.send(power, '下午开会别忘了')
    await quiet()
    expect(saidIn(power)).toHaveLength(said)
    expect((await zhuo.click(next, '接单').answered).text).toMatch(/^已接单/)
    await quiet()
    expect(saidIn(work)).toHaveLength(1)
  })

  it('退回 asks why; the dispatcher gets the ticket and sends it on', async () => {
    const { tg, quiet } = stage
    const { zhang, huang, power, center, water, mei } = scene
    const { card, call } = await reportWire()
    expect((await zhang.click(call, '退回').answered).text).toMatch(/为什么退回 1号/)
    zhang.send(power, '这段线是水务站泵房的')
    const open = await tg.waitForMessage(center, /待派单 1号/)
    await tg.waitForMessage(center, /供电所退回 1号：这段线是水务站泵房的/)
    await quiet()
    expect(await ticket()).toMatchObject({ state: 'new', department: null })
    expect(call.buttonTexts.flat()).toEqual([])
    expect(card.text).toMatch(/正在请调度员安排/)
    const label = '派给水务站'
    center.join(mei)
    expect((await mei.click(open, label).answered).text).toMatch(/1号只有调度员、网格长以上能派单/)
    expect((await huang.click(open, label).answered).text).toMatch(/1号已派给/)
    await quiet()
    expect(await ticket()).toMatchObject({ state: 'dispatched' })
    expect(open.buttonTexts.flat()).toEqual([])
    expect(saidIn(water)).toHaveLength(1)
  })

  it('办结 asks for the photo; photo, then words, resolve it', async () => {
    const { tg, quiet } = stage
    const { zhang, power, work } = scene
    const { call } = await reportWire()
    await zhang.click(call, '接单').answered
    await tg.waitFor(() => call.buttonTexts.flat().includes('办结'))
    expect((await zhang.click(call, '办结').answered).text).toMatch(/1号办结要一张处理后的照片/)
    await tg.waitForMessage(power, /1号办结要一张处理后的照片/)
    zhang.send(power, { photo: await jpeg() })
    await tg.waitForMessage(power, /1号：请写一句做了什么/)
    zhang.send(power, '换了新线,绑好了')
    const result = await tg.waitForMessage(work, /1号处理完了：换了新线,绑好了/)
    expect(result.buttonTexts.flat()).toEqual(['已解决', '没修好'])
    await quiet()
    expect(await ticket()).toMatchObject({ state: 'resolved' })
  })
})
