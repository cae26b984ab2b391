import { beforeEach, describe, expect, it } from 'vitest'
import type { Ticket } from '../../src/domain/ticket/types.ts'
import { answer, clock, onStage, scene, stage } from '../support/on-stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import type { Place } from '../support/telegram/place.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'
import { reportWire } from '../support/wire.ts'

onStage({ overrides: { auditEvery: 100 } }, '10:00')

const ticket = async (): Promise<Ticket> =>
  (await stage.sql<{ data: Ticket }>('SELECT data FROM ticket ORDER BY number'))[0]?.data as Ticket

/** The wire, accepted in time, repaired, confirmed; the question how it was stands in the group. */
async function closed(): Promise<StoredMessage> {
  const { call } = await reportWire()
  await scene.zhang.click(call, '接单').answered
  scene.zhang.send(scene.power, { photo: await jpeg(), caption: '换了新线', replyTo: call })
  const result = await stage.tg.waitForMessage(scene.work, /1号处理完了/)
  await scene.chen.click(result, '已解决').answered
  const question = await stage.tg.waitForMessage(scene.work, /1号办得怎么样/)
  await stage.quiet()
  return question
}

const lastOf = (place: Place): StoredMessage =>
  place.room.messages.filter((m) => m.byBot).at(-1) as StoredMessage

describe('from the result to the figures', () => {
  let question: StoredMessage
  beforeEach(async () => {
    question = await closed()
  })

  it('满意 counts; each figure opens its tickets', async () => {
    await scene.chen.click(question, '基本满意').answered
    await stage.quiet()
    const said = await answer(scene.zhang, scene.power, '/stats')
    expect(said).toMatch(/^供电所 \d+月（截至 今天/)
    expect(said).toMatch(/响应率 100%（1\/1）/)
    expect(said).toMatch(/解决率 100%（1\/1）/)
    expect(said).toMatch(/满意率 80%（0.8\/1）/)
    const message = lastOf(scene.power)
    await scene.zhang.click(message, '看满意率').answered
    await stage.quiet()
    expect(lastOf(scene.power).text).toMatch(
      /满意率 80%（0.8\/1）[\s\S]*1号 电力线路隐患 · 供电所 张建国：80%/,
    )
  })

  it('plain words ask for the same; talk that names a rate does not', async () => {
    expect(await answer(scene.lin, scene.work, '这个月的解决率')).toMatch(
      /东沁村 \d+月[\s\S]*解决率 100%（1\/1）/,
    )
    expect(await answer(scene.lin, scene.work, '本月各部门办结率')).toMatch(/解决率\n1\. 供电所 100%（1\/1）/)
    expect(await answer(scene.lin, scene.work, '上个月的满意率怎么样')).toMatch(/这个月还没有可算的/)
    for (const talk of ['大家都说响应率太低了', '水务站师傅说满意率不好提', '满意率这东西谁说得清'])
      expect(await answer(scene.lin, scene.work, talk)).not.toMatch(/\d%|截至/)
  })

  it('only those whom it concerns: neither another department nor a resident', async () => {
    const wall = /只给管这一片的人和部门自己看/
    expect(await answer(scene.zhuo, scene.water, '/stats 供电所')).toMatch(wall)
    expect(await answer(scene.mei, scene.mei, '/stats')).toMatch(wall)
    expect(await answer(scene.mei, scene.mei, '/stats 东沁村')).toMatch(wall)
    expect(await answer(scene.chen, scene.chen, '/stats 张建国')).toMatch(wall)
    expect(await answer(scene.zhang, scene.zhang, '/stats 张建国')).toMatch(/张建国 \d+月[\s\S]*响应率 100%/)
    expect(await answer(scene.zhang, scene.power, '/stats 张建国')).toMatch(wall)
    expect(await answer(scene.huang, scene.huang, '/stats 供电所')).toMatch(/供电所 \d+月[\s\S]*解决率 100%/)
    expect(await answer(scene.huang, scene.huang, '/stats 什么地方')).toMatch(/没有找到/)
  })

  it('the town lead sees villages and departments ranked, and opens one', async () => {
    const { tg } = stage
    const [lead] = await stage.sql<{ name: string }>(
      `SELECT p.name FROM post JOIN person p ON p.id = post.person_id WHERE post.role = 'town_lead' LIMIT 1`,
    )
    const boss = await scene.person(lead?.name ?? '')
    expect(await answer(boss, boss, '/stats')).toMatch(/镇 \d+月/)
    await boss.click(lastOf(boss), '各片排名').answered
    await tg.waitForMessage(boss, /解决率\n1\. 东沁村 100%（1\/1）/)
    await stage.quiet()
    await boss.click(lastOf(boss), '东沁村').answered
    await tg.waitForMessage(boss, /^东沁村 \d+月/)
    await stage.quiet()
  })

  it('in a group nothing confidential counts', async () => {
    await stage.sql(
      `INSERT INTO ticket_event (ticket_id, seq, at, command, by, "from", "to", data)
       SELECT ticket_id, max(seq) + 1, max(at), 'correct', '{}', 'closed', 'closed', '{"category": "governance.conduct"}'
       FROM ticket_event GROUP BY ticket_id`,
    )
    expect(await answer(scene.lin, scene.work, '/stats')).toMatch(/还没有可算的/)
    expect(await answer(scene.huang, scene.huang, '/stats')).toMatch(/响应率 100%（1\/1）/)
  })
})

describe('an appeal', () => {
  it('asked for in words, granted by button, takes the ticket out; the department hears it', async () => {
    const { tg, quiet } = stage
    const { zhang, huang, power, center, chen } = scene
    await reportWire()
    clock.skip(40)
    await tg.waitForMessage(scene.work, /1号.*没人接单/)
    await quiet()
    expect(await answer(zhang, power, '/stats')).toMatch(/响应率 0%（0\/1）/)
    expect(await answer(chen, scene.work, '1号申诉 路不通')).toMatch(/1号只有供电所能申诉/)
    expect(await answer(zhang, power, '1号申诉')).toMatch(/请写一句/)
    expect(await answer(zhang, power, '1号申诉:台风封路,车进不去')).toMatch(/1号的申诉报给调度员了/)
    const asked = await tg.waitForMessage(center, /供电所申请 1号不计入考核：台风封路,车进不去/)
    expect(asked.buttonTexts.flat()).toEqual(['同意不计', '不同意'])
    center.join(zhang)
    expect((await zhang.click(asked, '同意不计').answered).text).toMatch(
      /1号只有调度员、镇负责人以上能同意申诉/,
    )
    expect((await huang.click(asked, '同意不计').answered).text).toMatch(/1号不计入考核/)
    await tg.waitForMessage(power, /1号的申诉同意了/)
    await quiet()
    expect((await ticket()).excuses).toMatchObject([{ department: 'power', state: 'granted' }])
    expect(await answer(zhang, power, '/stats')).toMatch(/还没有可算的/)
    expect(await answer(zhang, power, '/excuse 1 又堵了')).toMatch(/1号已经.*申诉了/)
  })

  it('is denied with a reason', async () => {
    const { tg, quiet } = stage
    const { zhang, huang, power, center } = scene
    await reportWire()
    await answer(zhang, power, '/excuse 1 台风封路')
    const asked = await tg.waitForMessage(center, /供电所申请 1号不计入考核/)
    expect((await huang.click(asked, '不同意').answered).text).toMatch(/1号为什么照常计入/)
    huang.send(center, '路当天中午就通了')
    await tg.waitForMessage(power, /1号的申诉没有同意，照常计入：路当天中午就通了/)
    await quiet()
    expect((await ticket()).excuses).toMatchObject([{ state: 'denied' }])
  })
})
