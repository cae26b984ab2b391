import { beforeEach, describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { jpeg, photoAt } from '../support/telegram/fixture.ts'
import { WIRE } from '../support/wire.ts'

beforeEach(() => {
  stage.tg.clearFaults()
})
onStage()

const photos = async () =>
  (
    await stage.sql<{ photos: string[] }>(
      `SELECT ARRAY(SELECT jsonb_array_elements_text(data->'photosBefore')) AS photos FROM ticket ORDER BY number`,
    )
  ).map((t) => t.photos.length)

/** Until a fetched photo has joined the ticket; the auditor looks every second. */
async function joined(count: number): Promise<void> {
  await expect.poll(photos, { timeout: 15_000, interval: 100 }).toEqual([count])
  await stage.quiet()
}

describe('files', () => {
  it('over the limit are refused politely, and the words still count', async () => {
    const { tg, quiet } = stage
    const { mei, power } = scene
    mei.dm({
      document: {
        bytes: Buffer.from('x'),
        fileName: 'big.jpg',
        mimeType: 'image/jpeg',
        fileSize: 30_000_000,
      },
      caption: '东沁村3网格1单元秋菊阿婆家门口的电线破皮了,下雨天滋滋响',
    })
    await tg.waitForMessage(mei, /请发 20 MB 以内的照片/)
    await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    expect(saidIn(mei).filter((t) => /20 MB/.test(t))).toHaveLength(1)
  })

  it('that are no image are refused politely', async () => {
    const { tg, quiet } = stage
    const { mei } = scene
    mei.dm({ document: { bytes: Buffer.from('MZ not a photo'), fileName: 'a.jpg', mimeType: 'image/jpeg' } })
    await tg.waitForMessage(mei, /请发 20 MB 以内的照片/)
    mei.dm({ document: { bytes: Buffer.from('%PDF-1.7'), fileName: 'a.pdf', mimeType: 'application/pdf' } })
    await quiet()
    expect(await photos()).toEqual([])
  })

  it('a photo that cannot be fetched at first joins its ticket later', async () => {
    const { tg, quiet } = stage
    const { chen, work, power } = scene
    tg.fail('getFile', { error_code: 500, description: 'Internal Server Error' }, 1)
    chen.send(work, { photo: await jpeg(), caption: WIRE })
    await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    await joined(1)
    await tg.waitForMessage(power, (m) => m.photo !== undefined)
    expect(saidIn(work)).toHaveLength(1)
  })

  it('a photo that cannot be fetched before its words come joins all the same', async () => {
    const { tg, quiet } = stage
    const { chen, work, power } = scene
    tg.fail('getFile', { error_code: 500, description: 'Internal Server Error' }, 2)
    chen.send(work, { photo: await jpeg() })
    await quiet()
    chen.send(work, WIRE)
    await tg.waitForMessage(power, /请处理 1号/)
    await joined(1)
  })

  it('the place in a photo tells the area', async () => {
    const { tg, quiet, sql } = stage
    const { mei, power } = scene
    // 25.23497, 119.09061: 3网格1单元
    const bytes = await photoAt([25, 14, 5.89], [119, 5, 26.2])
    mei.dm({
      document: { bytes, fileName: 'IMG_1.jpg', mimeType: 'image/jpeg' },
      caption: '这里的电线破皮了,下雨天滋滋响',
    })
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    const rows = await sql<{ area: string; point: { lat: number } | null }>(
      `SELECT area, data->'point' AS point FROM ticket`,
    )
    expect(rows).toMatchObject([{ area: 'DQ-3-1', point: { lat: expect.closeTo(25.23497, 3) } }])
    expect(call.photo).toBeTruthy()
  })
})
