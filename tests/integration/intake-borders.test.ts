import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { photoAt } from '../support/telegram/fixture.ts'

const WIRE = '家门口的电线破皮了,下雨天滋滋响'
/** By the points of areas.csv this is 3网格1单元; the border draws the ground of the next unit around it. */
const SPOT = { latitude: 25.23497, longitude: 119.09061 }

const folder = await mkdtemp(join(tmpdir(), 'town-'))
await cp(fileURLToPath(new URL('../../prisma/towns/dongzhuang', import.meta.url)), folder, {
  recursive: true,
})
const ring = [
  [119.0905, 25.2345],
  [119.0919, 25.2345],
  [119.0919, 25.2353],
  [119.0905, 25.2353],
  [119.0905, 25.2345],
]
await writeFile(
  join(folder, 'areas.geojson'),
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: { code: 'DQ-3-2' }, geometry: { type: 'Polygon', coordinates: [ring] } },
    ],
  }),
)
afterAll(() => rm(folder, { recursive: true, force: true }))

onStage({ town: folder })

const areas = async () =>
  (await stage.sql<{ area: string }>('SELECT area FROM ticket')).map(({ area }) => area)

describe('a location that is sent in a town with borders', () => {
  it('is in the area whose ground holds it, though another\u2019s point is nearer', async () => {
    const { tg, quiet } = stage
    const { mei, power } = scene
    mei.dm(WIRE)
    await tg.waitForMessage(mei, /还差一个地点：/)
    mei.dm({ location: SPOT })
    const call = await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    expect(call.text).toContain('3网格2单元')
    expect(await areas()).toEqual(['DQ-3-2'])
  })

  it('past the border is in the area whose point is nearest', async () => {
    const { tg, quiet } = stage
    const { mei, power } = scene
    mei.dm(WIRE)
    await tg.waitForMessage(mei, /还差一个地点：/)
    mei.dm({ location: { latitude: 25.23497, longitude: 119.0902 } })
    await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    expect(await areas()).toEqual(['DQ-3-1'])
  })

  it.each([
    ['inside', '#445566', [119, 5, 26.2], '发来的位置在这一片的范围内，记在东沁村 3网格2单元。'],
    ['past the border', '#665544', [119, 5, 24.72], '发来的位置离这里最近，记在东沁村 3网格1单元。'],
  ] as const)('told by a photo, %s: /why says how', async (_, colour, [d, m, s], why) => {
    const { tg, quiet } = stage
    const { mei, power, zhang } = scene
    const bytes = await photoAt([25, 14, 5.89], [d, m, s], colour)
    mei.dm({
      document: { bytes, fileName: 'IMG_1.jpg', mimeType: 'image/jpeg' },
      caption: '这里的电线破皮了,下雨天滋滋响',
    })
    await tg.waitForMessage(power, /请处理 1号/)
    await quiet()
    zhang.send(power, '/why 1')
    const told = await tg.waitForMessage(power, /1号为什么这么办/)
    expect(told.text).toContain(why)
  })
})
