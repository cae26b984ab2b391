import { describe, expect, it } from 'vitest'
import { heard, lay } from '../support/duty.ts'
import { answer, clock, onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import type { UserDriver } from '../support/telegram/index.ts'
import { WIRE } from '../support/wire.ts'

onStage({ overrides: { auditEvery: 200 } }, '10:00')

const DAILY = [1, 2, 3, 4, 5, 6, 7]
const night = (person: string) => ({ department: 'power', person, days: DAILY, from: '18:00', to: '08:00' })

/** Opens the private chat of somebody, so that the bot can write there. */
async function atHome(...users: UserDriver[]): Promise<void> {
  for (const user of users) {
    user.start()
    await stage.quiet()
  }
}
const inPrivate = (user: UserDriver, text: string) => answer(user, user, text)
const handlers = () =>
  stage.sql<{ name: string; for: string | null }>(
    `SELECT p.name, f.name AS for FROM ticket t JOIN person p ON p.id = t.handler
     LEFT JOIN person f ON f.id = (t.data->>'standsFor')::uuid ORDER BY t.number`,
  )

describe('away', () => {
  it('in plain words: the deputy is called, the card and the notices say for whom, and coming back ends it', async () => {
    const { chen, work, power } = scene
    const { tg } = stage
    const [first] = await stage.sql<{ name: string }>(
      `SELECT p.name FROM post JOIN person p ON p.id = post.person_id
       WHERE post.department = 'power' AND post.role = 'handler' ORDER BY post.id LIMIT 1`,
    )
    // Of two handlers for the whole town the one who would be called is away.
    const [away, deputy] = first?.name === '张建国' ? ['张建国', '郑文斌'] : ['郑文斌', '张建国']
    const users = { 张建国: scene.zhang, 郑文斌: scene.zheng } as Record<string, UserDriver>
    const [gone, there] = [users[away ?? ''], users[deputy ?? '']]
    if (!gone || !there) throw new Error('two handlers')
    await atHome(gone, there)
    expect(await inPrivate(gone, `我今天请假，${deputy}代`)).toMatch(
      new RegExp(`记下了：\\d+月\\d+日请假，由${deputy}代。已告诉${deputy}、卢凤仙。`),
    )
    expect(saidIn(there).at(-1)).toMatch(
      new RegExp(`${away} \\d+月\\d+日请假，由${deputy}代，这几天的事会叫您。`),
    )
    await heard(stage)
    chen.send(work, WIRE)
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await stage.quiet()
    expect(await handlers()).toEqual([{ name: deputy, for: away }])
    expect(saidIn(work).join('\n')).toContain(`供电所 ${deputy}（代${away}）`)
    expect(await answer(there, power, '谁值班')).toContain(`请假，${deputy}代`)
    clock.skip(31)
    await there.click(call, '接单').answered
    await stage.quiet()
    expect(await inPrivate(gone, '我回来上班了')).toContain('从现在起又找您本人了')
    await heard(stage)
    expect(await inPrivate(gone, '我回来上班了')).toContain('没有记过您的请假')
    chen.send(work, '3网格2单元的变压器冒烟了')
    await tg.waitForMessage(power, /请处理 2号/)
    await stage.quiet()
    expect((await handlers())[1]).toEqual({ name: away, for: null })
  })

  it('is refused to who holds no post, and where the deputy works elsewhere', async () => {
    const { zhang, mei } = scene
    await atHome(zhang, mei)
    expect(await inPrivate(mei, '/away 明天 由张建国代')).toContain('有职务的人才用请假')
    expect(await inPrivate(zhang, '/away 明天 由卓添财代')).toContain('同部门、同一片的人里没有卓添财')
    expect(await inPrivate(zhang, '/away')).toContain('请写哪几天、由谁代')
    expect(await stage.sql('SELECT 1 FROM absence')).toEqual([])
  })

  it('a report that speaks of somebody on leave is a report', async () => {
    scene.chen.send(scene.work, '3网格1单元路灯不亮，网格长说请假了没人管')
    await stage.quiet()
    expect(await stage.sql('SELECT 1 FROM absence')).toEqual([])
    expect(await stage.sql('SELECT 1 FROM ticket')).toHaveLength(1)
  })

  it('the deputy of an absent chief is told by the ladder, and the notice says for whom', async () => {
    const { lin, chen, work } = scene
    const zhou = await stage.sql<{ name: string }>(
      `SELECT p.name FROM person p JOIN post ON post.person_id = p.id
       WHERE post.area = 'DQ' AND post.role = 'village_lead'`,
    )
    const deputy = zhou[0]?.name ?? ''
    await atHome(lin)
    expect(await inPrivate(lin, `我今天到明天请假，${deputy}代`)).toContain(`由${deputy}代`)
    await heard(stage)
    chen.send(work, WIRE)
    await stage.tg.waitForMessage(scene.power, /请处理 1号/)
    await stage.quiet()
    clock.skip(31)
    await stage.tg.waitForMessage(work, new RegExp(`1号.*没人接单.*报给网格长${deputy}（代林志强）`))
  })
})

describe('the roster', () => {
  it('who is on duty tonight gets the ticket; /duty and plain words tell who it is', async () => {
    await lay(stage, { rosters: [night('郑文斌')] })
    const { zhang, mei, power, chen, work } = scene
    expect(await answer(zhang, power, '今晚谁值班')).toMatch(
      /供电所今晚值班：\n今天 18:00 到 明天 8:00：郑文斌/,
    )
    expect(await answer(zhang, power, '/duty')).toMatch(/供电所现在值班：\n没有排班。有事先找/)
    expect(await answer(zhang, power, '/duty 这周')).toMatch(/供电所这七天值班：(?:\n.*郑文斌){7}/)
    await atHome(mei)
    expect(await inPrivate(mei, '/duty 供电所')).toContain('值班表给有职务的人看')
    clock.skip(600)
    chen.send(work, WIRE)
    await stage.tg.waitForMessage(power, /请处理 1号/)
    await stage.quiet()
    expect(await handlers()).toEqual([{ name: '郑文斌', for: null }])
  })

  it('a turn changes hands when the other agrees by button; both and the lead are told', async () => {
    await lay(stage, { rosters: [night('郑文斌')] })
    const { zhang, zheng, chen, work, power, lin } = scene
    const lead = await scene.person('卢凤仙')
    await atHome(zhang, zheng, lead, lin)
    expect(await inPrivate(zheng, '换班')).toMatch(
      /请写哪天的班、和谁换[\s\S]*今天 18:00 到 明天 8:00：供电所/,
    )
    expect(await inPrivate(zheng, '今晚的班换给张建国')).toContain('已问张建国')
    const asked = await stage.tg.waitForMessage(zhang, /郑文斌想请张建国值 今天 18:00 到 明天 8:00 的班/)
    expect(await stage.sql('SELECT state FROM duty_swap')).toEqual([{ state: 'asked' }])
    await zhang.click(asked, '同意换班').answered
    await stage.quiet()
    expect(await stage.sql('SELECT state FROM duty_swap')).toEqual([{ state: 'agreed' }])
    for (const user of [zhang, zheng, lead])
      expect(saidIn(user).at(-1)).toMatch(
        /换班说好了：今天 18:00 到 明天 8:00 的班由张建国值（原来是郑文斌）/,
      )
    expect(await zhang.click(asked, '换不了').answered).toMatchObject({ text: '已经答过了。' })
    await heard(stage)
    expect(await answer(zheng, power, '今晚谁值班')).toContain('张建国（代郑文斌）')
    clock.skip(600)
    chen.send(work, WIRE)
    await stage.tg.waitForMessage(power, /请处理 1号/)
    await stage.quiet()
    expect(await handlers()).toEqual([{ name: '张建国', for: '郑文斌' }])
  })

  it('nobody answers for another, and nothing changes hands that has begun', async () => {
    await lay(stage, { rosters: [night('郑文斌')] })
    const { zheng, zhang, power } = scene
    // Without a private chat it is asked in the department's group, where all can see the buttons.
    await atHome(zheng)
    expect(await inPrivate(zheng, '/swap 今晚 张建国')).toContain('已问张建国')
    const asked = await stage.tg.waitForMessage(power, /郑文斌想请张建国值/)
    expect(await zheng.click(asked, '同意换班').answered).toMatchObject({
      text: '这是问张建国的，别人不能代答。',
    })
    clock.skip(540)
    expect(await zhang.click(asked, '同意换班').answered).toMatchObject({
      text: '班已经开始，或者排班变了，换不成了。',
    })
    await stage.quiet()
    expect(await stage.sql('SELECT state FROM duty_swap')).toEqual([{ state: 'asked' }])
  })
})
