import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ServiceOptions, startService, type TestService } from '../support/service.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import { type GroupDriver, startTelegram, type Telegram, type UserDriver } from '../support/telegram/index.ts'

const WIRE = '3号网格一单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响'

interface Stage {
  tg: Telegram
  service: TestService
  work: GroupDriver
  power: GroupDriver
  chen: UserDriver
  lin: UserDriver
  zhang: UserDriver
}

let stage: Stage

async function tie(service: TestService, name: string, user: UserDriver): Promise<void> {
  const { rowCount } = await service.ctx.db.pool.query(
    `INSERT INTO identity (id, channel, account, user_id, person_id, tied_by)
     SELECT gen_random_uuid(), 'telegram', '*', $2, id, 'import' FROM person WHERE name = $1`,
    [name, String(user.id)],
  )
  expect(rowCount).toBe(1)
}

async function setUp(options: ServiceOptions): Promise<Stage> {
  const tg = await startTelegram({ canReadAllGroupMessages: true })
  const env = { TELEGRAM_BOT_TOKEN: tg.token, TELEGRAM_API_ROOT: tg.apiRoot, ...options.env }
  const service = await startService({ ...options, env })
  const chen = tg.user({ first_name: '陈淑华', language_code: 'zh-hans' })
  const lin = tg.user({ first_name: '林志强', language_code: 'zh-hans' })
  const zhang = tg.user({ first_name: '张建国', language_code: 'zh-hans' })
  await tie(service, '陈淑华', chen)
  await tie(service, '林志强', lin)
  await tie(service, '张建国', zhang)
  const work = tg.group({ title: '东沁村网格群' })
  const power = tg.group({ title: '供电所接单群' })
  work.join(chen, lin)
  power.join(zhang)
  work.addBot({ admin: true })
  power.addBot({ admin: true })
  lin.send(work, '/bind 东沁村')
  zhang.send(power, '/bind 供电所')
  await tg.waitForMessage(work, /管东沁村/)
  await tg.waitForMessage(power, /接供电所的单/)
  return { tg, service, work, power, chen, lin, zhang }
}

async function tearDown(): Promise<void> {
  expect(stage.tg.strictErrors).toEqual([])
  await stage.service.stop()
  await stage.tg.stop()
}

describe.each(['polling', 'webhook'] as const)('the power line, by %s', (mode) => {
  beforeEach(async () => {
    const env: Record<string, string> =
      mode === 'webhook'
        ? {
            TELEGRAM_MODE: 'webhook',
            TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-enough-length',
          }
        : { TELEGRAM_MODE: 'polling' }
    stage = await setUp({ env })
  })
  afterEach(tearDown)

  it('goes from the post in the group to the word that it is fixed', async () => {
    const { tg, service, work, power, chen, lin, zhang } = stage
    const before = await jpeg(800, 600, '#445566')
    chen.send(work, { photo: before })
    chen.send(work, WIRE)
    const card = await tg.waitForMessage(work, /电力线路隐患/)
    expect(card.text).toMatch(/^🔴 1号 · 电力线路隐患（紧急）/u)
    expect(card.text).toContain('秋菊阿婆家门口')
    expect(card.text).toMatch(/供电所 张建国/)
    expect(card.buttonTexts.flat()).toEqual(['补充', '不是隐患'])
    const call = await tg.waitForMessage(power, /请处理 1号/)
    expect(call.photo).toBeTruthy()
    expect(call.buttonTexts.flat()).toEqual(['接单', '转办', '退回', '更多'])

    // Chatter in between: no answer, no ticket.
    const sent = work.botMessages.length
    lin.send(work, '收到')
    chen.send(work, '辛苦了')
    await tg.idle()
    await service.settled()
    expect(work.botMessages).toHaveLength(sent)

    await zhang.click(call, '接单').answered
    await service.settled()
    await tg.waitFor(() => /已接单/.test(call.text ?? '') && /已接单/.test(card.text ?? ''))
    expect(call.buttonTexts.flat()).toEqual(['办结', '转办', '退回', '更多'])

    zhang.send(power, { photo: await jpeg(800, 600, '#99aabb'), caption: '已换新线', replyTo: call })
    const question = await tg.waitForMessage(work, /处理完了/)
    expect(question.text).toContain('已换新线')
    expect(question.buttonTexts.flat()).toEqual(['已解决', '没修好'])
    expect(work.botMessages.filter((m) => m.photo)).toHaveLength(2)
    await service.settled()
    await tg.waitFor(() => /已处理/.test(card.text ?? ''))

    await chen.click(question, '没修好').answered
    await service.settled()
    await tg.waitForMessage(power, /没修好，请重新处理/)
    await tg.waitFor(() => call.buttonTexts.flat().includes('接单'))

    await zhang.click(call, '接单').answered
    zhang.send(power, { photo: await jpeg(800, 600, '#112233'), caption: '重新接好了', replyTo: call })
    const second = await tg.waitForMessage(work, /重新接好了.*您看解决了吗/)
    await chen.click(second, '已解决').answered
    await service.settled()
    await tg.waitFor(() => /已归档/.test(card.text ?? ''))

    lin.send(work, '/status')
    await tg.waitForMessage(work, /东沁村.*没有在办/)
    const { rows } = await service.ctx.db.pool.query('SELECT state FROM ticket')
    expect(rows).toEqual([{ state: 'closed' }])
  })
})
