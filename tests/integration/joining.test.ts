import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { clock, onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import type { GroupDriver } from '../support/telegram/index.ts'

const WIRE = '东沁村3网格1单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响'
const WIRE_AGAIN = '3网格1单元秋菊阿婆家门口电线破了,滋滋响,下雨天吓人'

let south: GroupDriver
onStage({}, '10:00')
beforeEach(async () => {
  south = await scene.group('东沁村老乡群', { area: 'DQ' })
  south.join(scene.mei)
  await stage.quiet()
})

interface Row {
  number: number
  state: string
  urgency: string
  joined: string[]
  supplements: string[]
}
const tickets = () =>
  stage.sql<Row>(
    `SELECT right(number, 4)::int AS number, state, urgency,
       ARRAY(SELECT x->'reporter'->>'name' FROM jsonb_array_elements(data->'joined') x) AS joined,
       ARRAY(SELECT x->>'text' FROM jsonb_array_elements(data->'supplements') x) AS supplements
     FROM ticket ORDER BY number`,
  )

const photosBefore = async () =>
  (
    await stage.sql<{ n: number }>(
      `SELECT jsonb_array_length(data->'photosBefore') AS n FROM ticket ORDER BY number`,
    )
  ).map((row) => row.n)

describe('one matter, many reporters', () => {
  it('a report in another group joins, is counted, and is said in one line', async () => {
    const { tg, quiet } = stage
    const { work, power, chen, mei } = scene
    chen.send(work, WIRE)
    const card = await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    mei.send(south, WIRE_AGAIN)
    const line = await tg.waitForMessage(south, /报过了/)
    await quiet()
    expect(line.text).toMatch(/^这事陈淑华 .*报过了（1号），给您记上一起报，有结果一起通知。$/)
    expect(line.buttonTexts.flat()).toEqual(['不是同一件'])
    expect(await tickets()).toMatchObject([{ number: 1, joined: ['林小梅'] }])
    expect(card.text).toContain('2 人报过')
    expect(saidIn(south)).toHaveLength(1)
    expect(saidIn(power).filter((t) => t.includes('请处理'))).toHaveLength(1)
    expect(saidIn(power).join('\n')).toMatch(/又有人报 1号（林\*+，共 2 人）：/)
  })

  it('in private the card says that it was reported before, and follows what comes of it', async () => {
    const { tg, quiet } = stage
    const { work, power, chen, zhang, mei } = scene
    chen.send(work, WIRE)
    await tg.waitForMessage(power, /请处理 1号/)
    mei.dm(`东沁村${WIRE_AGAIN}`)
    const card = await tg.waitForMessage(mei, /这事报过了，给您一起记在 1号/)
    await quiet()
    expect(card.buttonTexts.flat()).toEqual(['补充', '不是同一件'])
    zhang.send(power, '1号接单')
    await tg.waitFor(() => card.text.includes('已接单'))
    await quiet()
    expect(saidIn(mei)).toHaveLength(1)
  })

  it('all are told the end; only the first is asked, the others may say that it is not fixed', async () => {
    const { tg, quiet } = stage
    const { work, power, chen, zhang, mei } = scene
    const ling = tg.user({ first_name: '凌霄', language_code: 'zh-hans' })
    chen.send(work, WIRE)
    await tg.waitForMessage(power, /请处理 1号/)
    mei.send(south, WIRE_AGAIN)
    await tg.waitForMessage(south, /报过了/)
    ling.dm(`东沁村${WIRE_AGAIN}`)
    await tg.waitForMessage(ling, /1号/)
    await quiet()
    zhang.send(power, { photo: await jpeg(), caption: '1号办结 换了新线' })
    const question = await tg.waitForMessage(work, /1号处理完了：换了新线/)
    const [there, alone] = await Promise.all([
      tg.waitForMessage(south, /1号处理完了：换了新线/),
      tg.waitForMessage(ling, /1号处理完了：换了新线/),
    ])
    await quiet()
    expect(question.text).toContain('您看解决了吗？')
    expect(question.buttonTexts.flat()).toEqual(['已解决', '没修好'])
    for (const message of [there, alone]) {
      expect(message.text).not.toContain('您看解决了吗')
      expect(message.buttonTexts.flat()).toEqual(['没修好'])
    }
    expect((await mei.click(there, '没修好').answered).text).toContain('退回')
    await quiet()
    expect(await tickets()).toMatchObject([{ number: 1, state: 'dispatched' }])
    expect(there.buttonTexts.flat()).toEqual([])
    expect(question.buttonTexts.flat()).toEqual([])
  })

  it('不是同一件 opens its own ticket, once, however often it is pressed', async () => {
    const { tg, quiet } = stage
    const { work, chen, mei } = scene
    chen.send(work, WIRE)
    const card = await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    mei.send(south, { photo: await jpeg(300, 200, '#224466'), caption: WIRE_AGAIN })
    const line = await tg.waitForMessage(south, /报过了/)
    await quiet()
    expect(card.text).toContain('2 人报过')
    const stranger = tg.user({ first_name: '路人', language_code: 'zh-hans' })
    south.join(stranger)
    expect((await stranger.click(line, '不是同一件').answered).text).toContain('只有')
    const presses = [1, 2, 3].map(() => mei.click(line, '不是同一件'))
    const answers = await Promise.all(presses.map(async (p) => (await p.answered).text))
    expect(new Set(answers)).toEqual(new Set(['好，分开了，另记 2号。']))
    await tg.waitForMessage(south, /2号 · 电力线路隐患/)
    await quiet()
    expect(await tickets()).toMatchObject([
      { number: 1, joined: [], supplements: [] },
      { number: 2, joined: [] },
    ])
    expect(card.text).not.toContain('人报过')
    expect(await photosBefore()).toEqual([0, 1])
    expect(
      await stage.sql(
        `SELECT 1 FROM message WHERE ticket_id = (SELECT id FROM ticket WHERE number LIKE '%2')`,
      ),
    ).toHaveLength(1)
  })

  it('a chief of the place may take it apart too', async () => {
    const { tg, quiet } = stage
    const { work, chen, lin, mei } = scene
    south.join(lin)
    chen.send(work, WIRE)
    await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    mei.send(south, WIRE_AGAIN)
    const line = await tg.waitForMessage(south, /报过了/)
    expect((await lin.click(line, '不是同一件').answered).text).toBe('好，分开了，另记 2号。')
    await quiet()
    expect(await tickets()).toHaveLength(2)
  })

  it('the private card of who was taken apart is withdrawn and replaced by the own one', async () => {
    const { tg, quiet } = stage
    const { work, chen, mei } = scene
    chen.send(work, WIRE)
    await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    mei.dm(`东沁村${WIRE_AGAIN}`)
    const card = await tg.waitForMessage(mei, /这事报过了/)
    await mei.click(card, '不是同一件').answered
    await tg.waitForMessage(mei, /记下了，2号/)
    await quiet()
    expect(card.text).toBe('这件和您报的不是一回事，已经分开。')
    expect(card.buttonTexts.flat()).toEqual([])
  })

  it('another place, and another matter at the same place, stay apart', async () => {
    const { tg, quiet } = stage
    const { work, chen, lin, mei } = scene
    chen.send(work, WIRE)
    await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    south.join(lin)
    mei.send(south, WIRE.replace('3网格1单元', '2网格3单元'))
    await tg.waitForMessage(south, /2号 · /)
    lin.send(south, '3网格1单元秋菊阿婆家门口垃圾堆了一个礼拜没人清,臭得很')
    await tg.waitForMessage(south, /3号 · /)
    await quiet()
    expect((await tickets()).map((t) => t.joined)).toEqual([[], [], []])
  })

  it('a name is not told in other groups where the first was a resident', async () => {
    const { tg, quiet } = stage
    const { work, chen, mei } = scene
    mei.send(south, WIRE)
    await tg.waitForMessage(south, /1号 · 电力线路隐患/)
    chen.send(work, WIRE_AGAIN)
    const line = await tg.waitForMessage(work, /报过了/)
    await quiet()
    expect(line.text).toMatch(/^这事有人 /)
    expect(saidIn(work).join('')).not.toContain('小梅')
  })

  it.each([
    ['a secret', '东沁村3网格1单元村干部吃拿卡要,办低保要我送两条烟'],
    ['a quarrel', '东沁村3网格1单元王大财和李桂花两家为宅基地边界吵架打起来了,请来调解'],
  ])('%s joins nobody, and is not named', async (_what, words) => {
    const { quiet } = stage
    const { mei, center } = scene
    const ling = stage.tg.user({ first_name: '凌霄', language_code: 'zh-hans' })
    for (const who of [mei, ling]) {
      who.dm(words)
      await quiet()
    }
    const all = await tickets()
    expect(all).toHaveLength(2)
    expect(all.flatMap((t) => t.joined)).toEqual([])
    expect([...saidIn(ling), ...saidIn(center)].join('\n')).not.toMatch(/报过|像是同一件/)
  })

  it('one of several cannot end it alone: the words go to those who work on it', async () => {
    const { tg, quiet } = stage
    const { work, power, mei } = scene
    const ling = tg.user({ first_name: '凌霄', language_code: 'zh-hans' })
    work.join(ling)
    ling.send(work, WIRE)
    const card = await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    mei.send(south, WIRE_AGAIN)
    await tg.waitForMessage(south, /报过了/)
    expect((await ling.click(card, '不是隐患').answered).text).toContain('还有别人报过')
    ling.send(work, '搞错了 不是漏电')
    await tg.waitForMessage(power, /1号有补充（凌\*）：搞错了/)
    await quiet()
    expect(await tickets()).toMatchObject([{ state: 'dispatched', joined: ['林小梅'] }])
  })

  it('one who joined and takes the words back leaves the ticket to the others', async () => {
    const { tg, quiet } = stage
    const { work, chen, mei } = scene
    chen.send(work, WIRE)
    await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    mei.send(south, WIRE_AGAIN)
    await tg.waitForMessage(south, /报过了/)
    await quiet()
    mei.send(south, '搞错了 不是漏电')
    await quiet()
    expect(await tickets()).toMatchObject([{ number: 1, state: 'dispatched', joined: [] }])
  })

  it('a neighbour who says 我家也是 in the same group is counted, without a word', async () => {
    const { tg, quiet } = stage
    const { work, chen } = scene
    const ling = tg.user({ first_name: '凌霄', language_code: 'zh-hans' })
    work.join(ling)
    chen.send(work, '东沁村3网格1单元停水了,从早上到现在')
    const card = await tg.waitForMessage(work, /1号 · /)
    ling.send(work, '我家也停水了')
    await tg.waitFor(() => card.text.includes('2 人报过'))
    await quiet()
    expect(await tickets()).toMatchObject([{ number: 1, joined: ['凌霄'] }])
    expect(saidIn(work)).toHaveLength(1)
  })

  it('an edit of the report that joined tells the department what it says now, and corrects nothing of the first', async () => {
    const { tg, quiet } = stage
    const { work, power, chen, mei } = scene
    const first = chen.send(work, WIRE)
    await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    mei.send(south, '大家早上好')
    const post = mei.send(south, WIRE_AGAIN)
    await tg.waitForMessage(south, /报过了/)
    await quiet()
    // Messages are counted by chat: here both have the same number.
    expect(post.id).toBe(first.id)
    mei.edit(post, { text: `${WIRE_AGAIN},线头朝着路` })
    await tg.waitForMessage(power, /1号有补充（林\*+）：.*线头朝着路/)
    await quiet()
    const [ticket] = await stage.sql<{ summary: string }>(`SELECT data->>'summary' AS summary FROM ticket`)
    expect(ticket?.summary).not.toContain('线头')
    expect(await tickets()).toMatchObject([{ number: 1, joined: ['林小梅'] }])
  })

  it('a photo that looks the same is kept with what it looks like', async () => {
    const { quiet } = stage
    const { work, chen } = scene
    const striped = await sharp({
      create: {
        width: 300,
        height: 200,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .jpeg()
      .toBuffer()
    chen.send(work, { photo: striped, caption: WIRE })
    await quiet()
    const [media] = await stage.sql<{ likeness: string }>(
      `SELECT likeness FROM media WHERE hash = (SELECT data->'photosBefore'->>0 FROM ticket)`,
    )
    expect(media?.likeness).toMatch(/^[\da-f]{16}$/)
    const { tickets, seen } = await stage.service.ctx.app.store.openNearby(
      ['DQ-3-1'],
      new Date(0),
      10,
      'safety@DQ',
    )
    const [near] = tickets
    expect(seen.version).toBeGreaterThan(0)
    expect(near).toMatchObject({ areaFrom: 'text', photoHashes: [media?.likeness] })
  })

  it('who joined finds it among the own ones', async () => {
    const { tg } = stage
    const { work, chen, mei } = scene
    chen.send(work, WIRE)
    await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    mei.send(south, WIRE_AGAIN)
    await tg.waitForMessage(south, /报过了/)
    mei.dm('/mine')
    await tg.waitForMessage(mei, /您报过的 1 件：\n1号/)
  })

  it('join.hours 0: everybody opens an own ticket', async () => {
    const { tg, quiet } = stage
    const { work, chen, mei } = scene
    const { app } = stage.service.ctx
    const { town } = app
    app.town = async () => {
      const view = await town()
      const policy = view && { ...view.town.policy, join: { hours: 0 } }
      return view && policy ? { ...view, town: { ...view.town, policy } } : null
    }
    chen.send(work, WIRE)
    await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    mei.send(south, WIRE_AGAIN)
    await tg.waitForMessage(south, /2号 · 电力线路隐患/)
    await quiet()
    app.town = town
  })

  it('two reports in the same second are never lost', async () => {
    const { quiet } = stage
    const { work, chen, mei } = scene
    chen.send(work, WIRE)
    mei.send(south, WIRE_AGAIN)
    await quiet()
    const all = await tickets()
    expect(all.length + all.flatMap((t) => t.joined).length).toBe(2)
  })
})

describe('what may be the same', () => {
  const FIRST = '3网格1单元那边电线破皮了,看着吓人'
  const PERHAPS = '村里有根电线破皮了,有点危险'
  const bothOpen = async () => {
    const { tg, quiet } = stage
    const { work, center, chen, mei } = scene
    chen.send(work, FIRST)
    await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    mei.dm(`东沁村${PERHAPS}`)
    const question = await tg.waitForMessage(center, /像是同一件/)
    await quiet()
    return question
  }

  it('opens as usual, the dispatcher is asked once, and 并到1号 merges: reporters, photos and words go over', async () => {
    const { tg, quiet } = stage
    const { work, power, chen, huang, mei } = scene
    const question = await bothOpen()
    expect(question.buttonTexts.flat()).toEqual(['并到 1号', '不是同一件'])
    const own = await tg.waitForMessage(mei, /记下了，2号/)
    const presses = [1, 2, 3].map(() => huang.click(question, '并到 1号'))
    const answers = await Promise.all(presses.map(async (p) => (await p.answered).text))
    expect(answers).toContain('好，并到 1号。')
    await quiet()
    expect(await tickets()).toMatchObject([
      { number: 1, state: 'dispatched', joined: ['林小梅'] },
      { number: 2, state: 'merged', joined: [] },
    ])
    expect(own.text).toContain('并到 1号一起办')
    expect(own.buttonTexts.flat()).toEqual([])
    expect(question.buttonTexts.flat()).toEqual([])
    expect(question.text).toContain('好，并到 1号。')
    expect(
      await stage.sql(
        `SELECT 1 FROM timer x JOIN ticket t ON t.id = x.ticket_id WHERE t.state = 'merged' AND x.state = 'armed'`,
      ),
    ).toEqual([])
    expect(
      await stage.sql(
        `SELECT command FROM ticket_event WHERE command IN ('merge', 'absorb') ORDER BY command`,
      ),
    ).toEqual([{ command: 'absorb' }, { command: 'merge' }])
    scene.zhang.send(power, { photo: await jpeg(), caption: '1号办结 换了新线' })
    await tg.waitForMessage(mei, /1号处理完了：换了新线/)
    await tg.waitForMessage(work, /1号处理完了：换了新线/)
    await quiet()
    expect(chen).toBeTruthy()
  })

  it('不是同一件 leaves both; others may not answer', async () => {
    const { quiet } = stage
    const { center, huang, mei } = scene
    const question = await bothOpen()
    center.join(mei)
    expect((await mei.click(question, '并到 1号').answered).text).toContain('只有')
    expect((await huang.click(question, '不是同一件').answered).text).toBe('好，分开办。')
    await quiet()
    expect((await tickets()).map((t) => t.state)).toEqual(['dispatched', 'dispatched'])
    expect(question.buttonTexts.flat()).toEqual([])
  })

  it('at night the question waits for the morning', async () => {
    const { tg, quiet } = stage
    const { work, center, chen, mei } = scene
    clock.set('23:00')
    chen.send(work, '3网格1单元那边路灯坏了,晚上黑乎乎的')
    await tg.waitForMessage(work, /1号 · 路灯损坏/)
    mei.dm('东沁村有盏路灯坏了')
    await quiet()
    const waiting = () => stage.sql(`SELECT state FROM question WHERE kind = 'same'`)
    expect(await waiting()).toEqual([{ state: 'waiting' }])
    expect(saidIn(center).join()).not.toContain('像是同一件')
    clock.skip(8 * 60 + 1)
    await tg.waitForMessage(center, /像是同一件/)
    expect(await waiting()).toEqual([{ state: 'asked' }])
  })

  it('what is said below the merged card goes to the one that has it now', async () => {
    const { tg, quiet } = stage
    const { power, huang, mei } = scene
    const question = await bothOpen()
    const own = await tg.waitForMessage(mei, /记下了，2号/)
    await huang.click(question, '并到 1号').answered
    await quiet()
    mei.dm({ text: '就在老榕树旁边,离地很近', replyTo: own })
    await tg.waitForMessage(power, /1号有补充（林\*+）：就在老榕树旁边/)
    await quiet()
    expect(await tickets()).toHaveLength(2)
  })

  it('nobody to ask: nothing is asked', async () => {
    const { quiet } = stage
    const { work, chen, mei } = scene
    await stage.sql(`UPDATE conversation SET status = 'left' WHERE area = 'DZ'`)
    await stage.sql(
      `DELETE FROM identity WHERE person_id IN (SELECT person_id FROM post WHERE role = 'dispatcher')`,
    )
    chen.send(work, FIRST)
    await quiet()
    mei.dm(`东沁村${PERHAPS}`)
    await quiet()
    expect(await tickets()).toHaveLength(2)
    expect(await stage.sql(`SELECT 1 FROM question WHERE kind = 'same'`)).toEqual([])
  })
})
