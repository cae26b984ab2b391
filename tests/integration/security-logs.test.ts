import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLogger } from '../../src/lib/log.ts'
import { type Scene, type Stage, saidIn, startStage } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'

const PHONE = '13812345678'
const IDENTITY = '350321197003041234'
const WORDS = [
  '王大财',
  'wangdacai',
  'Eve Hacker',
  'zhengju.jpg',
  '秘密群',
  'SecretGroup',
  '秋菊',
  PHONE,
  IDENTITY,
  'qiuju',
]

let stage: Stage
let scene: Scene
let book = ''
const secret = 'a-secret-of-enough-length'

beforeAll(async () => {
  const destination = new Writable({
    write(chunk, _encoding, done) {
      book += String(chunk)
      done()
    },
  })
  stage = await startStage({
    mode: 'webhook',
    log: createLogger({ level: 'debug', destination }),
  })
  scene = await stage.scene()
})
afterAll(() => stage.stop())

/** Lines of the log that hold something they must not. */
function leaks(): string[] {
  const forbidden = [
    ...WORDS,
    stage.tg.token,
    stage.tg.token.split(':')[1] ?? '',
    secret,
    stage.service.ctx.secretKey,
    String(scene.chen.id),
    String(scene.mei.id),
  ]
  return book.split('\n').filter((line) => forbidden.some((word) => line.includes(word)))
}

describe('the log at its most talkative', () => {
  it('holds no words, names, numbers, files or secrets of a story with refusals and faults', async () => {
    const { tg, quiet, service } = stage
    const { chen, zhang, work, power } = scene
    const eve = tg.user({ first_name: 'Eve Hacker', last_name: PHONE, username: 'wangdacai' })
    const odd = tg.group({ title: `秘密群 SecretGroup ${PHONE}` }).addBot({ admin: true })
    chen.send(work, `3号网格一单元 秋菊阿婆家门口的电线破皮了,滋滋响,电话${PHONE},身份证${IDENTITY}`)
    const call = await tg.waitForMessage(power, /请处理 1号/)
    eve.send(odd, `qiuju near the gate ${PHONE}`)
    eve.dm(`/start link-${PHONE}`)
    eve.dm(`/bind ${PHONE} wangdacai`)
    eve.dm({ contact: { phone_number: PHONE, first_name: '王大财', user_id: eve.id } })
    eve.dm({ document: { bytes: Buffer.from('no photo'), fileName: 'zhengju.jpg', mimeType: 'image/jpeg' } })
    await zhang.clickData(call, `forged-${PHONE}`).answered
    zhang.send(power, { photo: await jpeg(), caption: `换好了,王大财签字,${PHONE}`, replyTo: call })
    tg.fail('sendMessage', { error_code: 400, description: `Bad Request: wangdacai ${PHONE} 王大财` })
    chen.send(work, { text: '催一下', replyTo: work.botMessages[0] as never })
    await quiet()
    await fetch(`${service.url}/api/web/rooms/x/posts?name=wangdacai&token=${secret}`, {
      headers: { authorization: `Bearer ${secret}`, cookie: `k=${secret}` },
    })
    await fetch(`${service.url}/webhooks/telegram`, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': `${secret}x` },
      body: JSON.stringify({ update_id: 1, message: { text: 'wangdacai' } }),
    })
    await fetch(`${service.url}/webhooks/telegram`, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': secret, 'content-type': 'application/json' },
      body: JSON.stringify({ update_id: 'wangdacai', message: { text: PHONE, wangdacai: 1 } }),
    })
    // A fault of Postgres quotes the row it did not like.
    await stage.sql(`ALTER TABLE message ADD CONSTRAINT odd CHECK (text NOT LIKE '%绊倒%') NOT VALID`)
    eve.dm(`wangdacai ${PHONE} 绊倒`)
    await expect.poll(() => book.includes('event not handled'), { timeout: 10_000 }).toBe(true)
    await stage.sql('ALTER TABLE message DROP CONSTRAINT odd')
    await quiet()
    expect(saidIn(work).length).toBeGreaterThan(0)
    expect(book).toMatch(/"level"/)
    expect(leaks()).toEqual([])
  })

  it('nor does what the inbox keeps of a fault', async () => {
    const rows = await stage.sql<{ error: string | null }>('SELECT error FROM inbox WHERE error IS NOT NULL')
    expect(rows.map((r) => r.error).join('\n')).not.toMatch(new RegExp(WORDS.join('|')))
  })
})
