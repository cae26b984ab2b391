import { describe, expect, it } from 'vitest'
import { makeLinkToken } from '../../src/app/link-token.ts'
import { answer, onStage, scene, stage } from '../support/on-stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import { reportWire } from '../support/wire.ts'

onStage()

const ticket = async () =>
  (
    await stage.sql<{ state: string; department: string | null }>(
      'SELECT state, department FROM ticket ORDER BY number',
    )
  )[0]

describe('plain words', () => {
  it('accept, urge, pass on and resolve a numbered ticket', async () => {
    const { tg, quiet } = stage
    const { zhang, lin, zhuo, power, water, work } = scene
    const { call } = await reportWire()
    zhang.send(power, '1号接单')
    await tg.waitFor(() => /已接单/.test(call.text))
    lin.send(work, '催一下1号')
    await tg.waitForMessage(power, /林志强催办 1号/)
    zhang.send(power, '1号转给水务站')
    const next = await tg.waitForMessage(water, /请处理 1号/)
    await quiet()
    expect(await ticket()).toMatchObject({ state: 'dispatched', department: 'water' })
    zhuo.send(water, { photo: await jpeg(), caption: '办结 泵房的线换好了', replyTo: next })
    await tg.waitForMessage(work, /1号处理完了：泵房的线换好了/)
    await quiet()
    expect(await ticket()).toMatchObject({ state: 'resolved' })
  })

  it('are refused plainly where the right is missing', async () => {
    await reportWire()
    expect(await answer(scene.chen, scene.work, '1号办结')).toMatch(/1号只有供电所.*能办结/)
    expect(await answer(scene.zhuo, scene.water, '1号接单')).not.toMatch(/已接单/)
    expect(await ticket()).toMatchObject({ state: 'dispatched' })
  })

  it('ask how things stand', async () => {
    await reportWire()
    expect(await answer(scene.lin, scene.work, '查一下本网格')).toMatch(
      /东沁村 3网格 在办 1 件，超期 0 件，今天办结 0 件\n.*1号 电力线路隐患/,
    )
  })

  it('a command by its name alone is asked for the reason, the result, the photo', async () => {
    const { power, zhang, huang, center } = scene
    await reportWire()
    expect(await answer(zhang, power, '1号退回')).toMatch(/为什么退回 1号/)
    expect(await answer(huang, center, '/reject 1')).toMatch(/为什么不受理 1号，该找谁/)
    expect(await answer(zhang, power, { photo: await jpeg(), caption: '/resolve 1' })).toMatch(
      /1号：请写一句做了什么/,
    )
    expect(await answer(zhang, power, '换了新线')).toBe('')
    expect(await ticket()).toMatchObject({ state: 'resolved' })
    expect(await answer(zhang, power, '/return 1 不归我们管')).toMatch(/1号现在已办结待确认，不能退回/)
  })

  it('urging has an end', async () => {
    await reportWire()
    for (let i = 0; i < 3; i++) await answer(scene.lin, scene.work, '催一下1号')
    expect(await answer(scene.lin, scene.work, '催一下1号')).toMatch(/一天里已经催过 3 次了/)
  })
})

describe('/status, /ticket, /mine', () => {
  it('show what is open, overdue and by unit', async () => {
    const { tg, quiet, sql } = stage
    const { lin, chen, mei, work } = scene
    await reportWire()
    chen.send(work, '2网格3单元水井边的路灯三天不亮了')
    await tg.waitForMessage(work, /2号 · /)
    await quiet()
    await sql(
      `UPDATE ticket SET data = jsonb_set(jsonb_set(data, '{acceptDue}', to_jsonb((now() - interval '3 hours')::text)),
         '{resolveDue}', to_jsonb((now() - interval '2 hours')::text)) WHERE number LIKE '%0002'`,
    )
    lin.send(work, '/status 东沁村')
    const status = await tg.waitForMessage(work, /东沁村 在办 2 件，超期 1 件/)
    expect(status.text).toMatch(/2号 .*超期/)
    expect(status.buttonTexts.flat()).toEqual(['看在办', '看超期', '按单元'])
    await lin.click(status, '看超期').answered
    const late = await tg.waitForMessage(work, (m) => m.id > status.id && /2号/.test(m.text))
    expect(late.text).not.toMatch(/1号 电力/)
    await lin.click(status, '按单元').answered
    const units = await tg.waitForMessage(work, (m) => m.id > late.id && /3网格：在办 1 件/.test(m.text))
    expect(units.text).toMatch(/2网格：在办 1 件，超期 1 件/)
    mei.dm('/status 东沁村')
    await tg.waitForMessage(mei, /只给网格长以上和部门看/)
  })

  it('a ticket is shown to those it concerns, and to nobody else', async () => {
    const { call } = await reportWire()
    await scene.zhang.click(call, '接单').answered
    expect(await answer(scene.lin, scene.work, '/ticket 1')).toMatch(/1号 · 电力线路隐患[\s\S]*张建国/)
    expect(await answer(scene.lin, scene.work, '/ticket 99')).toMatch(/没有找到 99号/)
    expect(await answer(scene.mei, scene.mei, '/ticket 1')).toMatch(/没有找到 1号，或者它不归您看/)
    expect(await answer(scene.lin, scene.work, '/ticket')).toMatch(/请写编号/)
    const full = (await stage.sql<{ number: string }>('SELECT number FROM ticket'))[0]?.number ?? ''
    expect(await answer(scene.lin, scene.work, `/ticket ${full.toLowerCase()}`)).toMatch(/1号 · 电力/)
  })

  it('/mine knows the own reports only', async () => {
    await reportWire()
    expect(await answer(scene.chen, scene.chen, '/mine')).toMatch(/您报过的 1 件：\n1号 电力线路隐患：已派单/)
    expect(await answer(scene.mei, scene.mei, '/mine')).toMatch(/您还没有报过/)
    expect(await answer(scene.chen, scene.chen, '我报的事怎么样了')).toMatch(/1号 电力线路隐患：已派单/)
  })
})

describe('/bind', () => {
  const fresh = async () => {
    const made = stage.tg.group({ title: '新群' }).addBot({ admin: true, silent: true })
    await stage.quiet()
    return made
  }

  it('needs the right for the area, once for all', async () => {
    const { mei, zhang, lin, chen } = scene
    const place = await fresh()
    expect(await answer(mei, place, '/bind 东沁村')).toMatch(/先让网格长用 \/link 认一下账号/)
    expect(await answer(zhang, place, '/bind 东沁村')).toMatch(/只有东沁村的网格长以上/)
    expect(await answer(chen, place, '/bind 东沁村')).toMatch(/只有东沁村的网格长以上/)
    expect(await answer(lin, place, '/bind 石浦村')).toMatch(/只有石浦村的网格长以上/)
    expect(await answer(lin, place, '/bind 火星村')).toMatch(/没有找到“火星村”/)
    expect(await answer(lin, place, '/bind')).toMatch(/例如：\/bind /)
    expect(await answer(lin, place, '/bind 东沁村')).toMatch(/这个群管东沁村/)
    const [bound] = await stage.sql<{ area: string }>(`SELECT area FROM conversation WHERE title = '新群'`)
    expect(bound?.area).toBe('DQ')
    expect(await stage.sql(`SELECT 1 FROM audit_log WHERE action = 'group.bind'`)).toHaveLength(1)
    expect(await answer(lin, lin, '/bind 东沁村')).toMatch(/请在群里发送/)
  })

  it('asks where a name stands for several', async () => {
    const place = await fresh()
    expect(await answer(scene.huang, place, '/bind 3网格')).toMatch(
      /叫“3网格”的有几个，请写全一点：.*东沁村 3网格/,
    )
    expect(await answer(scene.huang, place, '/bind 东沁村3网格')).toMatch(/这个群管东沁村 3网格/)
  })

  it('binds a group the bot had left, and was told how before', async () => {
    const place = await fresh()
    await answer(scene.mei, place, '大家好')
    place.removeBot()
    await stage.quiet()
    place.addBot({ admin: true, silent: true })
    expect(await answer(scene.lin, place, '/bind 东沁村')).toMatch(/这个群管东沁村/)
    const [row] = await stage.sql<{ area: string; status: string }>(
      `SELECT area, status FROM conversation WHERE title = '新群'`,
    )
    expect(row).toEqual({ area: 'DQ', status: 'active' })
  })
})

describe('/link', () => {
  const phoneOf = async (name: string) =>
    (await stage.sql<{ phone: string }>('SELECT phone FROM person WHERE name = $1', [name]))[0]?.phone ?? ''

  it('by the own number', async () => {
    const { tg, quiet, sql } = stage
    const user = tg.user({ first_name: 'Lee' })
    user.dm('/link')
    await tg.waitForMessage(user, /要认账号/)
    const asked = tg.callsTo('sendMessage').at(-1)?.params['reply_markup']
    expect(JSON.stringify(asked)).toMatch(/发送我的手机号.*request_contact/)
    const phone = await phoneOf('洪海燕')
    user.dm({ contact: { phone_number: `86${phone}`, first_name: 'Lee', user_id: user.id } })
    await tg.waitForMessage(user, /认出来了：洪海燕，东沁村 1网格1单元 单元长/)
    await quiet()
    expect(await sql(`SELECT 1 FROM identity WHERE tied_by = 'contact'`)).toHaveLength(1)
    // No phone number stays behind with the message.
    const kept = await sql<{ parts: string }>(`SELECT parts::text AS parts FROM message`)
    expect(kept.some((m) => m.parts.includes(phone))).toBe(false)
    user.dm('/link')
    await tg.waitForMessage(user, /您已经是洪海燕/)
  })

  it("refuses somebody else's number and an unknown one", async () => {
    const { tg, quiet, sql } = stage
    const user = tg.user({ first_name: 'Lee' })
    const phone = await phoneOf('洪海燕')
    user.dm({ contact: { phone_number: phone, first_name: '洪海燕', user_id: scene.chen.id } })
    await tg.waitForMessage(user, /请发您自己的手机号/)
    user.dm({ contact: { phone_number: phone, first_name: '洪海燕' } })
    await quiet()
    user.dm({ contact: { phone_number: '8613800138000', first_name: 'Lee', user_id: user.id } })
    await tg.waitForMessage(user, /这个号码不在名册里/)
    await quiet()
    expect(await sql(`SELECT 1 FROM identity WHERE tied_by = 'contact'`)).toEqual([])
  })

  it('by a personal link, in private only and only while it is good', async () => {
    const { tg, quiet, sql, service } = stage
    const [person] = await sql<{ id: string }>(`SELECT id FROM person WHERE name = '洪海燕'`)
    const make = (at: Date) =>
      `link-${makeLinkToken(service.ctx.app.secret, { id: person?.id ?? '', linkGen: 1 }, at)}`
    const good = make(new Date())
    expect(good.length).toBeLessThanOrEqual(64)
    const thief = tg.user({ first_name: '路人' })
    thief.start(make(new Date(Date.now() - 9 * 86_400_000)))
    await tg.waitForMessage(thief, /这个链接已经失效/)
    thief.start(`${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`)
    await quiet()
    thief.send(scene.work, `/link ${good.slice('link-'.length)}`)
    await tg.waitForMessage(scene.work, /私下给我发 \/link/)
    await quiet()
    expect(await sql(`SELECT 1 FROM identity WHERE tied_by = 'link'`)).toEqual([])
    const user = tg.user({ first_name: 'Lee' })
    user.start(good)
    await tg.waitForMessage(user, /认出来了：洪海燕/)
    await quiet()
    expect(await sql(`SELECT 1 FROM identity WHERE tied_by = 'link'`)).toHaveLength(1)
  })

  it('ids of the town folder tie by themselves', async () => {
    const { sql } = stage
    expect(await answer(scene.chen, scene.chen, '/link')).toMatch(/您已经是陈淑华/)
    const rows = await sql<{ account: string }>(`SELECT account FROM identity WHERE user_id = $1`, [
      String(scene.chen.id),
    ])
    expect(rows).toEqual([{ account: stage.tg.token.split(':')[0] }])
  })
})

describe('/help and what nobody knows', () => {
  it('is told in groups, and unknown commands are passed over there', async () => {
    expect(await answer(scene.chen, scene.work, '/help')).toMatch(/在群里照常说话就行/)
    expect(await answer(scene.chen, scene.work, '/weather')).toBe('')
    expect(await answer(scene.chen, scene.work, '/status@other_bot')).toBe('')
    expect(await answer(scene.mei, scene.mei, '/weather')).toMatch(/没有这个命令/)
  })
})
