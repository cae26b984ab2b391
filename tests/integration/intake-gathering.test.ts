import { describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg } from '../support/telegram/fixture.ts'
import { WIRE } from '../support/wire.ts'

onStage()

interface Row {
  state: string
  category: string
  area: string
  photos: string[]
  supplements: string[]
}
const tickets = () =>
  stage.sql<Row>(
    `SELECT state, category, area, ARRAY(SELECT jsonb_array_elements_text(data->'photosBefore')) AS photos,
       ARRAY(SELECT x->>'text' FROM jsonb_array_elements(data->'supplements') x) AS supplements
     FROM ticket ORDER BY number`,
  )

/** Edits of one message since call number `from`. */
const edits = (messageId: number, chatId: number, from: number) =>
  stage.tg.calls
    .slice(from)
    .filter(
      (c) =>
        c.method.startsWith('editMessage') &&
        c.params['message_id'] === messageId &&
        c.params['chat_id'] === chatId,
    ).length

describe('what belongs together', () => {
  it('an album with a caption is one ticket with all its photos', async () => {
    const { tg, quiet } = stage
    const { work, power, chen } = scene
    const photos = await Promise.all(['#111111', '#222222', '#333333'].map((c) => jpeg(400, 300, c)))
    chen.sendAlbum(
      work,
      photos.map((photo) => ({ photo })),
      WIRE,
    )
    await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    await quiet()
    const all = await tickets()
    expect(all).toHaveLength(1)
    expect(all[0]?.photos).toHaveLength(3)
    expect(power.botMessages.filter((m) => m.photo)).toHaveLength(3)
    expect(saidIn(power).filter((t) => /有补充/.test(t)).length).toBeLessThanOrEqual(1)
    expect(saidIn(work)).toHaveLength(1)
  })

  it('an album whose caption comes last is one ticket too', async () => {
    const { quiet } = stage
    const { work, power, chen } = scene
    chen.sendAlbum(work, [
      { photo: await jpeg(400, 300, '#111111') },
      { photo: await jpeg(400, 300, '#222222') },
      { photo: await jpeg(400, 300, '#333333'), caption: WIRE },
    ])
    await quiet()
    const all = await tickets()
    expect(all.map((t) => t.photos.length)).toEqual([3])
    expect(power.botMessages.filter((m) => m.photo)).toHaveLength(3)
    expect(saidIn(work)).toHaveLength(1)
  })

  it('a photo, then words: one ticket with the photo', async () => {
    const { quiet } = stage
    const { work, chen } = scene
    chen.send(work, { photo: await jpeg() })
    await quiet()
    expect(saidIn(work)).toEqual([])
    chen.send(work, WIRE)
    await quiet()
    expect((await tickets()).map((t) => t.photos.length)).toEqual([1])
    expect(saidIn(work)).toHaveLength(1)
  })

  it('words, then a photo: the department gets it', async () => {
    const { tg, quiet } = stage
    const { work, power, chen } = scene
    chen.send(work, WIRE)
    await tg.waitForMessage(power, /请处理 1号/)
    chen.send(work, { photo: await jpeg() })
    const more = await tg.waitForMessage(power, /1号有补充（陈淑华）：1 张照片/)
    await quiet()
    expect(more.photo).toBeTruthy()
    expect((await tickets()).map((t) => t.photos.length)).toEqual([1])
    expect(saidIn(work)).toHaveLength(1)
  })

  it('lines that follow within minutes are added, not new tickets', async () => {
    const { tg, quiet } = stage
    const { work, power, chen } = scene
    chen.send(work, WIRE)
    await quiet()
    chen.send(work, '就在窗户旁边,小孩够得着')
    await tg.waitForMessage(power, /1号有补充（陈淑华）：就在窗户旁边/)
    await quiet()
    expect(await tickets()).toMatchObject([{ supplements: ['就在窗户旁边,小孩够得着'] }])
    expect(saidIn(work)).toHaveLength(1)
  })

  it('two matters are two tickets', async () => {
    const { quiet } = stage
    const { work, chen } = scene
    chen.send(work, WIRE)
    await quiet()
    chen.send(work, '另外2网格3单元水井边的路灯三天不亮了')
    await quiet()
    const all = await tickets()
    expect(all.map((t) => [t.category, t.area])).toEqual([
      ['safety.power_line', 'DQ-3-1'],
      ['facility.street_light', 'DQ-2-3'],
    ])
    expect(saidIn(work)).toHaveLength(2)
  })

  it('an edited report corrects its ticket, each card once; an edit of nothing does nothing', async () => {
    const { tg, quiet } = stage
    const { work, power, chen } = scene
    const post = chen.send(work, WIRE)
    const card = await tg.waitForMessage(work, /1号 · 电力/)
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    let from = tg.calls.length
    chen.edit(post)
    await quiet()
    expect(tg.calls.slice(from)).toEqual([])
    from = tg.calls.length
    chen.edit(post, { text: WIRE.replace('一单元', '二单元') })
    await tg.waitFor(() => /3网格2单元/.test(card.text) && /3网格2单元/.test(call.text))
    await quiet()
    expect(edits(card.id, work.id, from)).toBe(1)
    expect(edits(call.id, power.id, from)).toBe(1)
    expect(saidIn(work)).toHaveLength(1)
    expect(await tickets()).toMatchObject([{ area: 'DQ-3-2' }])
  })

  it('an answer to the card or to the first post is added', async () => {
    const { tg, quiet } = stage
    const { work, power, chen, lin } = scene
    const post = chen.send(work, WIRE)
    const card = await tg.waitForMessage(work, /1号 · 电力/)
    await quiet()
    lin.send(work, { text: '我刚去看过,离窗户只有半米', replyTo: card })
    await tg.waitForMessage(power, /有补充（林志强）：我刚去看过/)
    lin.send(work, { text: '旁边还有一户也漏电', replyTo: post })
    // Who tells of it too is counted among the reporters.
    await tg.waitForMessage(power, /(?:有补充（林志强）|又有人报 1号（林志强.{0,12}）)：旁边还有一户/)
    await quiet()
    expect(await tickets()).toHaveLength(1)
    expect(saidIn(work)).toHaveLength(1)
  })

  it('搞错了 takes it back', async () => {
    const { tg, quiet } = stage
    const { work, power, chen } = scene
    chen.send(work, WIRE)
    const card = await tg.waitForMessage(work, /1号 · 电力/)
    await quiet()
    chen.send(work, '搞错了,不用管了')
    await tg.waitForMessage(power, /1号已撤销/)
    await quiet()
    expect(await tickets()).toMatchObject([{ state: 'withdrawn' }])
    expect(card.buttonTexts.flat()).toEqual([])
  })

  it('搞错了 below the card takes it back too', async () => {
    const { tg, quiet } = stage
    const { work, power, chen } = scene
    chen.send(work, WIRE)
    const card = await tg.waitForMessage(work, /1号 · 电力/)
    await quiet()
    chen.send(work, { text: '搞错了,不用管了', replyTo: card })
    await tg.waitForMessage(power, /1号已撤销/)
    await quiet()
    expect(await tickets()).toMatchObject([{ state: 'withdrawn' }])
  })

  it('已经修好了 settles it', async () => {
    const { tg, quiet } = stage
    const { work, power, chen } = scene
    chen.send(work, WIRE)
    await tg.waitForMessage(work, /1号 · 电力/)
    await quiet()
    chen.send(work, '已经修好了')
    await tg.waitForMessage(power, /1号.*已经好了/)
    await quiet()
    expect(await tickets()).toMatchObject([{ state: 'closed' }])
  })

  it.each([
    ['搞错了,不用管了', 'withdrawn', '不对 电线还是在滋滋响 皮破了 还冒火花'],
    ['已经修好了', 'closed', '电线又滋滋响了 还冒火花'],
  ])('%s, and then it is there again: the same ticket goes back to work', async (end, state, again) => {
    const { tg, quiet } = stage
    const { work, power, chen } = scene
    chen.send(work, WIRE)
    await tg.waitForMessage(work, /1号 · 电力/)
    await quiet()
    chen.send(work, end)
    await quiet()
    expect(await tickets()).toMatchObject([{ state }])
    chen.send(work, { photo: await jpeg(), caption: again })
    await quiet()
    expect(await tickets()).toMatchObject([{ state: 'dispatched' }])
    const kept = await stage.sql<{ n: number }>(
      "SELECT jsonb_array_length(s->'photos') AS n FROM ticket, jsonb_array_elements(data->'supplements') s",
    )
    expect(kept.reduce((sum, { n }) => sum + n, 0)).toBe(1)
    expect(saidIn(power).some((text) => text.includes(again.slice(0, 6)))).toBe(true)
  })

  it('a first line that opened nothing belongs to the ticket of the matter that it told of', async () => {
    const { quiet } = stage
    const { work, chen } = scene
    chen.send(work, '哪家也停电了？')
    await quiet()
    expect(await tickets()).toEqual([])
    chen.send(work, '3号网格一单元整栋都没电了 一片漆黑')
    await quiet()
    const said = await stage.sql<{ text: string }>(
      "SELECT text FROM message WHERE direction = 'in' AND ticket_id IS NOT NULL ORDER BY id",
    )
    expect(said.map(({ text }) => text)).toEqual(['哪家也停电了？', '3号网格一单元整栋都没电了 一片漆黑'])
  })

  it('words that it got worse raise the ticket that they join', async () => {
    const { quiet } = stage
    const { work, chen } = scene
    const post = chen.send(work, '3号网格一单元门口的路灯杆有点歪,有空来看看')
    await quiet()
    const [before] = await stage.sql<{ urgency: string }>("SELECT data->>'urgency' AS urgency FROM ticket")
    expect(before?.urgency).not.toBe('emergency')
    chen.send(work, { text: '灯杆倒下来了,砸到人了,头上流血', replyTo: post })
    await quiet()
    const after = await stage.sql<{ urgency: string }>("SELECT data->>'urgency' AS urgency FROM ticket")
    expect(after).toEqual([{ urgency: 'emergency' }])
  })
})
