import { describe, expect, it, vi } from 'vitest'
import { fireQuestion } from '../../src/app/asking/due.ts'
import { clock, onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'

onStage({ overrides: { auditEvery: 100 } }, '10:00')

const tickets = () =>
  stage.sql<{ category: string; area: string; photos: number; reporter: string }>(
    `SELECT category, area, jsonb_array_length(data->'photosBefore') AS photos, data->'reporter'->>'name' AS reporter
     FROM ticket ORDER BY number`,
  )
const questions = () => stage.sql<{ kind: string; state: string }>('SELECT kind, state FROM question')
/** Waits until nothing waits to be asked any more. */
const asked = () =>
  expect.poll(async () => (await questions()).filter((q) => q.state === 'waiting')).toEqual([])

describe('a photo alone', () => {
  it('of a unit chief waits for its words, and is asked about once, below it', async () => {
    const { tg, quiet } = stage
    const { work, chen } = scene
    const photo = chen.send(work, { photo: await jpeg() })
    await quiet()
    clock.skip(9)
    await quiet()
    expect(saidIn(work)).toEqual([])
    clock.skip(2)
    const question = await tg.waitForMessage(work, /这张照片是什么情况？在哪里？/)
    await quiet()
    expect(question.json.reply_to_message?.message_id).toBe(photo.id)
    expect(question.buttonTexts.flat()).toEqual(['是隐患', '只是分享'])
    clock.skip(60)
    await quiet()
    expect(saidIn(work)).toHaveLength(1)
  })

  it('words in time use it, and nothing is asked', async () => {
    const { quiet } = stage
    const { work, chen } = scene
    chen.send(work, { photo: await jpeg() })
    await quiet()
    clock.skip(8)
    chen.send(work, '3网格1单元路口的井盖不见了')
    await quiet()
    clock.skip(3)
    await asked()
    expect(await tickets()).toMatchObject([{ area: 'DQ-3-1', photos: 1 }])
    expect(saidIn(work)).toHaveLength(1)
  })

  it('words after the question use it too', async () => {
    const { tg, quiet } = stage
    const { work, chen } = scene
    chen.send(work, { photo: await jpeg() })
    await quiet()
    clock.skip(11)
    const question = await tg.waitForMessage(work, /这张照片/)
    clock.skip(3)
    chen.send(work, { text: '2网格3单元水井边的井盖不见了', replyTo: question })
    await tg.waitForMessage(work, /1号/)
    await quiet()
    // The photo may still be on its way from the platform.
    await vi.waitFor(async () =>
      expect(await tickets()).toMatchObject([{ category: 'facility.manhole', area: 'DQ-2-3', photos: 1 }]),
    )
    expect(question.buttonTexts.flat()).toEqual([])
    // The question and the card; the place is not asked for on top.
    expect(saidIn(work)).toHaveLength(2)
  })

  it('是隐患 opens one ticket with it, for the one who sent it; 只是分享 opens none', async () => {
    const { tg, quiet } = stage
    const { work, chen, lin } = scene
    chen.send(work, { photo: await jpeg(400, 300, '#111111') })
    await quiet()
    chen.send(work, { photo: await jpeg(400, 300, '#222222') })
    await quiet()
    clock.skip(11)
    const question = await tg.waitForMessage(work, /这张照片/)
    await asked()
    const passer = tg.user({ first_name: '路人' })
    work.join(passer)
    expect((await passer.click(question, '是隐患').answered).text).toMatch(/要由发的人/)
    const [one, two] = [chen.click(question, '是隐患'), lin.click(question, '是隐患')]
    expect((await one.answered).text).toBe('记下了，是 1号。')
    expect((await two.answered).text).toBe('记下了，是 1号。')
    await quiet()
    expect(await tickets()).toMatchObject([{ area: 'DQ-3-1', photos: 2, reporter: '陈淑华' }])
    // Much later: just after the ticket it might be one more photo of it.
    clock.skip(240)
    lin.send(work, { photo: await jpeg(400, 300, '#333333') })
    await quiet()
    clock.skip(11)
    const second = await tg.waitForMessage(work, (m) => m.id > question.id && /这张照片/.test(m.text))
    expect((await lin.click(second, '只是分享').answered).text).toBe('好，不记了。')
    await quiet()
    expect(await tickets()).toHaveLength(1)
    expect(second.buttonTexts.flat()).toEqual([])
  })

  it('of a resident in a group, of a handler, and at night is not asked about', async () => {
    const { quiet } = stage
    const { work, power, zhang, chen, mei } = scene
    work.join(mei)
    mei.send(work, { photo: await jpeg(400, 300, '#111111') })
    zhang.send(power, { photo: await jpeg(400, 300, '#222222') })
    await quiet()
    expect(await questions()).toEqual([])
    clock.set('22:05')
    chen.send(work, { photo: await jpeg(400, 300, '#333333') })
    await quiet()
    clock.skip(11)
    await asked()
    expect(await questions()).toEqual([{ kind: 'photo', state: 'dropped' }])
    expect([...saidIn(work), ...saidIn(power)]).toEqual([])
  })

  it('in private is asked about sooner, whoever sent it', async () => {
    const { tg, quiet } = stage
    const { mei } = scene
    mei.dm({ photo: await jpeg() })
    await quiet()
    clock.skip(3)
    const question = await tg.waitForMessage(mei, /这张照片/)
    mei.dm('东沁村3网格1单元路口的井盖不见了')
    await tg.waitForMessage(mei, /记下了，1号/)
    await quiet()
    expect(question.buttonTexts.flat()).toEqual([])
    expect(await tickets()).toMatchObject([{ photos: 1, area: 'DQ-3-1' }])
  })

  it('is asked about once after a wiped queue, whoever finds it due: its time stands in the table', async () => {
    const { tg, quiet, service } = stage
    const { work, chen } = scene
    chen.send(work, { photo: await jpeg() })
    await quiet()
    await stage.wipeQueues()
    const [{ id } = { id: '' }] = await stage.sql<{ id: string }>('SELECT id FROM question')
    clock.skip(11)
    await Promise.all([1, 2, 3].map(() => fireQuestion(service.ctx.app, id)))
    await tg.waitForMessage(work, /这张照片/)
    await asked()
    await quiet()
    expect(saidIn(work)).toHaveLength(1)
  })

  it('is asked about although the first write breaks after it was made', async () => {
    const { tg, quiet, service } = stage
    const { work, chen } = scene
    chen.send(work, { photo: await jpeg() })
    await quiet()
    const { store } = service.ctx.app
    const { commit } = store
    store.commit = async (write) => {
      store.commit = commit
      await commit(write)
      throw new Error('the connection broke after the commit')
    }
    clock.skip(11)
    await tg.waitForMessage(work, /这张照片/)
    await quiet()
    expect(saidIn(work)).toHaveLength(1)
  })
})
