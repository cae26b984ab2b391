import { afterEach, describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { type Scene, saidIn } from '../support/stage.ts'
import type { Place } from '../support/telegram/place.ts'

const PLACES = ['1网格1单元', '1网格2单元', '2网格1单元', '2网格2单元', '3网格1单元', '3网格2单元']
const MATTERS = ['路灯坏了,一片黑', '下水道堵了,污水冒出来', '垃圾堆了好几天没人清', '绿化带的树枯死了']
/** Twenty-four reports of different places and matters. */
const REPORTS = PLACES.flatMap((place) => MATTERS.map((matter) => `东沁村${place}${matter}`))

onStage()
afterEach(async () => {
  // What the pace of a group still holds back would hold up the next test.
  await stage.sql(`UPDATE outbox SET state = 'merged' WHERE state = 'pending'`)
})

/** Everything said was handled; answers may still wait for the pace of the group. */
async function handled(): Promise<void> {
  await stage.tg.idle()
  const left = () => stage.sql(`SELECT 1 FROM inbox WHERE state = 'pending'`)
  await expect.poll(async () => (await left()).length, { timeout: 15_000 }).toBe(0)
}
/** What the bot has to say in a chat, sent or not. */
const spoken = async (place: { id: number }): Promise<number> =>
  (
    await stage.sql(
      `SELECT 1 FROM outbox o JOIN conversation_address a USING (conversation_id) WHERE a.chat = $1 AND o.kind <> 'answer'`,
      [String(place.id)],
    )
  ).length
const tickets = () => stage.sql<{ category: string }>('SELECT category FROM ticket')
async function say(user: Scene['chen'], place: Place, texts: readonly string[]): Promise<void> {
  for (const text of texts) user.send(place, text)
  await handled()
}

describe('a resident who reports without end', () => {
  it('in private: a bound, told once and politely, and nothing is lost', async () => {
    const { mei } = scene
    await say(mei, mei, REPORTS)
    expect((await tickets()).length).toBeGreaterThanOrEqual(8)
    expect((await tickets()).length).toBeLessThanOrEqual(10)
    await stage.quiet()
    expect(saidIn(mei).filter((text) => /一个小时里/.test(text))).toHaveLength(1)
    expect(await stage.sql(`SELECT 1 FROM message WHERE direction = 'in'`)).toHaveLength(REPORTS.length)
    expect(await stage.sql(`SELECT 1 FROM audit_log WHERE action = 'report.bound'`)).toHaveLength(1)
  })

  it('an emergency is still taken, and another resident is not in the way', async () => {
    const { mei, tg } = { ...scene, tg: stage.tg }
    await say(mei, mei, REPORTS)
    const before = (await tickets()).length
    await say(mei, mei, ['东沁村3网格1单元着火了,楼上有人被困'])
    expect(await tickets()).toHaveLength(before + 1)
    const other = tg.user({ first_name: '邻居', language_code: 'zh-hans' })
    await say(other, other, ['东沁村3网格2单元路灯坏了'])
    expect(await tickets()).toHaveLength(before + 2)
  })

  it('behind an anonymous administrator or a channel in a group too', async () => {
    const { mei, work } = scene
    for (const text of REPORTS) mei.send(work, { text, anonymous: true })
    await handled()
    expect((await tickets()).length).toBeLessThanOrEqual(10)
  })

  it('people who hold a post are not held up', async () => {
    const { chen, work } = scene
    await say(chen, work, REPORTS.slice(0, 14))
    expect((await tickets()).length).toBeGreaterThan(10)
  })
})

describe('a flood of words that are no reports', () => {
  it('small talk in private is answered a few times, not each time', async () => {
    const { mei } = scene
    await say(
      mei,
      mei,
      Array.from({ length: 40 }, (_, i) => `你说呢${i}`),
    )
    expect(await spoken(mei)).toBeLessThanOrEqual(6)
  })

  it('commands of one person do not fill the queue in front of the cards of others', async () => {
    const { mei, chen, work } = scene
    for (let i = 0; i < 60; i++) mei.send(work, '/status')
    chen.send(work, '3号网格一单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响')
    await handled()
    expect(await spoken(work)).toBeLessThanOrEqual(13)
    await stage.tg.waitForMessage(work, /1号 · 电力/)
  })

  it('a group that is not bound hears once how to bind it', async () => {
    const { mei } = scene
    const odd = await scene.group('闲聊群', {})
    await say(
      mei,
      odd,
      Array.from({ length: 30 }, (_, i) => `哈哈${i}`),
    )
    expect(await spoken(odd)).toBe(1)
  })

  it('two hundred presses of one button act once', async () => {
    const { chen, zhang, work, power } = scene
    chen.send(work, '3号网格一单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响')
    const call = await stage.tg.waitForMessage(power, /请处理 1号/)
    await stage.quiet()
    const [button] = call.buttons
    const data = button && 'callback_data' in button ? button.callback_data : ''
    for (let i = 0; i < 200; i++) zhang.clickData(call, data)
    await handled()
    expect(await stage.sql(`SELECT 1 FROM ticket_event WHERE command = 'accept'`)).toHaveLength(1)
    expect(saidIn(power)).toHaveLength(1)
  })
})
