import { describe, expect, it } from 'vitest'
import { answer, onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import { reportWire } from '../support/wire.ts'

const CONDUCT = '举报东沁村村干部林某收红包,低保名额都给了自家亲戚'
const PHONE = '13812345678'
const IDENTITY = '350321197003041234'

onStage()

const categories = async () =>
  (await stage.sql<{ category: string }>('SELECT category FROM ticket')).map((t) => t.category)
const groupTexts = () =>
  [scene.work, scene.power, scene.water, scene.center].flatMap((g) => saidIn(g)).join('\n')

describe('a complaint about officials', () => {
  it('made in private reaches the lead in private and no group', async () => {
    const { tg, quiet } = stage
    const { mei, lin, work } = scene
    const liu = await scene.person('刘婉如')
    liu.start()
    await quiet()
    mei.dm(CONDUCT)
    await tg.waitForMessage(mei, /纪检监察组/)
    await tg.waitForMessage(liu, /请处理 1号/)
    await quiet()
    expect(await categories()).toEqual(['governance.conduct'])
    expect(groupTexts()).toBe('')
    lin.send(work, '/ticket 1')
    lin.send(work, '/status')
    lin.send(work, '催一下1号')
    lin.send(work, '/mine')
    mei.send(work, '/mine')
    mei.send(work, '撤销1号')
    await quiet()
    expect(groupTexts()).not.toMatch(/干部|红包|低保|在办 1 件|您报过的/)
    mei.dm('/mine')
    await tg.waitForMessage(mei, /您报过的 1 件/)
  })

  it('made in a group is never answered there', async () => {
    const { quiet } = stage
    const { chen, work, center } = scene
    const liu = await scene.person('刘婉如')
    liu.start()
    chen.start()
    await quiet()
    const own = saidIn(chen).length
    chen.send(work, CONDUCT)
    await quiet()
    expect(await categories()).toEqual(['governance.conduct'])
    expect(groupTexts()).toBe('')
    expect(saidIn(liu).join('\n')).toMatch(/请处理 1号/)
    expect(saidIn(chen).slice(own).join('\n')).toMatch(/1号/)
    chen.send(work, '/mine')
    chen.send(work, '/ticket 1')
    chen.send(center, '/ticket 1')
    await quiet()
    expect(groupTexts()).not.toMatch(/干部|红包|低保|您报过的/)
  })

  it('its department does not learn who reported it; the dispatcher does', async () => {
    const { tg, quiet } = stage
    const { chen, huang } = scene
    const liu = await scene.person('刘婉如')
    for (const user of [liu, huang, chen]) user.start()
    await quiet()
    chen.dm(`${CONDUCT},我是陈淑华`)
    const call = await tg.waitForMessage(liu, /请处理 1号/)
    chen.dm('1号补充 陈淑华亲眼看见的')
    await quiet()
    expect(call.text).toContain('反映人（姓名不公开）')
    await liu.click(call, '接单').answered
    await quiet()
    expect(await answer(liu, liu, '/ticket 1')).toMatch(/红包/)
    await answer(liu, liu, '/print 1')
    expect(saidIn(liu).slice(1).join('\n')).not.toContain('陈淑华')
    const link = /http:\S+\/print\/\S+/.exec(saidIn(liu).join('\n'))?.[0] ?? ''
    const page = await (await fetch(link)).text()
    expect(page).toContain('红包')
    expect(page).not.toContain('陈淑华')
    expect(await answer(huang, huang, '/ticket 1')).toContain('陈淑华')
  })

  it('returned, it waits with the dispatcher in private; passed on it is to nobody else, put on hold no group hears', async () => {
    const { tg, quiet } = stage
    const { mei, huang, lin } = scene
    const liu = await scene.person('刘婉如')
    for (const user of [liu, huang, lin]) user.start()
    await quiet()
    mei.dm(CONDUCT)
    await tg.waitForMessage(liu, /请处理 1号/)
    await quiet()
    expect(await answer(liu, liu, '1号转给供电所')).toMatch(/要保密，只能交给专管的部门/)
    expect(await answer(liu, liu, '1号挂起 等区里的材料 到后天')).toMatch(/^$|1号先挂起/)
    await tg.waitForMessage(huang, /1号.*挂起了/)
    await answer(huang, huang, '/resume 1')
    await answer(liu, liu, '1号退回 不归镇里管')
    await tg.waitForMessage(huang, /待派单 1号/)
    await tg.waitForMessage(huang, /退回 1号：不归镇里管/)
    for (const words of ['关注1号', '/note 1 看看', '/print 1', '打印1号', '1号挂起 等等 到后天']) {
      expect(await answer(lin, lin, words)).toMatch(/没有找到/)
      expect(await answer(lin, scene.work, words)).toMatch(/^$|没有找到/)
    }
    expect(groupTexts()).not.toMatch(/干部|红包|低保|纪检|挂起|材料/)
  })

  it('who followed it before it became one hears no more of it', async () => {
    const { tg, quiet } = stage
    const { lin, huang, zhang } = scene
    for (const user of [lin, huang, zhang]) user.start()
    await reportWire()
    expect(await answer(lin, lin, '关注1号')).toMatch(/有进展我私下告诉您/)
    expect(await answer(huang, huang, '/fix 1 类别 干部作风')).not.toBe('')
    const before = saidIn(lin).length
    await answer(huang, huang, '1号不予受理 材料不全')
    await quiet()
    expect(saidIn(lin)).toHaveLength(before)
    expect(tg.strictErrors).toEqual([])
  })

  it('a report that an edit turns into one stays out of groups from then on', async () => {
    const { quiet } = stage
    const { chen, work } = scene
    const post = chen.send(work, '2网格3单元水井边的路灯三天不亮了')
    await quiet()
    chen.edit(post, { text: CONDUCT })
    await quiet()
    expect(groupTexts()).not.toMatch(/干部|红包|低保|作风|公职/)
  })
})

describe('numbers of people and parties to disputes', () => {
  it('phone and identity numbers are masked in groups and kept in private', async () => {
    const { tg, quiet } = stage
    const { chen, zhang, lin, work, power } = scene
    chen.send(
      work,
      `3号网格一单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响,联系她儿子${PHONE},身份证${IDENTITY}`,
    )
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    expect(call.text).toMatch(/138\*{4}5678/)
    lin.send(work, { text: `打不通就打 ${PHONE}`, replyTo: work.botMessages[0] as never })
    await tg.waitForMessage(power, /有补充（林志强）：打不通就打 138\*{4}5678/)
    zhang.send(power, { photo: await jpeg(), caption: `换好了,有事打${PHONE}`, replyTo: call })
    await tg.waitForMessage(work, /换好了,有事打138\*{4}5678/)
    await quiet()
    expect(groupTexts()).not.toContain(PHONE)
    expect(groupTexts()).not.toContain(IDENTITY)
    lin.dm('/ticket 1')
    await tg.waitForMessage(lin, /1号/)
  })

  it('what the parties to a dispute said stays out of groups', async () => {
    const { tg, quiet } = stage
    const { mei, work, center } = scene
    const justice = await scene.group('司法所接单群', { department: 'justice' })
    mei.dm('东沁村3网格1单元王大财和李桂花两家为宅基地边界吵架打起来了,请来调解')
    const call = await tg.waitForMessage(justice, /请处理 1号/)
    await quiet()
    expect((await categories())[0]).toMatch(/^dispute\./)
    mei.dm('王大财还把李桂花家的墙推了')
    await quiet()
    const dong = await scene.person('董亚玲')
    justice.join(dong)
    dong.start()
    await quiet()
    await dong.click(call, '接手').answered
    dong.send(justice, { text: '办结 王大财答应退半米,李桂花同意了', replyTo: call })
    await quiet()
    expect(saidIn(justice).at(-1)).toMatch(/1号的调解请私下跟我说/)
    dong.send(dong, { photo: await jpeg(), caption: '1号达成协议：王大财退半米,李桂花同意了' })
    await quiet()
    const said = [...saidIn(justice), ...saidIn(work), ...saidIn(center)].join('\n')
    expect(said).not.toMatch(/王大财|李桂花/)
    const [row] = await stage.sql<{ state: string }>('SELECT state FROM ticket')
    expect(row?.state).toBe('resolved')
    // Those who work on it read it in private.
    dong.dm('/ticket 1')
    await tg.waitForMessage(dong, /王大财/)
  })
})
