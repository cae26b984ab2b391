import { beforeEach, describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'
import { WIRE } from '../support/wire.ts'

/** Minutes by which the service's clock is ahead. */
let ahead = 0
beforeEach(() => {
  ahead = 0
})
onStage({
  overrides: { now: () => new Date(Date.now() + ahead * 60_000), auditEvery: 100 },
})

async function reported(text = WIRE): Promise<StoredMessage> {
  scene.chen.send(scene.work, text)
  const call = await stage.tg.waitForMessage(scene.power, /请处理 1号/)
  await stage.quiet()
  return call
}
const events = async () =>
  (await stage.sql<{ command: string }>('SELECT command FROM ticket_event ORDER BY seq')).map(
    (e) => e.command,
  )

/** Fills or empties the post of the grid chief of 3网格; resolves when the service knows. */
async function setChief(active: boolean): Promise<void> {
  await stage.sql(`UPDATE post SET active = $1 WHERE role = 'grid_chief' AND area = 'DQ-3'`, [active])
  await stage.sql('UPDATE town SET version = version + 1')
  const known = async () =>
    (await stage.service.ctx.app.town())?.town.posts.some((p) => p.role === 'grid_chief' && p.area === 'DQ-3')
  await expect.poll(known, { timeout: 5000 }).toBe(active)
}

describe('what comes due', () => {
  it('is warned of, then goes up level by level', async () => {
    const { tg } = stage
    const { work, power } = scene
    await reported()
    ahead = 25
    await tg.waitForMessage(power, /1号再过 \d+ 分钟就到接单时限/)
    ahead = 42
    const first = await tg.waitForMessage(work, /1号.*没人接单（已过 12 分钟），按规定报给.*网格长林志强/)
    expect(first.text).toMatch(/再过 \d+ 分钟/)
    ahead = 75
    await tg.waitForMessage(work, (m) => m.id > first.id && /1号.*没人接单.*村负责人黄启航/.test(m.text))
    await stage.quiet()
    expect(await events()).toEqual(['open', 'dispatch', 'warned', 'escalated', 'escalated'])
    const armed = await stage.sql<{ kind: string }>(
      `SELECT kind FROM timer WHERE state = 'armed' ORDER BY kind`,
    )
    expect(new Set(armed.map((t) => t.kind)).size).toBe(armed.length)
  })

  it('a vacant post falls to the next level, which says so', async () => {
    const { tg } = stage
    const { work } = scene
    await setChief(false)
    await reported()
    ahead = 42
    const told = await tg.waitForMessage(work, /1号.*没人接单.*村负责人黄启航/)
    expect(told.text).toMatch(/网格长空缺/)
    await setChief(true)
  })

  it('after acceptance the clock of the result runs', async () => {
    const { tg } = stage
    const call = await reported()
    await scene.zhang.click(call, '接单').answered
    await stage.quiet()
    ahead = 60
    await expect.poll(events, { timeout: 1000 }).toEqual(['open', 'dispatch', 'accept'])
    ahead = 60 * 20
    await tg.waitForMessage(scene.power, /1号再过 .*就到办结时限/)
    ahead = 60 * 25
    await tg.waitForMessage(scene.work, /1号.*没办完.*网格长林志强/)
    await stage.quiet()
    expect(await events()).toEqual(['open', 'dispatch', 'accept', 'warned', 'escalated'])
  })

  it('a result nobody answers closes by itself', async () => {
    const { tg, quiet } = stage
    const call = await reported()
    await scene.zhang.click(call, '接单').answered
    scene.zhang.send(scene.power, { photo: await jpeg(), caption: '换好了', replyTo: call })
    await tg.waitForMessage(scene.work, /1号处理完了/)
    await quiet()
    const said = saidIn(scene.work).length
    ahead = 60 * 71
    await quiet()
    expect((await events()).at(-1)).toBe('resolve')
    ahead = 60 * 73
    await tg.waitForMessage(scene.work, /1号[\s\S]*已归档/)
    await quiet()
    expect((await events()).at(-1)).toBe('timer')
    // At night the question how it was waits for the morning.
    const asked = saidIn(scene.work).slice(said)
    expect(asked.every((text) => /1号办得怎么样/.test(text)) && asked.length <= 1).toBe(true)
    const armed = await stage.sql<{ kind: string }>(`SELECT kind FROM timer WHERE state = 'armed'`)
    expect(armed.map((t) => t.kind).filter((kind) => kind !== 'rate_due')).toEqual(['recheck_due'])
  })
})
