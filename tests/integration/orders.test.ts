import { describe, expect, it } from 'vitest'
import { answer, clock, onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'
import { reportWire } from '../support/wire.ts'

onStage({ overrides: { auditEvery: 100 } }, '10:00')

interface Row {
  state: string
  department: string | null
  data: Record<string, unknown>
}
const ticket = async (running = 1) =>
  (
    await stage.sql<Row>(
      `SELECT state, department, data || jsonb_build_object('due', resolve_due) AS data FROM ticket
       WHERE number LIKE '%' || lpad($1::text, 4, '0')`,
      [String(running)],
    )
  )[0]

const buttons = (message: StoredMessage) => message.buttonTexts.flat()

/** The wire, taken on by 张建国. */
async function accepted() {
  const made = await reportWire()
  await scene.zhang.click(made.call, '接单').answered
  await stage.quiet()
  return made
}

/** The message with the rest of what can be done, as `who` gets it from the department's card. */
async function more(who: typeof scene.zhang, on: StoredMessage): Promise<StoredMessage> {
  expect((await who.click(on, '更多').answered).text).toMatch(/1号还要做什么/)
  await stage.quiet()
  const place = scene.power.room.messages.findLast((m) => m.byBot && /还要做什么/.test(m.text))
  if (!place) throw new Error('no more')
  return place
}

const press = async (who: typeof scene.zhang, on: StoredMessage, label: string) => {
  const { text } = await who.click(on, label).answered
  await stage.quiet()
  return text
}

describe('开工', () => {
  it('by button, by words and behind a slash; the card in the work group says so', async () => {
    const { call, card } = await accepted()
    const offer = await more(scene.zhang, call)
    expect(buttons(offer)).toEqual(['开工', '申请延期', '挂起', '派人', '备注', '关注', '打印'])
    expect(await press(scene.zhang, offer, '开工')).toMatch(/1号开工了/)
    expect(card.text).toMatch(/张建国 10:00 已开工/)
    // A second press, and the same of a colleague.
    expect(await press(scene.zhang, offer, '开工')).toMatch(/1号已经由张建国开工了/)
    expect(await press(scene.zheng, offer, '开工')).toMatch(/1号已经由张建国开工了/)
  })

  it('in words takes the ticket on in the same moment, and says no more than the card', async () => {
    const { call, card } = await reportWire()
    const before = saidIn(scene.power).length
    expect(await answer(scene.zhang, scene.power, '1号开工了')).toBe('')
    expect(saidIn(scene.power)).toHaveLength(before)
    expect(buttons(call)).toEqual(['办结', '转办', '退回', '更多'])
    expect(card.text).toMatch(/已开工/)
  })

  it('/begin works in private too', async () => {
    await reportWire()
    expect(await answer(scene.zhang, scene.zhang, '/begin 1')).toMatch(/1号开工了/)
    expect(await ticket()).toMatchObject({ state: 'accepted' })
  })
})

describe('延期', () => {
  it('is asked for in words, granted by button; the new promise stands on the cards', async () => {
    const { tg } = stage
    const { call, card } = await accepted()
    const before = (await ticket())?.data['resolveDue']
    expect(await answer(scene.zhang, scene.power, '1号延期两天 因为配件没到')).toMatch(
      /1号的延期申请报上去了（到 .*），答复前还按/,
    )
    const asked = await tg.waitForMessage(scene.center, /张建国申请 1号/)
    expect(asked.text).toMatch(/配件没到/)
    expect(buttons(asked)).toEqual(['同意延期', '不同意'])
    expect(call.text).toMatch(/已申请延期到/)
    expect(card.text).not.toMatch(/延期/)
    expect((await ticket())?.data['resolveDue']).toBe(before)
    expect(await press(scene.huang, asked, '同意延期')).toMatch(/1号延期到/)
    expect(card.text).toMatch(/延期到 .*：配件没到/)
    expect(Date.parse(String((await ticket())?.data['resolveDue'])) - Date.parse(String(before))).toBe(
      2 * 86_400_000,
    )
    await tg.waitForMessage(scene.power, /1号可以延期，.*黄敏同意的/)
  })

  it('two answer at once: one wins, the other is told by whom', async () => {
    const { tg, quiet } = stage
    await accepted()
    const chief = await scene.person('郑国平').catch(() => scene.lin)
    scene.center.join(chief)
    await answer(scene.zhang, scene.power, '/extend 1 两天 配件没到')
    const asked = await tg.waitForMessage(scene.center, /申请 1号/)
    tg.hold()
    const presses = [scene.huang.click(asked, '同意延期'), chief.click(asked, '同意延期')]
    tg.release()
    const [first, second] = await Promise.all(presses.map((p) => p.answered))
    expect(first?.text).toMatch(/好，1号延期到/)
    expect(second?.text).toMatch(/1号已经由黄敏同意延期了/)
    await quiet()
    expect(await stage.sql(`SELECT 1 FROM ticket_event WHERE command = 'grant_extension'`)).toHaveLength(1)
    expect(await press(scene.huang, asked, '不同意')).toMatch(/1号已经由黄敏/)
  })

  it('asks for what is lacking, and is refused with a reason that reaches the department', async () => {
    const { tg } = stage
    const { call } = await accepted()
    const offer = await more(scene.zhang, call)
    expect(await press(scene.zhang, offer, '申请延期')).toMatch(/1号延到什么时候，为什么/)
    expect(await answer(scene.zhang, scene.power, '今天食堂吃什么')).toBe('')
    expect(await answer(scene.zhang, scene.power, '两天')).toMatch(/1号：为什么/)
    expect(await answer(scene.zhang, scene.power, '变压器没到')).toMatch(/延期申请报上去了/)
    const asked = await tg.waitForMessage(scene.center, /申请 1号/)
    expect(asked.text).toMatch(/变压器没到/)
    expect(await press(scene.huang, asked, '不同意')).toMatch(/为什么不同意延期/)
    expect(await answer(scene.huang, scene.center, '先把围栏装上')).toMatch(/1号不延期，还是/)
    await tg.waitForMessage(scene.power, /1号不能延期.*（黄敏答复）：先把围栏装上/)
    expect(await answer(scene.lin, scene.work, '1号同意延期')).toMatch(/1号已经由黄敏同意延期了|没有人申请/)
  })

  it('is not for everybody, not for ever, and not too often', async () => {
    await reportWire()
    expect(await answer(scene.zhang, scene.power, '1号延期两天 因为下雨')).toMatch(/现在已派单，不能申请延期/)
    await answer(scene.zhang, scene.power, '1号接单')
    expect(await answer(scene.chen, scene.work, '1号延期两天 因为下雨')).toMatch(/1号只有供电所.*能申请延期/)
    expect(await answer(scene.zhang, scene.power, '1号延期两个月 因为下雨')).toMatch(/一次最多 168 小时/)
    expect(await answer(scene.huang, scene.center, '1号同意延期')).toMatch(/1号没有人申请延期/)
    for (let i = 0; i < 2; i++) {
      await answer(scene.zhang, scene.power, '1号延期一天 因为下雨')
      await answer(scene.huang, scene.center, '1号同意延期')
    }
    expect(await answer(scene.zhang, scene.power, '1号延期一天 因为下雨')).toMatch(
      /已经到了 2 次的上限，不能再申请延期/,
    )
    // A resident's words are talk.
    scene.work.join(scene.mei)
    expect(await answer(scene.mei, scene.work, '1号同意延期')).toBe('')
  })
})

describe('挂起', () => {
  it('stops the clocks until the day, tells the reporter, and goes on by itself', async () => {
    const { tg, quiet } = stage
    const { call, card } = await accepted()
    const due = Date.parse(String((await ticket())?.data['resolveDue']))
    expect(await answer(scene.zhang, scene.power, '1号挂起 等雨停 到后天')).toBe('')
    expect(await ticket()).toMatchObject({ state: 'suspended' })
    await tg.waitForMessage(scene.work, /1号先放一放：等雨停。.*接着办/)
    await tg.waitForMessage(scene.center, /由张建国挂起了/)
    expect(card.text).toMatch(/先挂起：等雨停/)
    expect(buttons(call)).toEqual(['恢复', '更多'])
    expect(await stage.sql(`SELECT kind FROM timer WHERE state = 'armed'`)).toEqual([{ kind: 'resume_due' }])
    clock.skip(2 * 24 * 60)
    await quiet()
    await tg.waitForMessage(scene.power, /时间到了，1号.*接着办/)
    const after = await ticket()
    expect(after).toMatchObject({ state: 'accepted' })
    expect(Date.parse(String(after?.data['resolveDue']))).toBeGreaterThan(due + 40 * 3_600_000)
  })

  it('by button and by hand: 恢复 on the card, twice', async () => {
    const { call } = await accepted()
    const offer = await more(scene.zhang, call)
    expect(await press(scene.zhang, offer, '挂起')).toMatch(/1号挂起到什么时候，为什么/)
    expect(await answer(scene.zhang, scene.power, '到后天，等雨停')).toBe('')
    expect(await ticket()).toMatchObject({ state: 'suspended' })
    expect(await answer(scene.zhang, scene.power, '1号延期两天 因为下雨')).toMatch(
      /现在已挂起，不能申请延期。您可以：.*恢复/,
    )
    const { tg } = stage
    tg.hold()
    const presses = [scene.zhang.click(call, '恢复'), scene.zheng.click(call, '恢复')]
    tg.release()
    const [first, second] = await Promise.all(presses.map((p) => p.answered))
    expect(first?.text).toMatch(/1号恢复了/)
    expect(second?.text).toMatch(/1号已经由张建国恢复了/)
    await stage.quiet()
    expect(await ticket()).toMatchObject({ state: 'accepted' })
  })

  it('/suspend and /resume in private', async () => {
    await accepted()
    expect(await answer(scene.huang, scene.huang, '/suspend 1 等配件 到后天')).toMatch(
      /1号先挂起，.*自己恢复/,
    )
    expect(await answer(scene.huang, scene.huang, '/resume 1')).toMatch(/1号恢复了/)
    expect(await answer(scene.huang, scene.huang, '/resume')).toMatch(/请写编号/)
    expect(await answer(scene.mei, scene.mei, '/suspend 1 等配件 到后天')).toMatch(/没有找到 1号/)
  })
})

describe('派人', () => {
  it('by words, by button and behind a slash; the accept clock starts for the new one', async () => {
    const { tg } = stage
    const { call } = await accepted()
    await answer(scene.zheng, scene.zheng, '/start')
    expect(await answer(scene.zhang, scene.power, '1号派给郑文斌')).toBe('')
    expect(await ticket()).toMatchObject({ state: 'dispatched' })
    await tg.waitForMessage(scene.zheng, /1号.*由张建国派给郑文斌了，请在 .* 前接单/)
    expect(buttons(call)).toContain('接单')
    const offer = await more(scene.zheng, call)
    expect(await press(scene.zheng, offer, '派人')).toMatch(/1号派给谁/)
    const people = await tg.waitForMessage(scene.power, /1号派给谁/)
    expect(await press(scene.zheng, people, '张建国')).toMatch(/1号派给供电所张建国了/)
    expect(await answer(scene.huang, scene.huang, '/assign 1 郑师傅')).toMatch(/1号派给供电所郑文斌了/)
    expect(await answer(scene.huang, scene.huang, '/assign 1 孙悟空')).toMatch(/1号派给谁/)
    expect(await answer(scene.chen, scene.work, '1号派给郑文斌')).toMatch(/1号只有供电所.*能派人/)
  })
})

describe('重新办', () => {
  it('takes a rejected ticket up again, with the reason told', async () => {
    const { tg } = stage
    await reportWire()
    await answer(scene.huang, scene.center, '1号不予受理 业主自家的线')
    expect(await ticket()).toMatchObject({ state: 'rejected' })
    expect(await answer(scene.chen, scene.work, '1号重新办 线还挂着')).toMatch(
      /1号只有调度员、网格长以上能重新办理/,
    )
    expect(await answer(scene.huang, scene.center, '1号重新办')).toMatch(/为什么要重新办/)
    expect(await answer(scene.huang, scene.center, '查过了是公家的线')).toMatch(/1号重新办理，.*前办结/)
    await tg.waitForMessage(scene.work, /1号重新办理：查过了是公家的线/)
    await tg.waitForMessage(scene.power, /1号.*要重新办理/)
    expect(await ticket()).toMatchObject({ state: 'dispatched', department: 'power' })
    expect(await answer(scene.huang, scene.center, '/reopen 1 再来')).toMatch(/1号已经由黄敏重新办理了/)
  })

  it('has an end, and a button in what /ticket shows', async () => {
    const { tg } = stage
    await reportWire()
    await answer(scene.chen, scene.work, '搞错了,不用管了')
    expect(await ticket()).toMatchObject({ state: 'withdrawn' })
    await answer(scene.huang, scene.huang, '/ticket 1')
    const shown = await tg.waitForMessage(scene.huang, /1号 · /)
    await press(scene.huang, shown, '更多')
    const offer = await tg.waitForMessage(scene.huang, /还要做什么/)
    expect(buttons(offer)).toEqual(['重新办', '备注', '打印'])
    clock.skip(31 * 24 * 60)
    expect(await press(scene.huang, offer, '重新办')).toMatch(/了结超过 30 天/)
  })
})

describe('拆单', () => {
  it('makes two of one, with the photo named; both say so', async () => {
    const { tg, quiet } = stage
    const { chen, huang, work, center, power } = scene
    chen.send(work, { photo: await jpeg(), caption: '3网格1单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响' })
    const card = await tg.waitForMessage(work, /1号 · 电力/)
    chen.send(work, { photo: await jpeg(320, 200, '#336699') })
    await quiet()
    expect(await answer(chen, work, '1号拆出来：旁边的路灯三天不亮了')).toMatch(
      /只有调度员、网格长以上能拆单/,
    )
    expect(await answer(huang, center, '1号拆出来：第2张照片，旁边的路灯三天不亮了')).toMatch(
      /好，另记 2号，1号办剩下的/,
    )
    const other = await tg.waitForMessage(work, /2号 · /)
    expect(other.text).toMatch(/路灯/)
    expect(other.text).toMatch(/从 1号拆出来的/)
    expect(card.text).toMatch(/另有一件拆出去了，是 2号/)
    await tg.waitForMessage(power, /1号拆出一件另办，是 2号/)
    const [first, second] = await Promise.all([ticket(1), ticket(2)])
    expect(first?.data['photosBefore']).toHaveLength(1)
    expect(second?.data['photosBefore']).toHaveLength(1)
    expect(second?.data['category']).toBe('facility.street_light')
    expect(second?.data['splitFrom']).toMatchObject({ number: expect.stringMatching(/0001$/) })
    expect(second?.data['reporter']).toEqual(first?.data['reporter'])
  })

  it('by button asks for the words', async () => {
    const { tg } = stage
    await reportWire()
    await answer(scene.huang, scene.huang, '/ticket 1')
    await press(scene.huang, await tg.waitForMessage(scene.huang, /1号 · /), '更多')
    const offer = await tg.waitForMessage(scene.huang, /还要做什么/)
    expect(await press(scene.huang, offer, '拆单')).toMatch(/1号里拆出哪件事/)
    expect(await answer(scene.huang, scene.huang, '井盖也没了')).toMatch(/另记 2号/)
    expect(await ticket(2)).toMatchObject({ state: 'dispatched' })
  })
})

describe('关注', () => {
  it('one private line for each milestone, until 取消关注', async () => {
    const { tg, quiet } = stage
    const { call } = await reportWire()
    const { xu, power, zhang, work } = { ...scene, xu: scene.lin }
    expect(await answer(xu, work, '关注1号')).toMatch(/请先私下给我发一句话/)
    await answer(xu, xu, '/start')
    const before = saidIn(xu).length
    await zhang.click(call, '接单').answered
    await tg.waitForMessage(xu, /您关注的 1号：供电所 张建国接单了/)
    zhang.send(power, '1号备注：先断电')
    zhang.send(power, '1号挂起 等雨停 到后天')
    await tg.waitForMessage(xu, /您关注的 1号：先挂起/)
    await quiet()
    expect(saidIn(xu).length - before).toBe(2)
    expect(await answer(xu, xu, '/unfollow 1')).toMatch(/1号不再告诉您/)
    await answer(zhang, power, '恢复1号')
    expect(saidIn(xu).length - before).toBe(3)
    expect(await answer(xu, xu, '/follow 1')).toMatch(/有进展我私下告诉您/)
    expect(await answer(xu, xu, '1号关注一下')).toMatch(/1号已经由林志强关注了|1号已经关注了/)
  })
})

describe('备注', () => {
  it('is read by the department, the dispatcher and the chiefs, never by the reporter or the work group', async () => {
    const { call, card } = await accepted()
    expect(await answer(scene.zhang, scene.power, '1号备注：住户下午才在家')).toMatch(
      /只有供电所、调度员、网格长以上看得到/,
    )
    const offer = await more(scene.zhang, call)
    expect(await press(scene.zhang, offer, '备注')).toMatch(/请写 1号的备注/)
    await answer(scene.zhang, scene.power, '钥匙在村部')
    expect(await answer(scene.lin, scene.lin, '/ticket 1')).toMatch(
      /备注（张建国 10:00）：住户下午才在家[\s\S]*钥匙在村部/,
    )
    expect(await answer(scene.huang, scene.huang, '/note 1 已电话核实')).toMatch(/备注记下了/)
    for (const [who, place] of [
      [scene.chen, scene.chen],
      [scene.chen, scene.work],
      [scene.lin, scene.work],
    ] as const)
      expect(await answer(who, place, '/ticket 1')).not.toMatch(/备注|住户下午/)
    expect(card.text).not.toMatch(/住户下午/)
    expect(saidIn(scene.work).join('\n')).not.toMatch(/住户下午|钥匙|核实/)
    expect(await answer(scene.chen, scene.work, '1号备注：我也写一条')).toMatch(/1号只有供电所.*能写备注/)
  })
})

describe('打印', () => {
  const linkIn = (text: string) => /http:\/\/\S+\/print\/\S+/.exec(text)?.[0] ?? ''

  it('gives a page with what the asker may see, for a day', async () => {
    await accepted()
    await answer(scene.zhang, scene.power, '1号备注：住户<下午>才在家')
    const own = linkIn(await answer(scene.lin, scene.lin, '/print 1'))
    const page = await fetch(own)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    const html = await page.text()
    expect(html).toMatch(/DZ-\d{4}-0001/)
    expect(html).toContain('住户&lt;下午&gt;才在家')
    expect(html).toContain('陈淑华')
    const reporters = await (await fetch(linkIn(await answer(scene.chen, scene.chen, '打印1号')))).text()
    expect(reporters).toContain('滋滋响')
    expect(reporters).not.toContain('住户')
    const groups = await (await fetch(linkIn(await answer(scene.lin, scene.work, '/print 1')))).text()
    expect(groups).not.toMatch(/住户|滋滋响/)
    expect((await fetch(`${own.slice(0, -2)}xx`)).status).toBe(404)
    expect(await answer(scene.mei, scene.mei, '/print 1')).toMatch(/没有找到 1号/)
    clock.skip(24 * 60 + 1)
    expect((await fetch(own)).status).toBe(404)
  })

  it('is over for whoever may no longer see it', async () => {
    await accepted()
    const own = linkIn(await answer(scene.zhang, scene.zhang, '/print 1'))
    expect((await fetch(own)).status).toBe(200)
    await answer(scene.zhang, scene.power, '1号转给水务站')
    expect((await fetch(own)).status).toBe(404)
  })
})
