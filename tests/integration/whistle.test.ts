import { beforeEach, describe, expect, it } from 'vitest'
import { answer, clock, onStage, scene, stage } from '../support/on-stage.ts'
import { type Scene, saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import type { GroupDriver } from '../support/telegram/index.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'

/** Every matter of these stories lies in 东沁村3网格1单元. */
const FLOOD = '东沁村3网格1单元下穿通道积水过膝，车都熄火了'

let urban: GroupDriver
let fire: GroupDriver
let kang: Scene['chen']
let ke: Scene['chen']
onStage({}, '10:00')
beforeEach(async () => {
  urban = await scene.group('城管中队接单群', { department: 'urban' })
  fire = await scene.group('消防站接单群', { department: 'fire' })
  kang = await scene.person('康瑞芳')
  ke = await scene.person('柯月娥')
  urban.join(kang)
  fire.join(ke)
  // The grid chief has spoken to the bot: it can tell him in private.
  scene.lin.start()
  await stage.quiet()
})

interface Row {
  number: string
  state: string
  department: string | null
  arrived: string | null
  late: boolean | null
}
const tickets = () =>
  stage.sql<Row>(
    `SELECT ltrim(substr(number, 9), '0') AS number, state, department, data->'part'->'arrival'->>'how' AS arrived,
       (data->'part'->'arrival'->>'late')::boolean AS late FROM ticket ORDER BY number`,
  )
const states = async () => (await tickets()).map(({ number, state }) => `${number} ${state}`)
const last = (place: { botMessages?: StoredMessage[] }) => place.botMessages?.at(-1) as StoredMessage
const cardIn = (place: { botMessages?: StoredMessage[] }, words: RegExp) => {
  const found = place.botMessages?.find((m) => words.test(m.text))
  if (!found) throw new Error(`no ${words} in ${place.botMessages?.map((m) => m.text).join('\n--\n')}`)
  return found
}
/** A timer of a part comes due. */
async function late(minutes: number): Promise<void> {
  clock.skip(minutes)
  await expect
    .poll(
      async () =>
        (await stage.sql(`SELECT 1 FROM timer WHERE state = 'armed' AND due_at <= $1`, [clock.now()])).length,
      {
        timeout: 15_000,
      },
    )
    .toBe(0)
  await stage.quiet()
}

describe('a flooded underpass, three departments, one late', () => {
  it('is whistled for in words, followed in three chats and ends once', async () => {
    const { work, water, lin, zhuo } = scene
    lin.send(work, `吹哨：${FLOOD}，请水务、城管、消防立即到场抽水、封路 应急`)
    await stage.quiet()
    expect(await states()).toEqual(['1 dispatched', '1-1 dispatched', '1-2 dispatched', '1-3 dispatched'])
    const card = cardIn(work, /1号 · /)
    expect(saidIn(work)).toHaveLength(1)
    expect(card.text).toContain('吹哨（应急），到场 0/3')
    expect(card.text).toMatch(
      /没到：1-1 水务站（牵头） 今天 10:30 前到、1-2 城管中队 今天 10:30 前到、1-3 消防救援站/,
    )
    const calls = [cardIn(water, /吹哨 1-1号/), cardIn(urban, /吹哨 1-2号/), cardIn(fire, /吹哨 1-3号/)]
    const [callWater, callUrban, callFire] = calls as [StoredMessage, StoredMessage, StoredMessage]
    expect(callWater.text).toMatch(/林志强（网格长） 10:\d\d 吹哨（应急）/)
    expect(callWater.text).toContain('请你们：抽水、封路')
    expect(callWater.text).toContain('你们牵头（总单 1号），一起来的：城管中队、消防救援站')
    expect(callUrban.text).toContain('你们配合（总单 1号），一起来的：水务站、消防救援站')
    expect(callUrban.text).toContain('今天 10:30 前到场报到')
    expect(callUrban.buttonTexts.flat()).toEqual(['报到', '转办', '退回', '更多'])
    // Each department has one card, and no other.
    expect([saidIn(water), saidIn(urban), saidIn(fire)].map((said) => said.length)).toEqual([1, 1, 1])
    // The chief reads who is there in private.
    const own = cardIn(lin, /1号 · /)
    expect(own.text).toContain('没到：')

    // By button, by location, by photo.
    clock.skip(12)
    const pressed = await zhuo.click(callWater, '报到').answered
    expect(pressed.text).toMatch(/1-1号报到了，.*前处理/)
    // Nothing is answered: it is the only place that waits for his department.
    kang.send(urban, { location: { latitude: 25.2355, longitude: 119.0912 } })
    await stage.quiet()
    expect((await tickets()).slice(1, 3)).toMatchObject([
      { number: '1-1', state: 'accepted', arrived: 'button', late: false },
      { number: '1-2', state: 'accepted', arrived: 'location', late: false },
    ])
    expect(card.text).toContain('到场 2/3')
    expect(own.text).toContain('已到：1-1 水务站（牵头） 10:12 到')

    // The third is late: its ladder climbs, and the list says so in place.
    await late(20)
    expect(cardIn(lin, /没人到场/).text).toMatch(/1-3号（.*）今天 10:30 前没人到场.*按规定报给网格长林志强/)
    expect(card.text).toContain('1-3 消防救援站 迟到（该 今天 10:30 到）')
    expect(own.text).toContain('1-3 消防救援站 迟到')
    ke.send(fire, { photo: await jpeg(40, 30), caption: '到现场了', replyTo: callFire })
    await stage.quiet()
    expect((await tickets())[3]).toMatchObject({ state: 'accepted', arrived: 'photo', late: true })
    expect(card.text).toMatch(/1-3 消防救援站 10:3\d 到（晚 [12] 分钟）/)
    expect(callFire.text).toMatch(/柯月娥 10:3\d 到场（晚/)

    // Results; the reporter is asked once, when the last is done.
    zhuo.send(water, { photo: await jpeg(41, 30), caption: '抽水泵开了，水抽干了', replyTo: callWater })
    kang.send(urban, { photo: await jpeg(42, 30), caption: '警戒线已撤，恢复通行', replyTo: callUrban })
    await stage.quiet()
    expect(await states()).toEqual(['1 accepted', '1-1 closed', '1-2 closed', '1-3 accepted'])
    expect(saidIn(work).join('\n')).not.toContain('您看解决了吗')
    ke.send(fire, { photo: await jpeg(43, 30), caption: '被困车辆已拖走', replyTo: callFire })
    await stage.quiet()
    expect(await states()).toEqual(['1 resolved', '1-1 closed', '1-2 closed', '1-3 closed'])
    const asked = work.botMessages.filter((m) => m.text.includes('您看解决了吗'))
    expect(asked).toHaveLength(1)
    expect(asked[0]?.text).toMatch(/1号处理完了：抽水泵开了，水抽干了/)
    expect(asked[0]?.text).toContain('城管中队：警戒线已撤，恢复通行')
    expect(asked[0]?.text).toContain('消防救援站：被困车辆已拖走')
    await lin.click(asked[0] as StoredMessage, '已解决').answered
    await stage.quiet()
    expect((await states())[0]).toBe('1 closed')
    // Nothing was said besides: the card, photos, and the question.
    expect(
      work.botMessages.filter((m) => m.buttonTexts.length > 0 || m.text !== '').length,
    ).toBeLessThanOrEqual(4)
  })

  it('没修好 goes back to the lead only', async () => {
    const { work, water, lin, zhuo } = scene
    lin.send(work, `吹哨：${FLOOD}，请水务、城管到场 应急`)
    await stage.quiet()
    for (const [who, place, part] of [
      [zhuo, water, '1-1'],
      [kang, urban, '1-2'],
    ] as const) {
      who.send(place, { photo: await jpeg(50, 30), caption: `${part}号办结 抽干了` })
      await stage.quiet()
    }
    expect(await states()).toEqual(['1 resolved', '1-1 closed', '1-2 closed'])
    lin.send(work, { text: '还在积水，没修好', replyTo: cardIn(work, /您看解决了吗/) })
    await stage.quiet()
    expect(await states()).toEqual(['1 dispatched', '1-1 dispatched', '1-2 closed'])
    expect(saidIn(water).join('\n')).toMatch(/1-1号：报的人说没修好，请重新处理.*还在积水/)
    expect(saidIn(urban).join('\n')).not.toContain('没修好')
    expect(cardIn(work, /1号 · /).text).toContain('没到：1-1 水务站（牵头）')
  })
})

describe('a whistle for a ticket that is there', () => {
  async function reported(): Promise<StoredMessage> {
    scene.chen.send(scene.work, FLOOD)
    await stage.quiet()
    return cardIn(scene.work, /1号 · /)
  }

  it('by number: the parts are called, the department that had it sees it in place', async () => {
    const { work, water, lin } = scene
    const card = await reported()
    const had = cardIn(water, /请处理 1号/)
    expect(await answer(lin, work, '1号联办：水务、城管 | 抽水；封路')).toBe(
      '1号吹哨（应急）：水务站（牵头）、城管中队，今天 10:30 前到场。',
    )
    expect(await states()).toEqual(['1 dispatched', '1-1 dispatched', '1-2 dispatched'])
    expect(card.text).toContain('吹哨（应急），到场 0/2')
    expect(had.text).toContain('没到：1-1 水务站（牵头）')
    expect(had.buttonTexts.flat()).toEqual([])
    expect(
      await answer(scene.zhuo, water, { text: '收到，马上到', replyTo: cardIn(water, /吹哨 1-1号/) }),
    ).toBe('')
    expect(await states()).toContain('1-1 dispatched')
    expect(await answer(scene.zhuo, water, '1号办结 抽干了')).toMatch(/还没办完/)
  })

  it('/whistle and /arrive do the same', async () => {
    const { center, huang, zhuo } = scene
    await reported()
    expect(await answer(huang, center, '/whistle 1 水务 城管 | 抽水')).toContain('1号吹哨')
    expect(await answer(zhuo, zhuo, '/arrive')).toMatch(/1-1号报到了/)
    expect(await tickets()).toMatchObject([{}, { number: '1-1', arrived: 'words', late: false }, {}])
    expect(await answer(huang, huang, '/whistle')).toMatch(/已到：1-1 水务站（牵头）.*\n没到：1-2 城管中队/)
    expect(await answer(huang, huang, '/whistle 统计')).toMatch(
      /城管中队：叫 1 次，到 0 次，按时 0 次，还没到 1 次\n水务站：叫 1 次，到 1 次，按时 1 次/,
    )
    expect(await answer(scene.mei, scene.mei, '/whistle 统计')).toMatch(/只给网格长以上/)
  })

  it('by button: likely departments are ticked, the first leads', async () => {
    const { lin, work } = scene
    await reported()
    lin.dm('/ticket 1')
    await stage.quiet()
    await lin.click(last(lin), '吹哨').answered
    await stage.quiet()
    const pick = last(lin)
    // Those of the responsibility list first.
    expect(pick.buttonTexts.flat().slice(0, 3)).toEqual(['☐ 水务站', '☐ 应急办', '☐ 城管中队'])
    for (const name of ['☐ 城管中队', '☐ 水务站', '☐ 联合执法']) {
      await lin.click(pick, name).answered
      await stage.quiet()
    }
    expect(pick.buttonTexts.flat()).toEqual(expect.arrayContaining(['☑ 城管中队', '☑ 水务站', '☑ 联合执法']))
    await lin.click(pick, '叫他们到场').answered
    await stage.quiet()
    expect(pick.text).toMatch(/^1号吹哨（联合执法）：城管中队（牵头）、水务站/)
    expect(pick.buttonTexts.flat()).toEqual([])
    expect(await tickets()).toMatchObject([{}, { department: 'urban' }, { department: 'water' }])
    expect(cardIn(work, /1号 · /).text).toContain('吹哨（联合执法）')
  })

  it('two at once: both are called, each once', async () => {
    const { work, center, lin, huang } = scene
    await reported()
    lin.send(work, '1号联办：水务、城管')
    huang.send(center, '1号联办：水务、消防')
    await stage.quiet()
    const departments = (await tickets()).slice(1).map((t) => t.department)
    expect([...departments].sort()).toEqual(['fire', 'urban', 'water'])
    expect((await tickets()).slice(1).map((t) => t.number)).toEqual(['1-1', '1-2', '1-3'])
  })

  it('one need not come', async () => {
    const { work, lin } = scene
    const card = await reported()
    await answer(lin, work, '1号联办：水务、城管')
    expect(await answer(lin, work, '1号城管不用来了，水退了')).toBe('1-2号城管中队不用来了，已经告诉他们。')
    expect(saidIn(urban).join('\n')).toMatch(/1-2号已撤销，不用去了。原因：水退了/)
    expect(card.text).not.toContain('城管中队')
    expect(await states()).toEqual(['1 dispatched', '1-1 dispatched', '1-2 withdrawn'])
  })
})

describe('who may not', () => {
  it('a unit chief, a department, a chief of elsewhere', async () => {
    const { work, water, chen, zhuo } = scene
    chen.send(work, FLOOD)
    await stage.quiet()
    expect(await answer(chen, work, '1号联办：水务、城管')).toMatch(/只有调度员、网格长以上能吹哨/)
    expect(await answer(zhuo, water, '1号联办：水务、城管')).toMatch(/只有调度员、网格长以上能吹哨/)
    const [row] = await stage.sql<{ name: string }>(
      `SELECT p.name FROM person p JOIN post o ON o.person_id = p.id WHERE o.role = 'grid_chief' AND o.area = 'SP-1'`,
    )
    const other = await scene.person(row?.name ?? '')
    expect(await answer(other, other, '/whistle 1 水务 城管')).toMatch(/没有找到/)
    expect(await states()).toEqual(['1 dispatched'])
  })

  it('what a unit chief cries out is a report all the same', async () => {
    const { work, chen } = scene
    await answer(chen, work, `吹哨：${FLOOD}，请水务、城管到场`)
    expect(await states()).toEqual(['1 dispatched'])
  })

  it('an unknown department calls nobody', async () => {
    const { work, lin, chen } = scene
    chen.send(work, FLOOD)
    await stage.quiet()
    expect(await answer(lin, work, '1号联办：水务、气象局')).toMatch(/没有找到“气象局”/)
    expect(await states()).toEqual(['1 dispatched'])
  })

  it('a quarrel and a complaint about officials are not whistled for', async () => {
    const { work, lin, chen } = scene
    chen.send(work, '东沁村3网格1单元两户人家为宅基地吵起来了，要打起来')
    await stage.quiet()
    const [first] = await stage.sql<{ category: string }>('SELECT category FROM ticket')
    expect(first?.category).toMatch(/^dispute/)
    expect(await answer(lin, work, '1号联办：派出所、司法所')).toMatch(/不能吹哨：这类事不往部门群里叫/)
    expect(await answer(lin, work, '吹哨：东沁村村干部收钱不办事，请城管、水务到场')).not.toMatch(/吹哨（/)
    expect(await stage.sql(`SELECT 1 FROM ticket WHERE data ? 'part'`)).toEqual([])
  })

  it('a location of elsewhere is no arrival', async () => {
    const { work, water, lin, zhuo } = scene
    await answer(lin, work, `吹哨：${FLOOD}，请水务、城管到场`)
    const call = cardIn(water, /吹哨 1-1号/)
    expect(
      await answer(zhuo, water, { location: { latitude: 26.1, longitude: 119.19 }, replyTo: call }),
    ).toMatch(/离 1-1号现场还有 [\d.]+ 公里/)
    expect(await states()).toContain('1-1 dispatched')
  })

  it('talk of a group without a waiting part is no arrival', async () => {
    const { work, water, zhuo, chen } = scene
    expect(await answer(zhuo, water, '到了')).toBe('')
    expect(await answer(chen, work, '我们到了')).toBe('')
  })
})
