import { beforeAll, describe, expect, it } from 'vitest'
import { Draft } from '../../src/app/tickets/draft.ts'
import { clock, onStage, scene, stage } from '../support/on-stage.ts'
import { type Stage, saidIn } from '../support/stage.ts'

const DOUBT = '2网格3单元垃圾没人清,说不准'
const DOUBT_FIRE = '2网格3单元着火了,烟好大,说不准'
const SECRET = '村干部吃拿卡要,办低保要我送两条烟,说不准'
const QUARREL = '3网格2单元两家为了一堵墙吵了三年,求调解,说不准'

/** The service's reader, which is not sure of words with 说不准: what is unsure changes with every training. */
function makeUnsure({ service }: Stage): void {
  const { app } = service.ctx
  const { town } = app
  app.town = async () => {
    const view = await town()
    if (!view) return null
    return {
      ...view,
      read(input, thread) {
        const reading = view.read(input, thread)
        if (input.surelyReport || !input.text.includes('说不准')) return reading
        return {
          ...reading,
          act: 'chatter',
          incidents: [],
          confidence: 0.5,
          about: null,
          corrects: false,
          missing: null,
        }
      },
    }
  }
}

onStage({}, '10:00')
beforeAll(() => {
  makeUnsure(stage)
})

const tickets = () =>
  stage.sql<{ state: string; category: string; reporter: string; summary: string }>(
    `SELECT state, category, data->'reporter'->>'name' AS reporter, data->>'summary' AS summary FROM ticket`,
  )
const questions = () =>
  stage.sql<{ kind: string; state: string; answer: string | null }>(
    'SELECT kind, state, answer FROM question',
  )

describe('words of which it is not sure whether they report anything', () => {
  it('in private their writer is asked; 是 opens one ticket, however often it is pressed', async () => {
    const { tg, quiet } = stage
    const { mei } = scene
    mei.dm(DOUBT)
    const question = await tg.waitForMessage(mei, /您这是要报“/)
    await quiet()
    expect(question.buttonTexts.flat()).toEqual(['是，请处理', '不是'])
    expect(await tickets()).toEqual([])
    const presses = [1, 2, 3].map(() => mei.click(question, '是，请处理'))
    const answers = await Promise.all(presses.map(async (p) => (await p.answered).text))
    expect(new Set(answers)).toEqual(new Set(['记下了，是 1号。']))
    await quiet()
    expect(await tickets()).toMatchObject([{ reporter: '林小梅' }])
    expect(question.buttonTexts.flat()).toEqual([])
    expect(await questions()).toEqual([{ kind: 'report', state: 'answered', answer: 'open' }])
  })

  it('opens one ticket although the first write of the press breaks', async () => {
    const { tg, quiet } = stage
    const { mei } = scene
    mei.dm(DOUBT)
    const question = await tg.waitForMessage(mei, /您这是要报/)
    await quiet()
    const { store } = stage.service.ctx.app
    const { commit } = store
    store.commit = async (write) => {
      store.commit = commit
      await commit(write)
      throw new Error('the connection broke after the commit')
    }
    mei.click(question, '是，请处理')
    await tg.waitForMessage(mei, /记下了，1号|1号/)
    await quiet()
    expect(await tickets()).toHaveLength(1)
    expect(question.buttonTexts.flat()).toEqual([])
  })

  it('不是 opens none, in a word or by the button', async () => {
    const { tg, quiet } = stage
    const { mei } = scene
    mei.dm(DOUBT)
    const question = await tg.waitForMessage(mei, /您这是要报/)
    mei.dm('不是')
    await tg.waitFor(() => question.buttonTexts.flat().length === 0)
    await quiet()
    expect(question.text).toContain('好，不记了')
    expect(await tickets()).toEqual([])
    expect(await questions()).toEqual([{ kind: 'report', state: 'answered', answer: 'drop' }])
  })

  it('是的 in words opens it too', async () => {
    const { tg, quiet } = stage
    const { mei } = scene
    mei.dm(DOUBT)
    await tg.waitForMessage(mei, /您这是要报/)
    mei.dm('是的')
    await tg.waitForMessage(mei, /1号/)
    await quiet()
    expect(await tickets()).toHaveLength(1)
  })

  it('told once more and clearly, the question is over and both messages are one matter', async () => {
    const { tg, quiet } = stage
    const { mei } = scene
    mei.dm(DOUBT)
    const question = await tg.waitForMessage(mei, /您这是要报/)
    mei.dm('东沁村2网格3单元垃圾堆了一个礼拜没人清,臭得很')
    await tg.waitForMessage(mei, /记下了，1号/)
    await quiet()
    expect(question.buttonTexts.flat()).toEqual([])
    expect(await tickets()).toHaveLength(1)
    expect(
      await stage.sql(`SELECT 1 FROM message WHERE ticket_id IS NOT NULL AND direction = 'in'`),
    ).toHaveLength(2)
  })

  it('one question per report: the place is not asked for on top, but its words are taken', async () => {
    const { tg, quiet } = stage
    const { mei } = scene
    mei.dm('垃圾没人清,臭得很,说不准')
    const question = await tg.waitForMessage(mei, /您这是要报/)
    await mei.click(question, '是，请处理').answered
    const card = await tg.waitForMessage(mei, /记下了，1号/)
    await quiet()
    expect(card.text).toContain('还差一个地点，补上就派人')
    expect(saidIn(mei)).toHaveLength(2)
    expect(await tickets()).toMatchObject([{ state: 'needs_info' }])
    mei.dm('东沁村2网格3单元')
    await tg.waitFor(() => /已通知/.test(card.text))
    await quiet()
    expect(await tickets()).toMatchObject([{ state: 'dispatched' }])
    expect(saidIn(mei)).toHaveLength(2)
  })

  it('an edit of what was asked about asks nothing more', async () => {
    const { tg, quiet } = stage
    const { mei } = scene
    const post = mei.dm(DOUBT)
    await tg.waitForMessage(mei, /您这是要报/)
    await quiet()
    clock.skip(4)
    mei.edit(post, { text: `${DOUBT},真的` })
    await quiet()
    expect(saidIn(mei)).toHaveLength(1)
    expect(await questions()).toHaveLength(1)
  })

  it('an answer that comes to a question answered meanwhile is refused by the write itself', async () => {
    const { tg, quiet, service } = stage
    scene.mei.dm(DOUBT)
    await tg.waitForMessage(scene.mei, /您这是要报/)
    await quiet()
    const { app } = service.ctx
    const [{ id } = { id: '' }] = await stage.sql<{ id: string }>('SELECT id FROM question')
    const question = await app.store.question(id)
    if (!question) throw new Error('no question')
    const answer = () => {
      const { write } = new Draft({ requestId: app.newId() })
      write.questions.push({ question: { ...question, state: 'answered', answer: 'drop' }, before: 'asked' })
      return app.store.commit(write)
    }
    expect((await Promise.all([answer(), answer()])).filter((r) => r.ok)).toHaveLength(1)
    expect(await answer()).toEqual({ ok: false, conflict: 'question answered meanwhile' })
  })

  it('in a group nobody is disturbed: the dispatcher gets a line and may open the ticket', async () => {
    const { tg, quiet } = stage
    const { work, center, huang, mei } = scene
    work.join(mei)
    const post = mei.send(work, `${DOUBT},找13800138000问`)
    const line = await tg.waitForMessage(center, /拿不准要不要开单/)
    await quiet()
    expect(saidIn(work)).toEqual([])
    expect(line.text).toContain('林**说')
    expect(line.text).not.toContain('13800138000')
    expect(line.buttonTexts.flat()).toEqual(['开单', '不是'])
    const passer = tg.user({ first_name: '路人' })
    center.join(passer)
    expect((await passer.click(line, '开单').answered).text).toMatch(/要由发的人/)
    expect((await huang.click(line, '开单').answered).text).toBe('记下了，是 1号。')
    const card = await tg.waitForMessage(work, /1号/)
    await quiet()
    expect(card.json.reply_to_message?.message_id).toBe(post.id)
    expect(await tickets()).toMatchObject([{ reporter: '林小梅' }])
    expect(line.buttonTexts.flat()).toEqual([])
    // The card alone: one question per report, and the dispatcher had it.
    expect(saidIn(work)).toHaveLength(1)
  })

  it('at night the line waits for the morning', async () => {
    const { tg, quiet } = stage
    const { work, center, mei } = scene
    work.join(mei)
    clock.set('23:30')
    mei.send(work, DOUBT)
    await quiet()
    expect(saidIn(center)).toEqual([])
    expect(await questions()).toMatchObject([{ state: 'waiting' }])
    clock.skip(7 * 60 + 31)
    await tg.waitForMessage(center, /拿不准要不要开单/)
    await quiet()
    expect(saidIn(work)).toEqual([])
  })

  it('where lives may be at stake the group is asked, also at night', async () => {
    const { tg, quiet } = stage
    const { work, center, mei } = scene
    work.join(mei)
    clock.set('23:30')
    mei.send(work, DOUBT_FIRE)
    const question = await tg.waitForMessage(work, /您这是要报“火情”吗/)
    await quiet()
    expect(saidIn(center)).toEqual([])
    mei.send(work, '嗯')
    await quiet()
    expect(await tickets()).toEqual([])
    mei.send(work, { text: '不是', replyTo: question })
    await tg.waitFor(() => question.buttonTexts.flat().length === 0)
    await quiet()
    expect(await tickets()).toEqual([])
    expect(saidIn(work)).toHaveLength(1)
  })

  it('without a chat of a dispatcher nothing is said', async () => {
    const { quiet } = stage
    const { work, mei } = scene
    work.join(mei)
    await stage.sql(`UPDATE conversation SET status = 'left' WHERE title = '东庄镇网格中心'`)
    mei.send(work, DOUBT)
    await quiet()
    expect(saidIn(work)).toEqual([])
    expect(await tickets()).toEqual([])
    expect(await questions()).toEqual([])
  })

  it('clear small talk, and what may not be told in a group, asks nobody', async () => {
    const { quiet } = stage
    const { work, center, mei } = scene
    work.join(mei)
    for (const text of ['今天菜价又涨了', SECRET, QUARREL]) {
      mei.send(work, text)
      await quiet()
    }
    expect(saidIn(work).filter((text) => /您这是要报/.test(text))).toEqual([])
    expect(saidIn(center).filter((text) => /拿不准/.test(text))).toEqual([])
  })
})
