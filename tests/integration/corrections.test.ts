import { describe, expect, it } from 'vitest'
import { answer, newScene, onStage, scene, stage } from '../support/on-stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import { WIRE } from '../support/wire.ts'

onStage()

interface Row {
  state: string
  category: string
  urgency: string
  area: string
  department: string | null
}
const ticket = async () =>
  (await stage.sql<Row>('SELECT state, category, urgency, area, department FROM ticket ORDER BY number'))[0]

const examples = () =>
  stage.sql<{ kind: string; text: string; read: string; right: string | null; urgency: string | null }>(
    `SELECT kind, text, read_category AS read, right_category AS right, right_urgency AS urgency
     FROM reading_example ORDER BY id`,
  )

async function reported(words = WIRE) {
  scene.chen.send(scene.work, words)
  const card = await stage.tg.waitForMessage(scene.work, /1号 · /)
  await stage.quiet()
  return card
}

describe('a dispatcher sets right', () => {
  it('the category by command: department and clocks follow, the history keeps both', async () => {
    await reported()
    expect(await ticket()).toMatchObject({ category: 'safety.power_line', department: 'power' })
    const said = await answer(scene.huang, scene.center, '/fix 1 类别 路灯')
    expect(said).toMatch(/1号改好了：路灯.*（一般）.*现在由/)
    const now = await ticket()
    expect(now).toMatchObject({ state: 'dispatched', category: 'facility.street_light', urgency: 'normal' })
    const [event] = await stage.sql<{ note: string }>(
      `SELECT note FROM ticket_event WHERE command = 'correct'`,
    )
    expect(event?.note).toMatch(/category safety.power_line → facility.street_light/)
    expect(await examples()).toEqual([
      {
        kind: 'correction',
        text: expect.stringContaining('电线破皮'),
        read: 'safety.power_line',
        right: 'facility.street_light',
        urgency: 'normal',
      },
    ])
  })

  it.each([
    ['1号是路灯坏了不是电线', { category: 'facility.street_light' }],
    ['1号不是电线，是路灯坏了', { category: 'facility.street_light' }],
    ['1号归路灯', { category: 'facility.street_light' }],
    ['1号改成一般', { urgency: 'normal' }],
    ['1号紧急程度不急', { urgency: 'low' }],
    ['1号地点是3网格2单元', { area: 'DQ-3-2' }],
  ])('in plain words: %s', async (words, after) => {
    await reported()
    expect(await answer(scene.lin, scene.work, words)).toMatch(/1号改好了/)
    expect(await ticket()).toMatchObject(after)
    expect(await examples()).toHaveLength(1)
    const { category, urgency, area } = (await ticket()) ?? {}
    expect(
      await stage.sql(
        `SELECT right_category AS category, right_urgency AS urgency, right_area AS area FROM reading_example`,
      ),
    ).toEqual([{ category, urgency, area }])
  })

  it('with buttons where several categories fit; the press is checked anew', async () => {
    await reported()
    const said = await answer(scene.huang, scene.center, '/fix 1 噪音')
    expect(said).toMatch(/1号该归哪一类/)
    const asked = await stage.tg.waitForMessage(scene.center, /该归哪一类/)
    scene.center.join(scene.mei)
    expect(asked.buttons.flat().length).toBeGreaterThan(1)
    const [first] = asked.buttons.flat()
    scene.mei.click(asked, first?.text ?? '')
    await stage.quiet()
    expect(await ticket()).toMatchObject({ category: 'safety.power_line' })
    scene.huang.click(asked, first?.text ?? '')
    await stage.quiet()
    expect((await ticket())?.category).toMatch(/^noise\./)
    expect(await examples()).toHaveLength(1)
  })

  it('from the button on the card of what nobody has, by words below it', async () => {
    await reported()
    scene.zhang.send(scene.power, '1号退回 不归我们管')
    const card = await stage.tg.waitForMessage(scene.center, /待派单 1号/)
    await stage.quiet()
    scene.huang.click(card, '改类别')
    const asked = await stage.tg.waitForMessage(scene.center, /1号现在记的是/)
    await stage.quiet()
    expect(await answer(scene.huang, scene.center, { text: '路灯', replyTo: asked })).toMatch(
      /1号改好了：路灯/,
    )
    expect(await ticket()).toMatchObject({ category: 'facility.street_light', state: 'dispatched' })
  })

  it('from /ticket, which shows the button to those who may', async () => {
    await reported()
    await answer(scene.chen, scene.work, '/ticket 1')
    expect(scene.work.room.messages.at(-1)?.buttons.flat()).toEqual([])
    await answer(scene.huang, scene.center, '/ticket 1')
    const shown = scene.center.room.messages.at(-1)
    if (!shown) throw new Error('no answer')
    scene.huang.click(shown, '改类别')
    const asked = await stage.tg.waitForMessage(scene.center, /1号现在记的是/)
    await stage.quiet()
    await answer(scene.huang, scene.center, '今天天气不错')
    await answer(scene.huang, scene.center, '东沁村2网格水井边的路灯三天不亮了')
    expect(await ticket()).toMatchObject({ category: 'safety.power_line' })
    await answer(scene.huang, scene.center, { text: '不急', replyTo: asked })
    expect(await ticket()).toMatchObject({ urgency: 'low' })
  })

  it('what is being worked on: who was on the way hears that it is not theirs', async () => {
    await reported()
    scene.zhang.send(scene.power, '1号接单')
    await stage.quiet()
    await answer(scene.huang, scene.center, '/fix 1 污水')
    await stage.tg.waitForMessage(scene.power, /1号改由别的部门处理，不用去了/)
    expect(await ticket()).toMatchObject({ state: 'dispatched', department: 'water' })
  })
})

describe('nobody else does', () => {
  it('a resident, a unit chief, a department: the ticket stays, nothing is learned', async () => {
    await reported()
    const mei = scene.mei
    scene.work.join(mei)
    expect(await answer(mei, scene.work, '1号归路灯')).not.toMatch(/改好了/)
    expect(await answer(mei, scene.work, '/fix 1 路灯')).toMatch(/请调度员或网格长以上来改/)
    expect(await answer(scene.chen, scene.work, '1号归路灯')).toMatch(/请调度员或网格长以上来改/)
    expect(await answer(scene.zhang, scene.power, '/fix 1 类别 路灯')).toMatch(/请调度员或网格长以上来改/)
    expect(await ticket()).toMatchObject({ category: 'safety.power_line' })
    expect(await examples()).toEqual([])
  })

  it('talk that begins with a number is talk', async () => {
    await reported()
    for (const words of ['1号是停水的日子', '1号是周五', '1号改成周五开会', '1号归队', '1号楼归物业管'])
      expect(await answer(scene.lin, scene.work, words)).not.toMatch(/改好了|该归哪一类/)
    expect(await ticket()).toMatchObject({ category: 'safety.power_line' })
  })
})

describe('what is learned from', () => {
  it('不是隐患 from who answers for the area, not from who reported it', async () => {
    const card = await reported()
    scene.lin.click(card, '不是隐患')
    await stage.quiet()
    expect(await examples()).toMatchObject([{ kind: 'correction', right: null }])
    await newScene()
    const own = await reported()
    scene.chen.click(own, '不是隐患')
    await stage.quiet()
    expect(await examples()).toEqual([])
  })

  it('the word that it is settled, once, where nobody corrected it', async () => {
    const card = await reported()
    for (let round = 0; round < 2; round++) {
      const call = await stage.tg.waitForMessage(scene.power, /1号/)
      scene.zhang.send(scene.power, { photo: await jpeg(), caption: '办结 换了新线', replyTo: call })
      await stage.quiet()
      await answer(scene.chen, scene.work, '1号已解决')
      if (round === 0) await answer(scene.chen, scene.work, '1号没修好')
    }
    expect(card.text).toMatch(/1号/)
    expect(await examples()).toMatchObject([
      { kind: 'confirmation', read: 'safety.power_line', right: 'safety.power_line' },
    ])
  })

  it('keeps no phone, identity number or name', async () => {
    await reported(`${WIRE} 联系人王小明 13812345678 身份证350302199001011234 找陈淑华`)
    await answer(scene.huang, scene.center, '/fix 1 类别 路灯')
    const [example] = await examples()
    expect(example?.text).toMatch(/联系人王\*\*.*138\*{4}5678.*350\*+1234.*陈\*\*/)
    expect(example?.text).not.toMatch(/王小明|陈淑华|13812345678/)
  })
})
