import { beforeEach, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { WIRE } from '../support/wire.ts'

/** Minutes by which the service's clock is ahead. */
let ahead = 0
onStage({
  overrides: { now: () => new Date(Date.now() + ahead * 60_000), auditEvery: 100 },
  env: { TZ_TOWN: 'Asia/Urumqi' },
})

const RULES = {
  'safety.power_line': {
    update: '30m',
    stages: [
      { name: '断电', within: '1h' },
      { name: '换线', within: '3wd' },
    ],
  },
}

beforeEach(async () => {
  ahead = 0
  await stage.sql(
    `UPDATE town SET policy = jsonb_set(policy::jsonb, '{deadlines}', $1::jsonb), version = version + 1`,
    [JSON.stringify(RULES)],
  )
  const known = async () => (await stage.service.ctx.app.town())?.town.policy.deadlines
  await expect.poll(known, { timeout: 10_000 }).toEqual(RULES)
})

const timers = async () =>
  Object.fromEntries(
    (
      await stage.sql<{ kind: string; due_at: Date }>(
        `SELECT kind, due_at FROM timer WHERE state = 'armed' ORDER BY kind`,
      )
    ).map(({ kind, due_at }) => [kind, due_at]),
  )

it('working time is that of the town: days end at six by its own clock', async () => {
  scene.chen.send(scene.work, '3网格1单元路口的路灯不亮了')
  await stage.tg.waitForMessage(scene.work, /1号 · 路灯/)
  await stage.quiet()
  const [ticket] = await stage.sql<{ resolve_due: Date }>('SELECT resolve_due FROM ticket')
  expect(ticket?.resolve_due.toISOString()).toMatch(/T12:00:00\.000Z$/)
})

it('who has accepted is asked for news, the level above hears of silence, a stage is told when its time is over', async () => {
  const { tg, quiet } = stage
  const { chen, zhang, work, power } = scene
  chen.send(work, WIRE)
  const call = await tg.waitForMessage(power, /请处理 1号/)
  await zhang.click(call, '接单').answered
  await quiet()
  expect(Object.keys(await timers())).toEqual([
    'resolve_due',
    'resolve_warn',
    'stage_due',
    'update_due',
    'update_warn',
  ])
  ahead = 25
  await tg.waitForMessage(power, /1号有一阵没有新消息了，请在 (?:今天|明天) .*前说一下进展/)
  ahead = 31
  const silence = /1号（.*）从 .* 起没有新消息，请供电所说一下进展。同时报给网格长林志强。/
  await tg.waitForMessage(power, silence)
  await tg.waitForMessage(work, silence)
  await quiet()
  zhang.send(power, { text: '1号补充：已到现场，正在断电', replyTo: call })
  const saidAt = ahead
  await quiet()
  const { update_due: due } = await timers()
  expect((due?.getTime() ?? 0) - Date.now()).toBeGreaterThan((saidAt + 28) * 60_000)
  ahead = 61
  await tg.waitForMessage(power, /1号“断电”这一步的时限（.*）到了，请说一下办得怎么样。下一步“换线”，.* 前。/)
  await quiet()
  const { stage_due: next } = await timers()
  expect(next?.toISOString()).toMatch(/T12:00:00\.000Z$/)
})
