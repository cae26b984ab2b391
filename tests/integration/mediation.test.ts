import { beforeEach, describe, expect, it } from 'vitest'
import type { Ticket } from '../../src/domain/ticket/types.ts'
import { answer, onStage, scene, stage } from '../support/on-stage.ts'
import { type Scene, saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'

type User = Scene['chen']

/** Days by which the service's clock is ahead. */
let ahead = 0
beforeEach(() => {
  ahead = 0
})
onStage({ overrides: { now: () => new Date(Date.now() + ahead * 86_400_000), auditEvery: 100 } })

const QUARREL = '东沁村3网格1单元王大财和李桂花两家为宅基地边界吵架打起来了,请来调解'
const PHONE = '13812345678'

/** The quarrel told in private, with the justice station's group, its 许清源 and the village's mediator 黄启航 there. */
async function quarrel(): Promise<{ justice: Scene['work']; huang: User; xu: User }> {
  const justice = await scene.group('司法所接单群', { department: 'justice' })
  const huang = await scene.person('黄启航')
  const xu = await scene.person('许清源')
  huang.start()
  xu.start()
  justice.join(xu)
  await stage.quiet()
  scene.mei.dm(QUARREL)
  await stage.tg.waitForMessage(justice, /请处理 1号/)
  await stage.quiet()
  return { justice, huang, xu }
}

async function ticket(): Promise<Ticket> {
  const [row] = await stage.sql<{ data: Ticket }>('SELECT data FROM ticket')
  if (!row) throw new Error('no ticket')
  return row.data
}

const tell = (user: User, text: string) => answer(user, user, text)

/** Sends a photo with words in private. */
async function show(user: User, caption?: string): Promise<string> {
  const before = saidIn(user).length
  user.send(user, { photo: await jpeg(), ...(caption ? { caption } : {}) })
  await stage.quiet()
  return saidIn(user).slice(before).join('\n')
}

/** Everything that any group has seen. */
const groups = (justice: Scene['work']) =>
  [scene.work, scene.power, scene.water, scene.center, justice].flatMap((g) => saidIn(g)).join('\n')

describe('a quarrel goes from the village to the town to the district to court', () => {
  it('four rounds, three, two, each told in plain words, and no group learns of whom', {
    timeout: 60_000,
  }, async () => {
    const { justice, huang, xu } = await quarrel()
    const call = await stage.tg.waitForMessage(huang, /请调解 1号/)
    expect(call.text).toMatch(/王大财/)
    await huang.click(call, '接手').answered
    await stage.quiet()
    expect(await ticket()).toMatchObject({ state: 'accepted', mediation: { level: 'village' } })
    expect(await tell(huang, `1号甲方是王大财 ${PHONE}`)).toMatch(/1号甲方记下了/)
    expect(await tell(huang, '乙方是李桂花')).toMatch(/1号乙方记下了/)
    expect(await tell(huang, '1号约明天下午3点')).toMatch(/1号约在 明天 15:00，记下了/)
    ahead = 1.5
    expect(
      await tell(huang, '1号第一轮没谈拢，王大财不肯让，大财说要让也是李桂花让。甲方2人乙方1人'),
    ).toMatch(/村里第 1 轮没谈拢，还能谈 3 轮/)
    for (const left of [2, 1]) expect(await tell(huang, '没谈拢')).toMatch(new RegExp(`还能谈 ${left} 轮`))
    const last = await tell(huang, '1号没谈拢')
    expect(last).toMatch(/村里谈了 4 轮没谈拢，已经上移到镇里/)

    await stage.tg.waitForMessage(xu, /1号.*村里谈了 4 轮没谈拢，上移到镇里调解，请接手/)
    expect(await tell(huang, '1号没谈拢')).not.toMatch(/记下了/)
    expect(await tell(xu, '接手1号')).toMatch(/1号您接手了/)
    expect(await tell(xu, '1号没谈拢')).toMatch(/镇里第 1 轮没谈拢，还能谈 2 轮/)
    await tell(xu, '没谈拢')
    expect(await tell(xu, '没谈拢')).toMatch(/镇里谈了 3 轮没谈拢，已经上移到区里/)
    await tell(xu, '接手1号')
    expect(await tell(xu, '1号没谈拢')).toMatch(/区里第 1 轮没谈拢，还能谈 1 轮/)
    expect(await tell(xu, '1号没谈拢')).toMatch(/区里的轮数用完了.*1号走法院/)
    expect(await tell(xu, '1号没谈拢')).toMatch(/1号这一级的轮数用完了/)
    expect(await tell(xu, '1号上移')).toMatch(/已经在最上一级了/)
    expect(await tell(xu, '1号走法院')).toMatch(/为什么不再调解/)
    expect(await tell(xu, '赔偿差得太远')).toMatch(/走法院，这里到此为止/)
    const ended = await ticket()
    expect(ended).toMatchObject({ state: 'closed', mediation: { outcome: 'to_court' } })
    expect(ended.mediation?.rounds.map((r) => r.level)).toHaveLength(9)
    expect(ended.mediation?.rounds[0]).toMatchObject({ present: { a: 2, b: 1 }, result: 'not_agreed' })
    expect(saidIn(scene.mei).join('\n')).toMatch(/1号没能调解成，当事人可以走法院/)
    expect(groups(justice)).not.toMatch(/王大财|李桂花|大财|桂花|138|法院.*赔偿/)
    expect(groups(justice)).toMatch(/正在村里调解|没谈成，走法院/)
    expect(await kept()).not.toMatch(/王大财|李桂花|13812345678/)
  })
})

/** Histories after the report, tickets' mediations, cards and messages: where no name of a party may stand. */
async function kept(): Promise<string> {
  const rows = await stage.sql<{ text: string }>(
    `SELECT data::text || coalesce(note, '') AS text FROM ticket_event WHERE command <> 'open'
     UNION ALL SELECT (data->'mediation')::text FROM ticket
     UNION ALL SELECT text || parts::text FROM message WHERE text <> $1 AND direction = 'in'`,
    [QUARREL],
  )
  return rows.map((r) => r.text).join('\n')
}

describe('an agreement', () => {
  it('wants the signed paper, is visited after 7 and 30 days, and stays out of every group', {
    timeout: 60_000,
  }, async () => {
    const { justice, huang } = await quarrel()
    await tell(huang, '接手1号')
    expect(await tell(huang, '1号甲方是王大财，乙方是李桂花')).toMatch(/1号甲方、乙方记下了/)
    expect(await tell(huang, '1号第二轮谈成了：王大财退半米')).toMatch(/请把签了字的协议拍张照发来/)
    expect(await tell(huang, '1号达成协议')).toMatch(/请把签了字的协议拍张照发来/)
    expect((await ticket()).state).toBe('accepted')
    expect(await show(huang)).toMatch(/1号协议收好了.*请回访一次/)
    const settled = await ticket()
    expect(settled).toMatchObject({
      state: 'resolved',
      photosAfter: [],
      mediation: { outcome: 'settled', agreement: { level: 'village', round: 1 } },
    })
    expect(await tell(huang, '/mediation 1')).toMatch(/协议：王大财退半米/)
    expect(settled.mediation?.agreement?.photos).toHaveLength(1)
    expect(saidIn(scene.mei).join('\n')).toMatch(/1号调解成了，双方签了协议.*您看解决了吗/)
    expect(justice.room.messages.some((m) => m.byBot && 'photo' in m && m.photo)).toBe(false)

    ahead = 4
    await expect.poll(async () => (await ticket()).state, { timeout: 8000 }).toBe('closed')
    ahead = 7.2
    await stage.tg.waitForMessage(huang, /1号的协议签了 7 天，请去回访/)
    await stage.quiet()
    expect(await tell(huang, '1号回访')).toMatch(/1号回访下来怎么样/)
    expect(await tell(huang, '1号回访 守约，墙退了')).toMatch(/协议守住了.*再回访一次/)
    ahead = 30.2
    await stage.tg.waitForMessage(huang, /1号的协议签了 30 天，请去回访/)
    await stage.quiet()
    expect(await tell(huang, '1号回访 没守约，王大财又占了')).toMatch(/协议没守住，在村里重新调解/)
    expect(await ticket()).toMatchObject({
      state: 'accepted',
      mediation: { level: 'village', broken: 1, outcome: null },
    })
    expect(groups(justice)).not.toMatch(/王大财|半米/)
    expect(await kept()).not.toMatch(/王大财/)
  })
})

describe('privacy', () => {
  it('in a group only who takes it is noted; parties are told in private to those who may know', async () => {
    const { justice, huang, xu } = await quarrel()
    const [call] = justice.botMessages.filter((m) => /请处理 1号/.test(m.text))
    if (!call) throw new Error('no card')
    expect(call.text).not.toMatch(/王大财|李桂花/)
    await xu.click(call, '接手').answered
    await stage.quiet()
    expect((await ticket()).mediation?.mediators).toHaveLength(1)
    expect(await answer(xu, justice, '1号没谈拢，王大财不同意')).toBe(
      '1号的调解请私下跟我说，群里不记也不讲。',
    )
    expect((await ticket()).mediation?.rounds).toEqual([])
    expect(await answer(xu, justice, '/mediation')).toMatch(/请私下给我发 \/mediation/)
    await tell(xu, `1号甲方是王大财 ${PHONE}、王二财`)
    const [card] = xu.botMessages.filter((m) => /请调解 1号/.test(m.text))
    if (!card) throw new Error('no card of the mediator')
    expect(card.text).toMatch(/当事人：甲方 2 人/)
    const before = saidIn(xu).length
    await xu.click(card, '当事人').answered
    await stage.quiet()
    expect(saidIn(xu).slice(before).join('\n')).toBe(`甲方1：王大财，${PHONE}\n甲方2：王二财`)
    expect(await tell(xu, '/mediation 1')).toMatch(new RegExp(`甲方1：王大财，${PHONE}`))
    // 陈淑华 answers for the unit and reads the ticket, not who the parties are; 黄启航 leads the village.
    expect(await tell(scene.chen, '/mediation 1')).not.toMatch(/王二财|138/)
    expect(await tell(huang, '/mediation 1')).toMatch(/甲方2：王二财/)
    expect(await tell(scene.mei, '/mediation 1')).not.toMatch(/王二财|138/)
    expect(groups(justice)).not.toMatch(/王二财|138/)
    // The other one who was asked sees that a colleague has it.
    const asked = huang.botMessages.filter((m) => /1号 · |请调解 1号/.test(m.text)).at(-1)
    expect(asked?.text).not.toMatch(/王大财/)
  })

  it('a name that was put right is struck out', async () => {
    const { huang } = await quarrel()
    await tell(huang, '接手1号')
    await tell(huang, '甲方是王大财')
    await tell(huang, '甲方改成王小财')
    const rows = await stage.sql<{ name: string | null }>(
      'SELECT text AS name FROM dispute_private ORDER BY text',
    )
    expect(rows.map((r) => r.name)).toEqual(['王小财', null])
    expect(await tell(huang, '/mediation 1')).toMatch(/甲方：王小财/)
  })

  it('an edited message of a mediation is not read as more words', async () => {
    const { huang } = await quarrel()
    await tell(huang, '接手1号')
    const post = huang.send(huang, '甲方是王大财')
    await stage.quiet()
    huang.edit(post, { text: '甲方是王大发' })
    await stage.quiet()
    expect(saidIn(huang).at(-1)).toMatch(/改过以后我不重读/)
    expect((await ticket()).supplements).toEqual([])
    expect(await kept()).not.toMatch(/王大/)
  })
})

describe('the list and the card', () => {
  it('tells what comes next, by command and in plain words', async () => {
    const { huang, xu } = await quarrel()
    expect(await tell(huang, '/mediation')).toMatch(/等人接手 1 件：\n1号 .*：等人接手/)
    await tell(huang, '接手1号')
    expect(await tell(huang, '我的调解')).toMatch(/您在调解 1 件：\n1号 .*：还没约时间/)
    await tell(huang, '1号约后天上午9点')
    expect(await tell(huang, '/mediation')).toMatch(/9:00 调解/)
    expect(await tell(xu, '/mediation')).toMatch(/您手上没有要调解的/)
    expect(await tell(scene.mei, '/mediation')).toMatch(/您手上没有要调解的/)
  })

  it('asks for the time, the round, the paper and consent by button', async () => {
    const { huang } = await quarrel()
    await tell(huang, '接手1号')
    const card = () => {
      const found = huang.botMessages.find((m) => /请调解 1号/.test(m.text))
      if (!found) throw new Error('no card')
      return found
    }
    await huang.click(card(), '约时间').answered
    await stage.quiet()
    expect(await tell(huang, '周五下午')).toMatch(/1号约在 .*15:00，记下了/)
    await huang.click(card(), '记一轮').answered
    await stage.quiet()
    expect(await tell(huang, '王大财不肯让')).toMatch(/这一轮谈得怎么样/)
    expect((await ticket()).supplements).toEqual([])
    expect(await tell(huang, '没谈拢，差三千块')).toMatch(/第 1 轮没谈拢/)
    expect(card().text).toMatch(/村里第 1 轮（.*）没谈拢：差三千块/)
    await huang.click(card(), '上移').answered
    await stage.quiet()
    const asked = huang.botMessages.at(-1)
    if (!asked) throw new Error('nothing asked')
    expect(asked.text).toMatch(/要上移到镇里吗/)
    expect((await ticket()).mediation?.level).toBe('village')
    await huang.click(asked, '双方同意，上移').answered
    await stage.quiet()
    expect((await ticket()).mediation).toMatchObject({ level: 'town', mediators: [] })
  })
})

describe('refusals', () => {
  it('say why, and what can be done', async () => {
    const { justice, huang, xu } = await quarrel()
    await tell(huang, '接手1号')
    expect(await tell(xu, '1号没谈拢')).toMatch(/1号由黄启航在调解/)
    expect(await tell(xu, '接手1号')).toMatch(/1号已经由黄启航接手调解了/)
    expect(await tell(huang, '1号约昨天')).toMatch(/1号约在什么时候/)
    expect(await tell(huang, '1号约1月1日上午')).toMatch(/记下了|60 天以内/)
    // The justice station's own word does not end a dispute.
    expect(await answer(xu, justice, '办结1号 说好了')).toMatch(/请私下跟我说/)
    expect((await ticket()).state).toBe('accepted')
  })

  it('a number of months ago is that of the mediator, not of somebody else this month', async () => {
    const { huang } = await quarrel()
    await tell(huang, '接手1号')
    const old = 'DZ-2601-0001'
    await stage.sql(`UPDATE ticket SET number = $1, data = data || jsonb_build_object('number', $1::text)`, [
      old,
    ])
    expect(await tell(huang, '1号没谈拢')).toMatch(/1号记下了，村里第 1 轮没谈拢/)
    expect(await tell(huang, '/mediation 1')).toMatch(/村里第 1 轮/)
    expect(await tell(scene.chen, '/mediation 1')).toMatch(/没有找到 1号/)
  })

  it('without a round for five working days those in charge are reminded, then the grid chief', async () => {
    const { huang } = await quarrel()
    await tell(huang, '接手1号')
    // At eleven in the morning, whatever time and day it is now; longer than the longest holiday.
    const inDays = (days: number) => {
      const now = new Date()
      const eleven = new Date(
        `${new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)}T11:00:00+08:00`,
      )
      ahead = days + (eleven.getTime() - now.getTime()) / 86_400_000
    }
    inDays(20)
    await stage.tg.waitForMessage(huang, /1号.*5 个工作日没有调解了，请约个时间/)
    inDays(40)
    await stage.tg.waitForMessage(scene.work, /1号.*提醒过了还没动静，按规定报给网格长林志强/)
    await stage.quiet()
    expect(saidIn(scene.work).join('\n')).not.toMatch(/王大财|李桂花/)
  })
})
