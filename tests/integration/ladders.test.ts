import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { callKey } from '../../src/app/calls/key.ts'
import { lay } from '../support/duty.ts'
import { clock, onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'
import { WIRE } from '../support/wire.ts'

/** A receiver of calls that answers as told. */
const received: { request: IncomingMessage; body: string }[] = []
let answerWith = 204
const receiver: Server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    received.push({ request, body })
    response.writeHead(answerWith, answerWith === 302 ? { location: '/elsewhere' } : {})
    response.end('secret answer')
  })
})
await new Promise<void>((resolve) => {
  receiver.listen(0, '127.0.0.1', resolve)
})
afterAll(() => receiver.close())
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/in`

const POLICY = {
  webhooks: { center: { url } },
  reminders: { most: 2, withinMinutes: 10, morningMinutes: 5 },
  ladders: [
    {
      name: '线路急修',
      clock: 'accept',
      category: ['safety'],
      steps: [
        { notify: ['handler'], wait: '10m' },
        { notify: ['grid_chief'], wait: '20m', webhook: 'center' },
        { notify: ['village_lead'] },
      ],
    },
    {
      name: '接单没动静',
      clock: 'idle',
      after: '2h',
      steps: [{ notify: ['handler'], wait: '1h' }, { notify: ['grid_chief'] }],
    },
  ],
  deadlines: { facility: { accept: '30m' }, environment: { accept: '30m' } },
}

onStage({ overrides: { auditEvery: 100 } }, '10:00')
beforeEach(async () => {
  received.length = 0
  answerWith = 204
  await lay(stage, { policy: POLICY })
})

async function reported(text = WIRE): Promise<StoredMessage> {
  scene.chen.send(scene.work, text)
  const call = await stage.tg.waitForMessage(scene.power, /请处理 1号/)
  await stage.quiet()
  return call
}
const notes = async () =>
  (
    await stage.sql<{ note: string }>('SELECT note FROM ticket_event WHERE note IS NOT NULL ORDER BY at, seq')
  ).map((e) => e.note)
/** Until the timers that are due have fired and everything is said. */
async function settled(): Promise<void> {
  const due = `SELECT 1 FROM timer WHERE state = 'armed' AND due_at <= $1
    UNION ALL SELECT 1 FROM reminder WHERE state = 'waiting' AND due_at <= $1`
  await expect.poll(() => stage.sql(due, [clock.now()]), { timeout: 10_000 }).toEqual([])
  await stage.quiet()
}

describe('nobody accepts', () => {
  it('the steps of the town come at their times, say why and who is next, and stop when somebody accepts', async () => {
    const { tg } = stage
    const call = await reported()
    clock.skip(31)
    const first = await tg.waitForMessage(scene.power, /1号.*没人接单.*报给经办人/)
    expect(first.text).toMatch(/再过 \d+ 分钟还没人接，报网格长。/)
    expect(first.text).toContain('依据：“线路急修”第 1 步。')
    expect(saidIn(scene.work).join('\n')).not.toContain('没人接单')
    clock.skip(11)
    const second = await tg.waitForMessage(
      scene.work,
      /1号.*没人接单（已过 1\d 分钟），按规定报给网格长林志强/,
    )
    expect(second.text).toMatch(/报村负责人。[\s\S]*“线路急修”第 2 步/)
    await scene.zhang.click(call, '接单').answered
    await stage.quiet()
    const said = saidIn(scene.work).filter((t) => t.includes('没人接单')).length
    clock.skip(60)
    await settled()
    expect(saidIn(scene.work).filter((t) => t.includes('没人接单'))).toHaveLength(said)
    expect(await notes()).not.toContain('resolve_due')
  })

  it('a call goes out signed, without a word about people, and is tried again when it fails', async () => {
    answerWith = 500
    await reported()
    clock.skip(31)
    await stage.tg.waitForMessage(scene.power, /没人接单/)
    clock.skip(11)
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1)
    answerWith = 204
    clock.skip(2)
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(2)
    const rows = () => stage.sql('SELECT state, attempts, error FROM webhook_call')
    await expect.poll(rows).toEqual([{ state: 'sent', attempts: 2, error: null }])
    const [again] = received.slice(-1)
    const { 'x-gridwhistle-time': time, 'x-gridwhistle-signature': signature } = again?.request.headers ?? {}
    const key = callKey(stage.service.ctx.app.secret, 'center')
    expect(signature).toBe(
      `sha256=${createHmac('sha256', key).update(`${time}.${again?.body}`).digest('hex')}`,
    )
    expect(JSON.parse(again?.body ?? '')).toMatchObject({ event: 'ladder.step', clock: 'accept', step: 2 })
    const people = await stage.sql<{ name: string }>('SELECT DISTINCT name FROM person')
    for (const { name } of people) expect(again?.body).not.toContain(name)
    expect(again?.body).not.toContain('电线')
  })

  it('a receiver that sends us elsewhere, or that the policy no longer names, gets nothing', async () => {
    answerWith = 302
    await reported()
    clock.skip(31)
    await stage.tg.waitForMessage(scene.power, /没人接单/)
    clock.skip(11)
    await expect.poll(() => received.map((r) => r.request.url), { timeout: 10_000 }).toEqual(['/in'])
    const rows = () => stage.sql('SELECT state, error FROM webhook_call')
    await expect.poll(rows).toEqual([{ state: 'pending', error: 'redirect' }])
    await lay(stage, { policy: { webhooks: {} } })
    clock.skip(2)
    await expect.poll(rows, { timeout: 10_000 }).toEqual([{ state: 'failed', error: 'no such webhook' }])
    expect(received).toHaveLength(1)
  })
})

it('nothing happens after the acceptance: the handler is asked, then the ladder goes on; a word begins it anew', async () => {
  const { tg } = stage
  const call = await reported()
  await scene.zhang.click(call, '接单').answered
  await stage.quiet()
  clock.skip(121)
  const asked = await tg.waitForMessage(scene.power, /1号.*接单后.*没有新进展，请.*说一句办到哪一步了/)
  expect(asked.text).toContain('“接单没动静”第 1 步')
  scene.zhang.send(scene.power, { text: '零件在路上，下午装', replyTo: call })
  await stage.quiet()
  clock.skip(61)
  await settled()
  expect(saidIn(scene.work).join('\n')).not.toContain('没有新进展')
  clock.skip(60)
  await tg.waitForMessage(scene.power, (m) => m.id > asked.id && /没有新进展，请/.test(m.text))
  clock.skip(61)
  await tg.waitForMessage(scene.work, /1号.*接单后没有新进展（已过 3 小时），报给网格长林志强/)
})

describe('many at once', () => {
  const CALM = ['3网格1单元的路灯不亮了', '3网格2单元垃圾桶满了没人清', '3网格3单元路面有个坑']

  it('what can wait waits for the morning and comes as one list; nobody is woken', async () => {
    clock.skip(705)
    for (const text of CALM) {
      scene.chen.send(scene.work, text)
      await stage.quiet()
    }
    const urgencies = await stage.sql<{ urgency: string }>('SELECT DISTINCT urgency FROM ticket')
    expect(urgencies).toEqual([{ urgency: 'normal' }])
    const before = saidIn(scene.work).length
    clock.skip(60)
    await settled()
    expect(saidIn(scene.work)).toHaveLength(before)
    expect((await notes()).filter((n) => n === 'quiet:accept_due').length).toBeGreaterThanOrEqual(2)
    clock.skip(496)
    await settled()
    expect(saidIn(scene.work)).toHaveLength(before)
    clock.skip(5)
    const list = await stage.tg.waitForMessage(scene.work, /有 \d 件到了时限/)
    expect(list.text).toMatch(/1号 .*没人接单，已过/)
    expect(list.text).toMatch(/2号 .*没人接单，已过/)
    await settled()
    expect(saidIn(scene.work)).toHaveLength(before + 1)
  })

  it('what was accepted meanwhile is not in the list', async () => {
    clock.skip(705)
    for (const text of CALM) {
      scene.chen.send(scene.work, text)
      await stage.quiet()
    }
    clock.skip(556)
    await settled()
    const [gone] = await stage.sql<{
      id: string
    }>(`UPDATE ticket SET state = 'accepted', version = version + 1,
      data = data || '{"state":"accepted"}' || jsonb_build_object('version', version + 1)
      WHERE number LIKE '%0002' RETURNING id`)
    expect(gone).toBeDefined()
    clock.skip(5)
    const list = await stage.tg.waitForMessage(scene.work, /件到了时限|没人接单/)
    expect(list.text).not.toContain('2号 ')
  })

  it('by day the first are said at once, those beyond come together', async () => {
    const more = ['3网格4单元垃圾堆着没人运', '3网格5单元路灯坏了一盏', '3网格6单元路面塌了个坑']
    for (const text of [...CALM, ...more]) {
      scene.chen.send(scene.work, text)
      await stage.quiet()
    }
    const { length } = await stage.sql('SELECT 1 FROM ticket')
    expect(length).toBeGreaterThanOrEqual(5)
    const before = saidIn(scene.work).length
    const late = () =>
      saidIn(scene.work)
        .slice(before)
        .filter((t) => /没人接单/.test(t))
    clock.skip(33)
    await settled()
    const single = late().length
    const waiting = await stage.sql(`SELECT 1 FROM reminder r JOIN conversation c ON c.id = r.conversation_id
      WHERE r.state = 'waiting' AND c.title = '东沁村网格群'`)
    // Several workers may each look before the others have written.
    expect(single).toBeLessThan(length)
    expect(single + waiting.length).toBe(length)
    clock.skip(11)
    await settled()
    expect(late()).toHaveLength(single + 1)
    expect(late().at(-1)).toMatch(waiting.length === 1 ? /按规定报给网格长/ : /件到了时限/)
  })
})
