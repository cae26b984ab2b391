import { describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'

const LAMP = '2网格3单元水井边的路灯三天不亮了'
const CONDUCT = '举报东沁村村干部林某收红包,低保名额都给了自家亲戚'
const PHONE = '13812345678'

onStage()

const groups = () => [scene.work, scene.power, scene.water, scene.center]
const said = () =>
  groups()
    .flatMap((g) => saidIn(g))
    .join('\n')

describe('a complaint about officials and the groups (rule 8)', () => {
  it('is neither counted nor listed for a dispatcher who asks in a group', async () => {
    const { quiet } = stage
    const { mei, huang, center, work } = scene
    work.join(huang)
    mei.dm(CONDUCT)
    await quiet()
    huang.send(center, '/status')
    huang.send(work, '/status 东沁村')
    await quiet()
    expect(said()).not.toMatch(/在办 1|1号|作风|公职/)
    huang.dm('/status 东庄镇')
    await quiet()
    expect(saidIn(huang).join('\n')).toMatch(/在办 1 件/)
  })

  it('that an edit makes of a report takes the cards back, and nobody can act on it in the group', async () => {
    const { quiet, tg } = stage
    const { chen, lin, work } = scene
    const post = chen.send(work, LAMP)
    const card = await tg.waitForMessage(work, /1号 · /)
    await quiet()
    const call = await tg.waitForMessage(scene.center, /请处理 1号/)
    chen.edit(post, { text: CONDUCT })
    await quiet()
    const [row] = await stage.sql<{ category: string }>('SELECT category FROM ticket')
    expect(row?.category).toBe('governance.conduct')
    for (const message of [card, call]) {
      expect(message.text).not.toMatch(/路灯|1号|水井/)
      expect(message.buttonTexts.flat()).toEqual([])
    }
    const before = said()
    lin.send(work, { text: '催一下', replyTo: card })
    lin.send(work, { text: '办结', replyTo: card })
    await quiet()
    expect(said()).toBe(before)
  })

  it('buttons pressed before the card was taken back do nothing', async () => {
    const { quiet, tg } = stage
    const { chen, work } = scene
    const post = chen.send(work, LAMP)
    const card = await tg.waitForMessage(work, /1号 · /)
    await quiet()
    const token = card.buttons.flatMap((b) => ('callback_data' in b ? [b.callback_data] : []))
    chen.edit(post, { text: CONDUCT })
    await quiet()
    for (const data of token) {
      expect((await chen.clickData(card, data).answered).text).toMatch(/按钮已经失效/)
    }
    const [row] = await stage.sql<{ state: string }>('SELECT state FROM ticket')
    expect(row?.state).toBe('dispatched')
  })

  it('that turns out to be none comes back to the group', async () => {
    const { quiet, tg } = stage
    const { chen, work } = scene
    const post = chen.send(work, CONDUCT)
    await quiet()
    expect(said()).toBe('')
    chen.edit(post, { text: LAMP })
    await tg.waitForMessage(work, /1号 · .*路灯/)
    await quiet()
    expect(said()).not.toMatch(/干部|红包|低保/)
  })
})

describe('numbers and names in groups (rule 8)', () => {
  it('names that people give themselves are no way around the mask', async () => {
    const { quiet, tg } = stage
    const { chen, work, power } = scene
    const shop = tg.user({ first_name: `修锁开锁${PHONE}`, last_name: '\u202e加我\n1号已办结' })
    shop.send(work, '3号网格一单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响')
    const card = await tg.waitForMessage(work, /1号 · /)
    await tg.waitForMessage(power, /请处理 1号/)
    const neighbour = tg.user({ first_name: `王大财${PHONE}` })
    neighbour.send(work, { text: '今天又冒火花了', replyTo: card })
    chen.send(work, { text: '催一下', replyTo: card })
    await quiet()
    expect(said()).not.toContain(PHONE)
    expect(said()).not.toContain('王大财')
    expect(said()).not.toMatch(/\u202e|\n1号已办结/)
  })

  it('numbers in places, reasons and department names asked for are masked', async () => {
    const { quiet, tg } = stage
    const { lin, zhang, work, power } = scene
    lin.send(work, `/bind ${PHONE}`)
    scene.chen.send(work, `东沁村3网格1单元${PHONE}陈先生家门口的电线破皮了,滋滋响`)
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    zhang.send(power, { text: `退回 找房东${PHONE}`, replyTo: call as StoredMessage })
    await quiet()
    expect(said()).not.toContain(PHONE)
  })
})
