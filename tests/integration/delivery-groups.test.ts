import { beforeEach, describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import { WIRE } from '../support/wire.ts'

beforeEach(() => {
  stage.tg.clearFaults()
  stage.tg.setPrivacy(true)
})
onStage()

const states = async () =>
  (await stage.sql<{ state: string }>('SELECT state FROM ticket ORDER BY number')).map((t) => t.state)

describe('groups', () => {
  it('an unbound group is told once how to bind', async () => {
    const { tg, quiet } = stage
    const group = tg.group({ title: '没定的群' }).addBot({ admin: true, silent: true })
    scene.mei.send(group, '大家好')
    await quiet()
    scene.mei.send(group, '今天天气不错')
    scene.lin.send(group, '是啊')
    await quiet()
    expect(saidIn(group)).toHaveLength(1)
    expect(saidIn(group)[0]).toMatch(/我还不知道这个群管哪一片.*\/bind 东沁村/)
  })

  it('is told on joining, with what the bot can hear there, once', async () => {
    const { tg, quiet } = stage
    tg.setPrivacy(false)
    // A probe (health, doctor) learns of the switch.
    await stage.service.ctx.channels.find((c) => c.name === 'telegram')?.probe()
    const group = tg.group({ title: '没定的群' }).addBot()
    await quiet()
    const [first, ...more] = saidIn(group)
    expect(first).toMatch(/只能听到 @我 的话/)
    expect(first).toMatch(/不知道这个群管哪一片/)
    expect(more).toEqual([])
    group.promoteBot()
    await quiet()
    group.removeBot()
    await quiet()
    const [row] = await stage.sql<{ status: string }>(
      `SELECT status FROM conversation WHERE title = '没定的群'`,
    )
    expect(row?.status).toBe('left')
    group.addBot()
    await quiet()
    expect(saidIn(group)).toHaveLength(1)
    tg.setPrivacy(true)
    await stage.service.ctx.channels.find((c) => c.name === 'telegram')?.probe()
  })

  it('a group that moves to a new id stays the same conversation, and its cards are still edited', async () => {
    const { tg, quiet, sql } = stage
    const { lin, chen, zhang, power } = scene
    const group = tg.group({ title: '沁头群', legacy: true }).addBot({ admin: true })
    lin.send(group, '/bind 东沁村')
    await tg.waitForMessage(group, /管东沁村/)
    chen.send(group, WIRE)
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    const { to } = group.migrate()
    await quiet()
    await zhang.click(call, '接单').answered
    await quiet()
    const rows = await sql<{ chat: string; current: boolean; id: string }>(
      `SELECT chat, current, conversation_id AS id FROM conversation_address
       WHERE conversation_id = (SELECT id FROM conversation WHERE title = '沁头群' AND status = 'active') ORDER BY current`,
    )
    expect(rows.map((r) => [r.chat === String(to), r.current])).toEqual([
      [false, false],
      [true, true],
    ])
    zhang.send(power, { photo: await jpeg(), caption: '换好了', replyTo: call })
    const result = await tg.waitForMessage(group, /1号处理完了：换好了/)
    await chen.click(result, '已解决').answered
    await quiet()
    expect(await states()).toEqual(['closed'])
  })

  it('learns of the move from the refusal alone', async () => {
    const { tg, quiet, sql } = stage
    const { zhang, chen, power } = scene
    const group = tg.group({ title: '沁头群', legacy: true }).addBot({ admin: true })
    scene.lin.send(group, '/bind 东沁村')
    await tg.waitForMessage(group, /管东沁村/)
    chen.send(group, WIRE)
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    tg.hold()
    const { to } = group.migrate()
    zhang.click(call, '接单')
    zhang.send(power, { photo: await jpeg(), caption: '换好了', replyTo: call })
    // Only the handler's updates are let through before those of the move.
    const [click] = tg.pendingUpdates.filter((u) => u.callback_query)
    expect(click).toBeDefined()
    tg.release()
    const result = await tg.waitForMessage(group, /1号处理完了：换好了/)
    await quiet()
    expect(result.buttonTexts.flat()).toEqual(['已解决', '没修好'])
    const current = await sql<{ chat: string }>(
      `SELECT a.chat FROM conversation_address a JOIN conversation c ON c.id = a.conversation_id
       WHERE c.title = '沁头群' AND c.status = 'active' AND a.current`,
    )
    expect(current).toEqual([{ chat: String(to) }])
  })

  it('a forum gets its answers in the topic', async () => {
    const { tg, quiet } = stage
    const { chen, zhang, power } = scene
    const forum = await scene.group('东沁村联络', { area: 'DQ' }, true)
    const topic = forum.topic('安全')
    chen.send(topic, WIRE)
    const card = await tg.waitForMessage(topic, /1号 · 电力/)
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await zhang.click(call, '接单').answered
    zhang.send(power, { photo: await jpeg(), caption: '换好了', replyTo: call })
    const result = await tg.waitForMessage(topic, /1号处理完了：换好了/)
    await chen.click(result, '已解决').answered
    chen.send(topic, '/status')
    await tg.waitForMessage(topic, /东沁村/)
    await quiet()
    expect(forum.botMessages.filter((m) => m.threadId !== topic.threadId)).toEqual([])
    expect(card.text).toMatch(/已归档/)
  })

  it('an anonymous administrator has no rights, whoever it is', async () => {
    const { tg, quiet } = stage
    const { lin, chen, zhang, work, power } = scene
    work.promote(lin, { anonymous: true })
    power.promote(zhang, { anonymous: true })
    const fresh = tg.group({ title: '新群' }).addBot({ admin: true, silent: true })
    fresh.promote(lin, { anonymous: true })
    lin.send(fresh, '/bind 东沁村')
    await quiet()
    expect(saidIn(fresh).at(-1)).not.toMatch(/这个群管东沁村/)
    chen.send(work, WIRE)
    await tg.waitForMessage(power, /请处理 1号/)
    zhang.send(power, '1号接单')
    lin.send(work, '1号不予受理 没空')
    await quiet()
    expect(saidIn(power).at(-1)).toMatch(/1号只有供电所.*能接单/)
    expect(saidIn(work).at(-1)).toMatch(/1号只有调度员、网格长以上能不予受理/)
    expect(await states()).toEqual(['dispatched'])
  })
})

describe('delivery', () => {
  it('a person who blocked the bot: marked, and the word goes to the dispatcher', async () => {
    const { tg, quiet, sql } = stage
    const { mei, zhang, power, center } = scene
    mei.dm('东沁村3网格1单元秋菊阿婆家门口的电线破皮了,下雨天滋滋响')
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    tg.fail(
      (c) => c.params['chat_id'] === mei.id && c.method !== 'getMe',
      { error_code: 403, description: 'Forbidden: bot was blocked by the user' },
      10,
    )
    await zhang.click(call, '接单').answered
    zhang.send(power, { photo: await jpeg(), caption: '换好了', replyTo: call })
    await tg.waitForMessage(center, /1号处理完了：换好了/)
    await quiet()
    const [dm] = await sql<{ status: string }>(
      `SELECT c.status FROM conversation c JOIN identity i ON i.id = c.identity_id WHERE i.user_id = $1`,
      [String(mei.id)],
    )
    expect(dm?.status).toBe('blocked')
    expect(saidIn(center).every((t) => !/秋菊阿婆.*1[3-9]\d{9}/.test(t))).toBe(true)
    expect(await states()).toEqual(['resolved'])
  })

  it('blocks and unblocks are taken from the platform as well', async () => {
    const { quiet, sql } = stage
    const { mei } = scene
    mei.start()
    await quiet()
    const status = async () =>
      (await sql<{ status: string }>(`SELECT status FROM conversation WHERE type = 'dm'`)).map(
        (c) => c.status,
      )
    mei.block()
    await quiet()
    expect(await status()).toEqual(['blocked'])
    mei.unblock()
    await quiet()
    expect(await status()).toEqual(['active'])
  })

  it('a department whose group threw the bot out is called elsewhere', async () => {
    const { tg, quiet } = stage
    const { chen, work, power, center } = scene
    power.removeBot()
    await quiet()
    chen.send(work, WIRE)
    await tg.waitForMessage(center, /1号/)
    await quiet()
    expect(await states()).toEqual(['dispatched'])
  })

  it('obeys retry_after, loses nothing and keeps the order', async () => {
    const { tg, quiet, sql } = stage
    const { chen, work } = scene
    tg.failRate((c) => c.method === 'sendMessage' && c.params['chat_id'] === work.id, 2, 1)
    const from = tg.calls.length
    chen.send(work, WIRE)
    chen.send(work, '2网格3单元水井边的路灯三天不亮了')
    await quiet()
    const calls = tg.calls
      .slice(from)
      .filter((c) => c.method === 'sendMessage' && c.params['chat_id'] === work.id)
    expect(calls.map((c) => c.error?.code ?? 'ok')).toEqual([429, 'ok', 'ok'])
    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(1900)
    expect(saidIn(work).map((t) => /(\d)号/.exec(t)?.[1])).toEqual(['1', '2'])
    expect(await sql(`SELECT 1 FROM outbox WHERE state NOT IN ('sent', 'merged')`)).toEqual([])
  })

  it('a click is answered at once, however long the chat is held', async () => {
    const { tg, quiet } = stage
    const { chen, zhang, work, power } = scene
    chen.send(work, WIRE)
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    tg.failRate((c) => c.method === 'sendMessage' && c.params['chat_id'] === power.id, 4, 1)
    const from = tg.calls.length
    zhang.send(power, '/help')
    await tg.waitForCall('sendMessage', { after: from })
    const pressed = Date.now()
    expect((await zhang.click(call, '接单').answered).text).toMatch(/^已接单/)
    expect(Date.now() - pressed).toBeLessThan(2500)
    await quiet()
    expect(saidIn(power)).toHaveLength(2)
  })

  it('edits of one card that gathered while it was held are one edit', async () => {
    const { tg, quiet, sql } = stage
    const { chen, lin, zhang, work, power } = scene
    const post = chen.send(work, WIRE)
    const card = await tg.waitForMessage(work, /1号 · 电力/)
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    tg.failRate((c) => c.method === 'editMessageText' && c.params['chat_id'] === work.id, 2, 1)
    const from = tg.calls.length
    chen.edit(post, { text: WIRE.replace('一单元', '二单元') })
    await tg.waitForCall('editMessageText', { after: from })
    await zhang.click(call, '接单').answered
    lin.send(work, { text: '离窗户只有半米', replyTo: card })
    await quiet()
    const edits = tg.calls
      .slice(from)
      .filter((c) => c.method === 'editMessageText' && c.params['message_id'] === card.id && !c.error)
    expect(edits).toHaveLength(1)
    expect(card.text).toMatch(/3网格2单元[\s\S]*已接单/)
    const merged = await sql(`SELECT 1 FROM outbox WHERE state = 'merged'`)
    expect(merged.length).toBeGreaterThanOrEqual(1)
  })

  it('a card that was deleted is sent anew', async () => {
    const { tg, quiet } = stage
    const { chen, zhang, work, power } = scene
    chen.send(work, WIRE)
    const card = await tg.waitForMessage(work, /1号 · 电力/)
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    chen.remove(card)
    await zhang.click(call, '接单').answered
    const again = await tg.waitForMessage(work, /1号 · 电力[\s\S]*已接单/)
    await quiet()
    expect(again.id).not.toBe(card.id)
  })
})
