import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { more } from '../support/many-tickets.ts'
import { answer, onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import type { Place } from '../support/telegram/place.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'
import { reportWire } from '../support/wire.ts'

onStage({}, '10:00')

type User = typeof scene.lin
const CONDUCT = '举报东沁村村干部林某收红包,低保名额都给了自家亲戚'

/** What the bot said last to it. */
async function told(user: User, place: Place, words: string): Promise<StoredMessage> {
  user.send(place, words)
  await stage.quiet()
  const last = place.room.messages.findLast((m) => m.byBot)
  if (!last) throw new Error('nothing was said')
  return last
}

describe('questions in plain words', () => {
  it('about a number there is none of get no answer in a group', async () => {
    expect(await answer(scene.chen, scene.work, '31号到哪一步了')).toBe('')
    expect(await answer(scene.chen, scene.chen, '31号到哪一步了')).toMatch(/没有找到 31号/)
  })

  it('are answered for the asker’s area', async () => {
    await reportWire()
    await more(1)
    const { lin, work, zhang } = scene
    expect(await answer(lin, work, '这周还有几个超期')).toMatch(/东沁村 3网格 超期 1 件（在办 2 件）\n⚠ 2号/)
    expect(await answer(lin, work, '我们网格还有多少没办')).toMatch(/东沁村 3网格 在办 2 件，超期 1 件/)
    expect(await answer(lin, work, '今天办结几件')).toBe('东沁村 3网格 今天办结 0 件。')
    expect(await answer(lin, work, '今天新报了几件')).toBe('东沁村 3网格 今天新报 2 件。')
    expect(await answer(lin, work, '1号到哪一步了')).toMatch(/1号 · 电力/)
    await answer(zhang, scene.power, '1号办结 换了新线')
    expect(await answer(scene.mei, scene.mei, '今天办结几件')).toMatch(/这里只给网格长以上和部门看/)
  })
})

describe('/report', () => {
  it('comes as one picture with the figures below it', async () => {
    await reportWire()
    const { openedAt } = (
      await stage.sql<{ openedAt: string }>(`SELECT data->>'openedAt' AS "openedAt" FROM ticket`)
    )[0] ?? { openedAt: '' }
    await more(2)
    await more(3, { area: 'DQ-2-1', state: 'resolved', resolvedAt: openedAt })
    await more(1, { area: 'DQ-2-1', state: 'resolved', resolvedAt: openedAt, resolveDue: openedAt })
    const before = saidIn(scene.work).length
    const message = await told(scene.lin, scene.work, '/report week 东沁村')
    expect(saidIn(scene.work).length - before).toBe(1)
    expect(message.photo?.at(-1)?.width).toBe(900)
    expect(message.text).toMatch(/^东沁村 本周（.*\d+月\d+日）\n新报 7 件，办结 4 件，归档 0 件/)
    expect(message.text).toMatch(/按时办结 25%（1\/4）\n现在超期 2 件/)
    expect(message.text).toMatch(/要盯：3网格 超期 2 件\n要盯：2网格 超期 0 件，按时 25%/)
    expect(message.buttonTexts).toEqual(['看超期'])
    const [media] = await stage.sql<{ hash: string }>('SELECT hash FROM media')
    const kept = await stage.service.ctx.app.media.get(media?.hash ?? '')
    const picture = sharp(kept?.bytes)
    expect((await picture.metadata()).width).toBe(900)
    // Bars of both colours are in it.
    const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
    const near = (red: number, green: number, blue: number): number => {
      let n = 0
      for (let i = 0; i < data.length; i += info.channels) {
        const [r = 0, g = 0, b = 0] = data.subarray(i, i + 3)
        if (Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue) < 40) n++
      }
      return n
    }
    expect(near(0x1f, 0x8a, 0x4c)).toBeGreaterThan(5000)
    expect(near(0xc9, 0x2a, 0x1f)).toBeGreaterThan(2000)
  })

  it('is of the own area or department; a resident is told where to look instead', async () => {
    await reportWire()
    const { lin, zhang, huang, mei, power, center } = scene
    expect((await told(lin, lin, '/report')).text).toMatch(/^东沁村 3网格 今天（\d+月\d+日）\n新报 1 件/)
    expect((await told(zhang, zhang, '/report week')).text).toMatch(/^供电所 本周/)
    expect((await told(zhang, power, '/report month')).text).toMatch(/^供电所 本月/)
    expect((await told(huang, huang, '/report')).text).toMatch(/^东庄镇 今天/)
    expect((await told(huang, center, '日报')).text).toMatch(/^东庄镇 今天/)
    expect((await told(mei, mei, '/report week')).text).toMatch(/这里只给网格长以上和部门看/)
    expect((await told(mei, mei, '/report week 东沁村')).text).toMatch(/这里只给网格长以上和部门看/)
    expect((await told(lin, lin, '/report week 石浦村')).text).toMatch(/这里只给网格长以上和部门看/)
    expect((await told(lin, lin, '/report week 火星村')).text).toMatch(/请写：\/report day/)
  })

  it('of nothing is one line without a picture', async () => {
    const message = await told(scene.lin, scene.lin, '发一下上周的周报')
    expect(message.text).toMatch(/^东沁村 3网格 上周（.*）\n没有新报的，也没有办结的。$/)
    expect(message.photo).toBeUndefined()
  })

  it('counts nothing confidential in a group, whoever asks; in private it does for those who may see it', async () => {
    const { mei, huang, center, lin } = scene
    mei.dm(CONDUCT)
    await stage.quiet()
    expect((await told(huang, center, '/report week')).text).toMatch(/没有新报的/)
    expect((await told(huang, huang, '/report week')).text).toMatch(/新报 1 件/)
    expect((await told(lin, lin, '/report week')).text).toMatch(/没有新报的/)
  })
})

describe('/overdue', () => {
  it('turns its pages in place', async () => {
    const { lin, work } = scene
    await reportWire()
    await more(16)
    const list = await told(lin, work, '/overdue 东沁村')
    const said = saidIn(work).length
    expect(list.text).toMatch(/^东沁村 超期 16 件（在办 17 件）\n⚠ 17号/)
    expect(list.text).toMatch(/11号[^\n]*\n第 1 页，共 3 页$/)
    expect(list.buttonTexts).toEqual(['下一页'])
    await lin.click(list, '下一页').answered
    await stage.quiet()
    expect(list.text).toMatch(/^东沁村 超期 16 件（在办 17 件）\n⚠ 10号[\s\S]*4号[^\n]*\n第 2 页，共 3 页$/)
    expect(list.buttonTexts).toEqual(['上一页', '下一页'])
    await lin.click(list, '下一页').answered
    await stage.quiet()
    expect(list.text).toMatch(/⚠ 3号[^\n]*\n⚠ 2号[^\n]*\n第 3 页，共 3 页$/)
    expect(list.buttonTexts).toEqual(['上一页'])
    // What was done meanwhile is gone, and so is the page it stood on.
    await stage.sql(
      `UPDATE ticket SET state = 'closed', data = data || '{"state":"closed"}' WHERE number ~ '(0002|0003|0004|0005)$'`,
    )
    await lin.click(list, '上一页').answered
    await stage.quiet()
    expect(list.text).toMatch(/⚠ 6号[^\n]*\n第 2 页，共 2 页$/)
    expect(list.edits).toBe(3)
    expect(saidIn(work)).toHaveLength(said)
  })

  it('shows only what the asker may see, and says so when there is none', async () => {
    const { lin, mei, zhang, zhuo, huang, center } = scene
    await reportWire()
    expect(await answer(lin, lin, '/overdue')).toBe('东沁村 3网格 眼下没有超期的。')
    await more(1)
    await more(1, { area: 'DQ-2-1' })
    await more(1, { category: 'governance.conduct', department: 'police', area: 'DQ-2-1' })
    expect(await answer(lin, lin, '/overdue')).toMatch(/超期 1 件（在办 2 件）\n⚠ 2号/)
    expect(await answer(zhang, zhang, '/overdue')).toMatch(/^供电所 超期 2 件/)
    expect(await answer(zhuo, zhuo, '/overdue')).toBe('水务站 眼下没有超期的。')
    expect(await answer(huang, huang, '/overdue')).toMatch(/^东庄镇 超期 3 件/)
    expect(await answer(huang, center, '/overdue')).toMatch(/^东庄镇 超期 2 件/)
    expect(await answer(lin, scene.work, '/overdue 东沁村')).toMatch(/^东沁村 超期 2 件/)
    expect(await answer(mei, mei, '/overdue')).toMatch(/这里只给网格长以上和部门看/)
  })

  it('asks for the right anew when a page is turned', async () => {
    const { lin } = scene
    await reportWire()
    await more(9)
    const list = await told(lin, lin, '/overdue')
    const shown = list.text
    await stage.sql(`UPDATE post SET active = false WHERE role = 'grid_chief' AND area = 'DQ-3'`)
    try {
      await stage.sql('UPDATE town SET version = version + 1')
      const chief = async () =>
        (await stage.service.ctx.app.town())?.town.posts.some(
          (p) => p.area === 'DQ-3' && p.role === 'grid_chief',
        )
      await expect.poll(chief, { timeout: 5000 }).toBe(false)
      await lin.click(list, '下一页').answered
      await stage.quiet()
      expect(list.text).toBe(shown)
      expect(saidIn(lin).at(-1)).toMatch(/这里只给网格长以上和部门看/)
    } finally {
      await stage.sql(`UPDATE post SET active = true WHERE role = 'grid_chief' AND area = 'DQ-3'`)
      await stage.sql('UPDATE town SET version = version + 1')
    }
  })
})

describe('/mine', () => {
  it('is the work in hand of somebody who works for a department, the worst first', async () => {
    const { zhang, zhuo } = scene
    const { call } = await reportWire()
    await zhang.click(call, '接单').answered
    await stage.quiet()
    await more(8)
    await more(1, { handler: null })
    const list = await told(zhang, zhang, '/mine')
    expect(list.text).toMatch(/^您手上 9 件，超期 8 件：\n⚠ 9号 电力线路隐患 · 东沁村 3网格1单元.*，超期/)
    expect(list.buttonTexts).toEqual(['下一页'])
    await zhang.click(list, '下一页').answered
    await stage.quiet()
    expect(list.text).toMatch(/⚠ 2号[^\n]*\n1号 [^\n]* 前\n第 2 页，共 2 页$/)
    expect(await answer(zhuo, zhuo, '/mine')).toBe('您手上没有要办的。')
    expect(await answer(zhang, zhang, '我报的事怎么样了')).toMatch(/您还没有报过/)
  })

  it('in a group shows what the group has seen, and is turned by whoever asked', async () => {
    const { chen, lin, work } = scene
    await reportWire()
    await more(8)
    await more(1, { category: 'governance.conduct' })
    const list = await told(chen, work, '/mine')
    expect(list.text).toMatch(/^您报过的 9 件：/)
    const shown = list.text
    expect((await lin.click(list, '下一页').answered).text).toMatch(/这是别人的清单/)
    await stage.quiet()
    expect(list.text).toBe(shown)
    await chen.click(list, '下一页').answered
    await stage.quiet()
    expect(list.text).toMatch(/第 2 页，共 2 页$/)
  })
})
